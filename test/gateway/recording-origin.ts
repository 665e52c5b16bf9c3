import { once } from 'node:events'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'

/** How an origin answers bytes; called with everything that a connection has brought since the last answer. */
export type Answering = (socket: Socket, received: string) => string | Buffer | undefined

/** A raw server that keeps what each connection brought, byte for byte. */
export class RecordingOrigin {
  readonly port: number
  /** One text (latin1) for each connection, in the order of arrival. */
  readonly records: string[] = []
  readonly sockets = new Set<Socket>()
  answering: Answering
  readonly #server: Server

  private constructor(server: Server, answering: Answering) {
    this.#server = server
    this.answering = answering
    this.port = (server.address() as AddressInfo).port
    server.on('connection', (socket) => this.#accept(socket))
  }

  static async open(answering: Answering = answerEach): Promise<RecordingOrigin> {
    const server = createServer({ allowHalfOpen: true })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    return new RecordingOrigin(server, answering)
  }

  get received(): string {
    return this.records.join('')
  }

  forget(): void {
    this.records.length = 0
    for (const socket of this.sockets) socket.destroy()
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy()
    this.#server.close()
    await once(this.#server, 'close')
  }

  #accept(socket: Socket): void {
    const place = this.records.push('') - 1
    this.sockets.add(socket)
    let waiting = ''
    socket.on('error', () => socket.destroy())
    socket.on('end', () => socket.end())
    socket.once('close', () => this.sockets.delete(socket))
    socket.on('data', (chunk) => {
      const text = chunk.toString('latin1')
      this.records[place] = `${this.records[place] ?? ''}${text}`
      waiting += text
      const answer = this.answering(socket, waiting)
      if (answer === undefined) return
      waiting = ''
      if (answer.length > 0) socket.write(answer, 'latin1' as BufferEncoding)
    })
  }
}

/** Answers as soon as a head is whole, whatever follows: an origin that trusts the gateway. */
export const answerEach: Answering = (_socket, received) => {
  const heads = received.split('\r\n\r\n').length - 1
  return heads === 0 ? undefined : plainAnswer('ok')
}

export function plainAnswer(body: string, more = ''): string {
  return `HTTP/1.1 200 OK\r\nContent-Length: ${Buffer.byteLength(body, 'latin1')}\r\n${more}\r\n${body}`
}
