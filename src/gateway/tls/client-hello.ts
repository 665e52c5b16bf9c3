/** What a client says of itself before anything is encrypted. */
export interface ClientHello {
  /** The name that it asks for (RFC 6066, section 3), in lower case. */
  readonly serverName: string | undefined
  /** The protocols that it offers (ALPN, RFC 7301). */
  readonly protocols: readonly string[]
}

/** A client's first message is a few hundred bytes, with post-quantum keys two thousand. */
const longest = 16_384

/** Records have heads of 5 bytes and may be empty: nobody is waited for who sends mostly those. */
const longestWithHeads = 2 * longest

/**
 * Reads the first bytes of a connection. `partial` while more is needed, undefined for what is no ClientHello
 * (RFC 8446, section 4.1.2) or a longer one than 16 KiB. Never throws.
 */
export function readClientHello(bytes: Buffer): ClientHello | 'partial' | undefined {
  if ((bytes.length > 0 && bytes[0] !== 22) || bytes.length > longestWithHeads) return undefined
  const message = handshakeMessage(bytes)
  if (message.length < 4) return 'partial'
  const length = message.readUIntBE(1, 3)
  if (message[0] !== 1 || length > longest) return undefined
  if (message.length < 4 + length) return 'partial'
  try {
    return readBody(new Cursor(message.subarray(4, 4 + length)))
  } catch {
    return undefined
  }
}

/** A message may be spread over several records of type handshake (22). */
function handshakeMessage(bytes: Buffer): Buffer {
  const pieces: Buffer[] = []
  for (let at = 0; at + 5 <= bytes.length && bytes[at] === 22; ) {
    const end = at + 5 + bytes.readUInt16BE(at + 3)
    pieces.push(bytes.subarray(at + 5, end))
    at = end
  }
  return Buffer.concat(pieces)
}

function readBody(body: Cursor): ClientHello {
  // Version and random number; session, ciphers, compressions.
  body.take(34)
  body.vector(1)
  body.vector(2)
  body.vector(1)
  const extensions = new Cursor(body.done ? Buffer.alloc(0) : body.vector(2))
  let serverName: string | undefined
  let protocols: readonly string[] = []
  while (!extensions.done) {
    const type = extensions.take(2).readUInt16BE()
    const content = new Cursor(extensions.vector(2))
    if (type === 0) serverName = readServerName(content)
    if (type === 16) protocols = readProtocols(content)
  }
  return { serverName, protocols }
}

function readServerName(content: Cursor): string | undefined {
  const names = new Cursor(content.vector(2))
  const type = names.take(1)[0]
  return type === 0 ? names.vector(2).toString('latin1').toLowerCase() : undefined
}

function readProtocols(content: Cursor): readonly string[] {
  const names = new Cursor(content.vector(2))
  const protocols: string[] = []
  while (!names.done) protocols.push(names.vector(1).toString('latin1'))
  return protocols
}

/** Takes pieces off a message; a piece that is not there is a RangeError. */
class Cursor {
  readonly #bytes: Buffer
  #at = 0

  constructor(bytes: Buffer) {
    this.#bytes = bytes
  }

  get done(): boolean {
    return this.#at >= this.#bytes.length
  }

  take(length: number): Buffer {
    const end = this.#at + length
    if (end > this.#bytes.length) throw new RangeError('The message ends too early')
    const piece = this.#bytes.subarray(this.#at, end)
    this.#at = end
    return piece
  }

  /** Content behind its length, which has one or two bytes. */
  vector(lengthBytes: 1 | 2): Buffer {
    return this.take(this.take(lengthBytes).readUIntBE(0, lengthBytes))
  }
}
