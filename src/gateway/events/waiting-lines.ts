/** One line on its way to the disk. */
export interface WaitingLine {
  readonly line: string
  readonly hour: number
  readonly acknowledged: (() => void) | undefined
}

/** How much may wait at most. */
export interface QueueLimits {
  readonly events: number
  /** Characters; a little fewer than bytes. */
  readonly characters: number
}

/** How much is written at once, so that one batch does not hold the disk for long. */
const batchCharacters = 1_000_000

/** Lines that wait to be written, never more than the limits allow. */
export class WaitingLines {
  readonly #limits: QueueLimits
  readonly #lines: WaitingLine[] = []
  #characters = 0

  constructor(limits: QueueLimits) {
    this.#limits = limits
  }

  get count(): number {
    return this.#lines.length
  }

  /** Takes a line if there is room. */
  add(line: WaitingLine): boolean {
    const characters = this.#characters + line.line.length
    if (this.#lines.length >= this.#limits.events || characters > this.#limits.characters) return false
    this.#lines.push(line)
    this.#characters = characters
    return true
  }

  /** The lines to write next: the oldest ones, all for one hour. They keep waiting until they are removed. */
  batch(): readonly WaitingLine[] {
    const hour = this.#lines[0]?.hour
    let characters = 0
    const end = this.#lines.findIndex((line) => {
      characters += line.line.length
      return line.hour !== hour || characters > batchCharacters
    })
    return end === -1 ? this.#lines.slice() : this.#lines.slice(0, Math.max(end, 1))
  }

  /** Removes so many of the oldest lines, or as many as there are, and answers how many. */
  remove(count: number): number {
    const removed = this.#lines.splice(0, count)
    for (const { line } of removed) this.#characters -= line.length
    return removed.length
  }
}
