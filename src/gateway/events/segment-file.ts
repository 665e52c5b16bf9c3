import { type FileHandle, mkdir, open } from 'node:fs/promises'
import { dirname } from 'node:path'

const lineFeed = 0x0a

/** A segment that is being written. A batch is in it whole, or not at all. */
export class SegmentFile {
  readonly #handle: FileHandle
  readonly #durable: boolean
  #size: number
  #torn: boolean

  private constructor(handle: FileHandle, state: { durable: boolean; size: number; torn: boolean }) {
    this.#handle = handle
    this.#durable = state.durable
    this.#size = state.size
    this.#torn = state.torn
  }

  /**
   * Opens a segment for appending, and makes it and its folder if they are absent, both for their owner only (on
   * Windows the folder's permissions rule).
   *
   * @param durable whether a batch has reached the disk, not only the system, when `append` is done
   */
  static async open(path: string, durable: boolean): Promise<SegmentFile> {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    const handle = await open(path, 'a+', 0o600)
    try {
      const { size } = await handle.stat()
      if (size === 0 && durable) await syncFolder(dirname(path))
      return new SegmentFile(handle, { durable, size, torn: await isTorn(handle, size) })
    } catch (cause) {
      await handle.close()
      throw cause
    }
  }

  /** In bytes. */
  get size(): number {
    return this.#size
  }

  /** Whether somebody deleted the file: what is appended then is kept nowhere. */
  async isGone(): Promise<boolean> {
    return (await this.#handle.stat()).nlink === 0
  }

  async append(lines: string): Promise<void> {
    // A crash may have left half a line: it ends here, so that it takes nothing with it.
    const bytes = Buffer.from(this.#torn ? `\n${lines}` : lines)
    try {
      await this.#handle.appendFile(bytes)
      if (this.#durable) await this.#handle.datasync()
    } catch (cause) {
      await this.#takeBack()
      throw cause
    }
    this.#size += bytes.length
    this.#torn = false
  }

  async close(): Promise<void> {
    await this.#handle.close()
  }

  async #takeBack(): Promise<void> {
    try {
      await this.#handle.truncate(this.#size)
    } catch {
      // Whoever reads skips the torn line, and opening the segment again closes it; the batch is repeated whole.
      this.#torn = true
    }
  }
}

async function isTorn(handle: FileHandle, size: number): Promise<boolean> {
  if (size === 0) return false
  const { buffer } = await handle.read({ buffer: Buffer.alloc(1), position: size - 1 })
  return buffer[0] !== lineFeed
}

/** Makes the name of a new file survive a power failure; Windows does so itself and opens no folders. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
