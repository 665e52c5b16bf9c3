import { ChunkReader } from '../../traffic/chunk-reader.ts'
import { ResponseHead, readResponseHead } from '../../traffic/response-head.ts'

/** So much of an answer is looked at first: what is behind the head would be copied in vain. */
const usualHead = 2_048
/** Largest head of an answer in bytes: what one read of an origin brings. */
const largestHead = 65_536

/** What came of reading a head: it goes on, nobody can say where the answer ends, or it is read. */
export type HeadReading = 'more' | 'malformed' | 'read'

/** Follows one answer of an origin: its head, and where its body ends. One object serves many answers. */
export class AnswerTrack {
  readonly head: ResponseHead = new ResponseHead()
  /** Where the body begins in the bytes that `readHead` was last given. */
  bodyAt = 0
  /** Whether the head was read, so that the body is under way. */
  isBegun = false
  readonly #chunks = new ChunkReader()
  #partial = ''
  #left = 0

  reset(): void {
    this.isBegun = false
    this.#partial = ''
  }

  /** Whether nothing of the answer has come yet. */
  get isUntouched(): boolean {
    return !this.isBegun && this.#partial === ''
  }

  /** Reads on in the head of the answer to a request of some method. Heads of interim answers are read like others. */
  readHead(buffer: Buffer, from: number, to: number, method: string): HeadReading {
    let text = this.#partial + buffer.toString('latin1', from, Math.min(to, from + usualHead))
    let length = readResponseHead(text, method, this.head)
    if (length < 0 && to - from > usualHead) {
      text = this.#partial + buffer.toString('latin1', from, Math.min(to, from + largestHead))
      length = readResponseHead(text, method, this.head)
    }
    if (length < 0 && text.length < largestHead) {
      this.#partial = text
      return 'more'
    }
    if (length <= 0) return 'malformed'
    this.bodyAt = from + length - this.#partial.length
    this.#partial = ''
    return 'read'
  }

  /** The head is that of the answer itself, and its body follows. */
  begin(): void {
    this.isBegun = true
    this.#left = this.head.contentLength
    this.#chunks.reset()
  }

  /** Where the body ends in these bytes, at the latest `to`; negative if it is malformed. */
  endOfBody(buffer: Buffer, from: number, to: number): number {
    const { framing } = this.head
    if (framing === 'none') return from
    if (framing === 'until-close') return to
    if (framing === 'length') {
      const end = Math.min(to, from + this.#left)
      this.#left -= end - from
      return end
    }
    const end = this.#chunks.read(buffer, from, to)
    return this.#chunks.malformed ? -1 : end
  }

  /** Whether the body has ended; one that ends with the connection never has. */
  get isWhole(): boolean {
    const { framing } = this.head
    if (framing === 'none') return true
    if (framing === 'length') return this.#left === 0
    return framing === 'chunked' && this.#chunks.done
  }
}
