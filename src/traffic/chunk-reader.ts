/** Longest accepted size line with its extensions, and longest trailer section, in bytes. */
const longestLine = 4096
const longestTrailer = 16_384

type Phase = 'size' | 'extension' | 'size-end' | 'payload' | 'payload-end' | 'trailer' | 'done' | 'malformed'

/**
 * Follows a chunked body (RFC 9112, section 7.1) to find its end, without changing or keeping it. Feed it every byte in
 * order. One object serves many bodies.
 */
export class ChunkReader {
  #phase: Phase = 'size'
  #size = 0
  #digits = 0
  #line = 0
  /** Characters since the last line feed in the trailer; 0 at the beginning of a line. */
  #column = 0
  #carriageReturn = false

  get done(): boolean {
    return this.#phase === 'done'
  }

  get malformed(): boolean {
    return this.#phase === 'malformed'
  }

  reset(): void {
    this.#phase = 'size'
    this.#size = 0
    this.#digits = 0
    this.#line = 0
    this.#column = 0
    this.#carriageReturn = false
  }

  /** Reads on from `at`; answers where it stopped: `end`, or behind the body's last byte. */
  read(bytes: Uint8Array, at: number, end: number): number {
    let position = at
    while (position < end && this.#phase !== 'done' && this.#phase !== 'malformed') {
      if (this.#phase === 'payload') position = this.#skip(position, end)
      else this.#step(bytes[position++] ?? 0)
    }
    return position
  }

  #skip(at: number, end: number): number {
    const taken = Math.min(this.#size, end - at)
    this.#size -= taken
    if (this.#size === 0) this.#phase = 'payload-end'
    return at + taken
  }

  #step(byte: number): void {
    if (this.#phase === 'size') this.#readSize(byte)
    else if (this.#phase === 'extension') this.#readExtension(byte)
    else if (this.#phase === 'size-end') this.#endSize(byte)
    else if (this.#phase === 'payload-end') this.#endPayload(byte)
    else this.#readTrailer(byte)
  }

  #readSize(byte: number): void {
    const digit = hexadecimal(byte)
    if (digit >= 0) {
      // Twelve digits are 281 TB; more would not be a safe integer for long.
      if (++this.#digits > 12) this.#phase = 'malformed'
      this.#size = this.#size * 16 + digit
    } else if (this.#digits === 0) this.#phase = 'malformed'
    else if (byte === 13) this.#phase = 'size-end'
    else this.#phase = byte === 59 || byte === 32 || byte === 9 ? 'extension' : 'malformed'
  }

  #readExtension(byte: number): void {
    if (byte === 13) this.#phase = 'size-end'
    else if (byte === 10 || ++this.#line > longestLine) this.#phase = 'malformed'
  }

  #endSize(byte: number): void {
    if (byte === 10) this.#phase = this.#size === 0 ? 'trailer' : 'payload'
    else this.#phase = 'malformed'
    this.#digits = 0
    this.#line = 0
  }

  #endPayload(byte: number): void {
    if (byte === 13 && !this.#carriageReturn) this.#carriageReturn = true
    else if (byte === 10 && this.#carriageReturn) {
      this.#carriageReturn = false
      this.#phase = 'size'
    } else this.#phase = 'malformed'
  }

  #readTrailer(byte: number): void {
    if (++this.#line > longestTrailer) this.#phase = 'malformed'
    else if (byte === 13 && !this.#carriageReturn) this.#carriageReturn = true
    else if (byte === 10 && this.#carriageReturn) {
      this.#carriageReturn = false
      if (this.#column === 0) this.#phase = 'done'
      this.#column = 0
    } else if (byte === 10 || this.#carriageReturn) this.#phase = 'malformed'
    else this.#column++
  }
}

function hexadecimal(byte: number): number {
  if (byte >= 48 && byte <= 57) return byte - 48
  const lower = byte | 32
  return lower >= 97 && lower <= 102 ? lower - 87 : -1
}
