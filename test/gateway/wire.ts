import type { Socket } from 'node:net'

/** Reads from a socket what a test waits for. */
export class Wire {
  readonly socket: Socket
  #chunks: Buffer[] = []
  #ended = false
  #error: Error | undefined

  constructor(socket: Socket) {
    this.socket = socket
    socket.on('data', (chunk: Buffer) => this.#chunks.push(chunk))
    const ended = (): void => {
      this.#ended = true
    }
    socket.on('end', ended).on('close', ended)
    socket.on('error', (error) => {
      this.#error = error
    })
  }

  get text(): string {
    if (this.#chunks.length > 1) this.#chunks = [Buffer.concat(this.#chunks)]
    return this.#chunks[0]?.toString('latin1') ?? ''
  }

  /** What broke the connection; absent if nothing did. */
  get error(): Error | undefined {
    return this.#error
  }

  get ended(): boolean {
    return this.#ended
  }

  send(bytes: string | Buffer): void {
    this.socket.write(bytes, 'latin1' as BufferEncoding)
  }

  /** Waits until the text holds something, or the other side ends; answers the whole text. */
  async until(found: (text: string) => boolean, patience = 30_000): Promise<string> {
    const end = Date.now() + patience
    while (!this.#ended && !found(this.text)) {
      const left = end - Date.now()
      if (left <= 0) throw new Error(`waited in vain; so far: ${JSON.stringify(this.text.slice(0, 500))}`)
      await pause(Math.min(left, 2))
    }
    return this.text
  }

  /** Everything until the other side ends. */
  rest(patience?: number): Promise<string> {
    return this.until(() => false, patience)
  }

  /** Everything up to the end of the answer number `count`, each of which tells its length. */
  answers(count: number, patience?: number): Promise<string> {
    return this.until((text) => wholeAnswers(text) >= count, patience)
  }

  close(): void {
    this.socket.destroy()
  }
}

/** How many answers with a Content-Length, or without a body, stand in a text. */
function wholeAnswers(text: string): number {
  let at = 0
  for (let count = 0; ; count++) {
    const end = text.indexOf('\r\n\r\n', at)
    if (end < 0) return count
    const length = /\r\ncontent-length: (\d+)/i.exec(text.slice(at, end + 2))?.[1] ?? '0'
    at = end + 4 + Number(length)
    if (at > text.length) return count
  }
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
