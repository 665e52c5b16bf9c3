import { join } from 'node:path'
import { listSegments, type SegmentKind, segmentName } from './segment.ts'
import { SegmentFile } from './segment-file.ts'

export interface SegmentWriterOptions {
  readonly folder: string
  readonly kind: SegmentKind
  readonly thread: number
  /** When a segment goes on in a new part, in bytes. Defaults to 64 MB. */
  readonly segmentBytes?: number
  /** Called when a segment was full before its hour was over: a flood is filling the disk, and retention should look. */
  readonly onFull?: () => void
}

/** Writes batches into the segments that they belong to. After a failure the next batch opens its segment afresh. */
export class SegmentWriter {
  readonly #options: SegmentWriterOptions
  #segment: { readonly hour: number; readonly part: number; readonly file: SegmentFile } | undefined

  constructor(options: SegmentWriterOptions) {
    this.#options = options
  }

  /** Appends lines of one hour, all or none. Throws the system's error; the same lines can then be appended again. */
  async append(hour: number, lines: string): Promise<void> {
    try {
      const file = await this.#fileFor(hour)
      await file.append(lines)
    } catch (cause) {
      await this.leave()
      throw cause
    }
  }

  async leave(): Promise<void> {
    const left = this.#segment
    this.#segment = undefined
    // Closing may tell of an earlier failure to write, which has been dealt with.
    await left?.file.close().catch(() => undefined)
  }

  async #fileFor(hour: number): Promise<SegmentFile> {
    const { folder, kind, thread, segmentBytes = 64_000_000 } = this.#options
    const current = this.#segment?.hour === hour ? this.#segment : undefined
    const gone = await current?.file.isGone()
    if (current && !gone && current.file.size < segmentBytes) return current.file
    const part = current && !gone ? current.part + 1 : await this.#lastPart(hour)
    await this.leave()
    const path = join(folder, segmentName({ kind, hour, thread, part }))
    // Only what is told of an attack is worth waiting for the disk.
    const file = await SegmentFile.open(path, kind === 'security')
    this.#segment = { hour, part, file }
    if (current && !gone) this.#options.onFull?.()
    return file
  }

  /** A thread that was started again goes on where the one before it stopped. */
  async #lastPart(hour: number): Promise<number> {
    const { folder, kind, thread } = this.#options
    const own = (await listSegments(folder, kind)).filter((found) => found.hour === hour && found.thread === thread)
    return own.at(-1)?.part ?? 0
  }
}
