import { hourOf } from './segment.ts'
import { SegmentWriter, type SegmentWriterOptions } from './segment-writer.ts'
import { type QueueLimits, type WaitingLine, WaitingLines } from './waiting-lines.ts'

/** What a journal tells while it cannot do its work, and when it can again. */
export interface JournalWatch {
  /** Writing fails, with the code of the system (`ENOSPC`). Told once until it works again. */
  failing(code: string): void
  /** Writing works again; so many events found no room meanwhile. */
  recovered(lost: number): void
  /** How many events more or fewer wait, were lost, or how many attempts failed. */
  count(what: 'eventsPending' | 'eventsLost' | 'eventWriteFailures', amount: number): void
}

export interface JournalOptions extends SegmentWriterOptions {
  readonly watch?: JournalWatch
  /** Defaults to 20 000 events and 16 million characters. */
  readonly limits?: QueueLimits
  readonly clock?: () => number
}

/** Waiting events are written when there are so many of them, */
const promptCount = 500
/** or after so many milliseconds. */
const longestWait = 250
/** After a failure it is tried again after so many milliseconds, each time twice as many up to the second number. */
const backOff = { first: 250, most: 30_000 } as const

const silent: JournalWatch = { failing() {}, recovered() {}, count() {} }

/**
 * The journal of one thread for one kind of record. Appending only puts a line into a queue and never waits; what finds
 * no room, because the disk is full or too slow, is counted as lost. Security events are acknowledged when they have
 * reached the disk: what was acknowledged survives a crash.
 *
 * A disk that hangs holds one thread of Node's pool (`UV_THREADPOOL_SIZE`) for each journal.
 */
export class Journal {
  readonly #writer: SegmentWriter
  readonly #watch: JournalWatch
  readonly #clock: () => number
  readonly #waiting: WaitingLines
  #working: Promise<void> | undefined
  #timer: NodeJS.Timeout | undefined
  #wake: (() => void) | undefined
  #failures = 0
  #lostInOutage = 0
  #closing = false

  constructor(options: JournalOptions) {
    this.#writer = new SegmentWriter(options)
    this.#watch = options.watch ?? silent
    this.#clock = options.clock ?? Date.now
    this.#waiting = new WaitingLines(options.limits ?? { events: 20_000, characters: 16_000_000 })
  }

  /**
   * Takes one line, which ends in a line feed. Answers false if there was no room for it.
   *
   * @param acknowledged called when the line is stored for good; must not throw
   */
  append(line: string, acknowledged?: () => void): boolean {
    if (this.#closing || !this.#waiting.add({ line, hour: hourOf(this.#clock()), acknowledged })) {
      this.#lose(1)
      return false
    }
    this.#watch.count('eventsPending', 1)
    this.#schedule()
    return true
  }

  /** Writes what waits and closes. What the disk does not take within so many milliseconds is lost. */
  async close(patience = 5000): Promise<void> {
    this.#closing = true
    this.#wake?.()
    await Promise.race([this.#finish(), this.#pause(patience)])
    this.#wake?.()
    this.#lose(this.#waiting.count)
    this.#drop(this.#waiting.count)
  }

  async #finish(): Promise<void> {
    await this.#start()
    await this.#writer.leave()
  }

  #schedule(): void {
    if (this.#working) return
    if (this.#waiting.count >= promptCount) void this.#start()
    else this.#timer ??= setTimeout(() => void this.#start(), longestWait).unref()
  }

  #start(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#working ??= this.#work().finally(() => {
      this.#working = undefined
      if (this.#waiting.count > 0 && !this.#closing) this.#schedule()
    })
    return this.#working
  }

  /** Writes until so few events wait that they can wait a little longer. */
  async #work(): Promise<void> {
    do {
      const batch = this.#waiting.batch()
      if (batch.length === 0) return
      if (await this.#written(batch)) {
        this.#drop(batch.length)
        for (const { acknowledged } of batch) acknowledged?.()
      } else if (this.#closing) return
      else await this.#pause(Math.min(backOff.first * 2 ** (this.#failures - 1), backOff.most))
    } while (this.#closing || this.#failures > 0 || this.#waiting.count >= promptCount)
  }

  async #written(batch: readonly WaitingLine[]): Promise<boolean> {
    try {
      await this.#writer.append(batch[0]?.hour ?? 0, batch.map(({ line }) => line).join(''))
    } catch (cause) {
      this.#fail(cause)
      return false
    }
    if (this.#failures > 0) this.#watch.recovered(this.#lostInOutage)
    this.#failures = 0
    this.#lostInOutage = 0
    return true
  }

  #fail(cause: unknown): void {
    this.#failures += 1
    this.#watch.count('eventWriteFailures', 1)
    if (this.#failures > 1) return
    this.#watch.failing(cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown')
  }

  #drop(count: number): void {
    this.#watch.count('eventsPending', -this.#waiting.remove(count))
  }

  #lose(count: number): void {
    if (count === 0) return
    this.#lostInOutage += count
    this.#watch.count('eventsLost', count)
  }

  async #pause(milliseconds: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds).unref()
      this.#wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }
}
