import { type FileHandle, open } from 'node:fs/promises'
import { isAbsent } from './segment.ts'

/** One line of a segment, without its line feed. */
export interface StoredLine {
  /** Where it begins in the file, in bytes. */
  readonly offset: number
  readonly bytes: Buffer
}

const lineFeed = 0x0a
const chunkBytes = 256 * 1024
/** Longer than any line that is ever written; what is longer is no line of ours. */
const longestLine = 64 * 1024

/**
 * Reads the lines of a segment, many at a time, in bounded memory whatever the file holds. A file that retention
 * deleted meanwhile has no lines. What follows the last line feed is given too: it may be a torn line.
 */
export async function* readLines(path: string): AsyncGenerator<readonly StoredLine[]> {
  const handle = await opened(path)
  if (!handle) return
  try {
    const splitter = new LineSplitter()
    for (let position = 0; ; ) {
      const { bytesRead, buffer } = await handle.read({ buffer: Buffer.allocUnsafe(chunkBytes), position })
      if (bytesRead === 0) break
      yield splitter.lines(buffer.subarray(0, bytesRead), position)
      position += bytesRead
    }
    yield splitter.rest()
  } finally {
    await handle.close()
  }
}

/** Joins lines across chunks and leaves out those that are too long. */
class LineSplitter {
  #begun: Buffer = Buffer.alloc(0)
  #offset = 0
  #skipping = false

  /** The lines that end in this chunk, which begins at this position of the file. */
  lines(chunk: Buffer, position: number): StoredLine[] {
    const found: StoredLine[] = []
    let from = 0
    for (let end = chunk.indexOf(lineFeed); end !== -1; end = chunk.indexOf(lineFeed, from)) {
      this.#take(chunk.subarray(from, end))
      found.push(...this.rest())
      from = end + 1
      this.#begin(position + from)
    }
    this.#take(chunk.subarray(from))
    return found
  }

  /** What was begun and has not ended. */
  rest(): StoredLine[] {
    return this.#skipping || this.#begun.length === 0 ? [] : [{ offset: this.#offset, bytes: this.#begun }]
  }

  #begin(offset: number): void {
    this.#offset = offset
    this.#begun = Buffer.alloc(0)
    this.#skipping = false
  }

  #take(bytes: Buffer): void {
    if (this.#skipping || this.#begun.length + bytes.length > longestLine) this.#skipping = true
    else this.#begun = this.#begun.length === 0 ? bytes : Buffer.concat([this.#begun, bytes])
  }
}

async function opened(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path, 'r')
  } catch (cause) {
    if (isAbsent(cause)) return undefined
    throw cause
  }
}
