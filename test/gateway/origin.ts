import { createHash } from 'node:crypto'
import { createSocket, type Socket as DatagramSocket } from 'node:dgram'
import { once } from 'node:events'
import { createServer as createHttpServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createServer, type Socket, type Server as TcpServer } from 'node:net'

/** What stands behind a gateway under test: both products' web servers in one, a relay that echoes, and heartbeats. */
export class Origin {
  readonly address: string
  /** Requests that were answered. */
  answered = 0
  /** The last upload: its bytes and their SHA-256. */
  upload: { readonly bytes: number; readonly sum: string } | undefined
  readonly #sockets = new Set<Socket>()
  readonly #held = new Set<ServerResponse>()
  #web: Server | undefined
  #relay: TcpServer | undefined
  #heartbeat: DatagramSocket | undefined

  private constructor(address: string) {
    this.address = address
  }

  static async open(address: string): Promise<Origin> {
    const origin = new Origin(address)
    await origin.start()
    return origin
  }

  /** Listens, for the first time or again. */
  async start(): Promise<void> {
    this.#web = this.#webServer()
    this.#relay = createServer((socket) => socket.on('error', () => socket.destroy()).pipe(socket))
    this.#heartbeat = createSocket('udp4')
    this.#heartbeat.on('message', (message, { port, address }) => this.#heartbeat?.send(message, port, address))
    for (const server of [this.#web, this.#relay]) server.on('connection', (socket: Socket) => this.#keep(socket))
    this.#web.listen({ port: 28_080, host: this.address, backlog: 4096 })
    this.#relay.listen({ port: 28_041, host: this.address, backlog: 4096 })
    this.#heartbeat.bind(28_075, this.address)
    await Promise.all([this.#web, this.#relay, this.#heartbeat].map((server) => once(server, 'listening')))
  }

  /** How many requests wait for `release`. */
  get held(): number {
    return this.#held.size
  }

  /** Answers the requests that were held. */
  release(): void {
    for (const response of this.#held) response.end('released')
    this.#held.clear()
  }

  /** Is gone at once, as when its machine loses power: connections break off, new ones are refused. */
  async stop(): Promise<void> {
    const servers = [this.#web, this.#relay].filter((server) => server !== undefined)
    const closed = servers.map((server) => new Promise((resolve) => server.close(resolve)))
    for (const socket of this.#sockets) socket.resetAndDestroy()
    this.#heartbeat?.close()
    await Promise.all(closed)
  }

  #keep(socket: Socket): void {
    this.#sockets.add(socket)
    socket.on('error', () => socket.destroy()).once('close', () => this.#sockets.delete(socket))
  }

  #webServer(): Server {
    const server = createHttpServer({ keepAliveTimeout: 600_000, requestTimeout: 0 }, (request, response) => {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://origin')
      const last = pathname.split('/').at(-1) ?? ''
      this.#answer(last, { request, response, number: Number(searchParams.get('n') ?? 0) })
    })
    // An upgraded connection echoes whatever comes.
    server.on('upgrade', (_request, socket) => {
      socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n')
      socket.pipe(socket)
    })
    return server
  }

  #answer(what: string, { request, response, number }: Asked): void {
    response.once('finish', () => {
      this.answered += 1
    })
    if (what === 'held.aspx') this.#held.add(response)
    else if (what === 'wait.aspx') setTimeout(() => response.end('waited'), number)
    else if (what === 'status.aspx') response.writeHead(number).end()
    else if (what === 'bytes.aspx') send(response, number)
    else if (request.method === 'POST') this.#receive(request, response)
    else response.end('hello')
  }

  #receive(request: IncomingMessage, response: ServerResponse): void {
    const sum = createHash('sha256')
    let bytes = 0
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      sum.update(chunk)
    })
    request.once('end', () => {
      this.upload = { bytes, sum: sum.digest('hex') }
      response.end(String(bytes))
    })
  }
}

interface Asked {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  /** The number in the query. */
  readonly number: number
}

/** Sends so many bytes no faster than they are taken. */
function send(response: ServerResponse, bytes: number): void {
  const piece = Buffer.alloc(65_536, 'bollwerk ')
  let left = bytes
  response.writeHead(200, { 'Content-Length': bytes })
  const more = (): void => {
    while (left > 0) {
      const next = left < piece.length ? piece.subarray(0, left) : piece
      left -= next.length
      if (!response.write(next)) return void response.once('drain', more)
    }
    response.end()
  }
  more()
}
