/**
 * Milliseconds within which something has to arrive. What is here by then counts, even if nobody has read it yet: after a
 * stall of this process timers come before everything that has arrived meanwhile, and would blame others for it.
 */
export class Deadline {
  readonly #timer: NodeJS.Timeout
  #grace: NodeJS.Immediate | undefined

  /** Begins at once; `late` is called unless the deadline is met before. */
  constructor(milliseconds: number, late: () => void) {
    this.#timer = setTimeout(() => {
      this.#grace = setImmediate(late)
    }, milliseconds)
  }

  /** Begins again. */
  renew(): void {
    clearImmediate(this.#grace)
    this.#timer.refresh()
  }

  met(): void {
    clearTimeout(this.#timer)
    clearImmediate(this.#grace)
  }
}
