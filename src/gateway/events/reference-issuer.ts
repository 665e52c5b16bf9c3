import { randomInt } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { countLimit, makeReference, threadLimit } from './reference.ts'

/** The clock in milliseconds since 1970. */
export type Clock = () => number

/**
 * Issues the references of one thread, each of them once. Time never runs backwards here, whatever the clock does, and
 * a second in which every count is used up is left early for the next one. Counts begin anywhere, so that the first
 * reference of a run says nothing about how much was refused before.
 */
export class ReferenceIssuer {
  readonly #thread: number
  readonly #clock: Clock
  #second: number
  #count = randomInt(countLimit)
  #issuedInSecond = 0

  constructor(thread: number, clock: Clock = Date.now) {
    if (!(Number.isInteger(thread) && thread >= 0 && thread < threadLimit)) {
      throw new RangeError(`thread ${thread} is not below ${threadLimit}`)
    }
    this.#thread = thread
    this.#clock = clock
    this.#second = Math.floor(clock() / 1000)
  }

  next(): string {
    const second = Math.floor(this.#clock() / 1000)
    if (second > this.#second) this.#enter(second)
    else if (this.#issuedInSecond === countLimit) this.#enter(this.#second + 1)
    this.#issuedInSecond += 1
    this.#count = (this.#count + 1) % countLimit
    return makeReference({ now: this.#second * 1000, thread: this.#thread, count: this.#count })
  }

  #enter(second: number): void {
    this.#second = second
    this.#issuedInSecond = 0
  }
}

/**
 * Opens an issuer at the beginning of the next second. A thread that was started again therefore never shares a second
 * with the run before it, and needs no file to know how far that one had counted.
 */
export async function openReferences(thread: number): Promise<ReferenceIssuer> {
  const start = Math.floor(Date.now() / 1000)
  while (Math.floor(Date.now() / 1000) === start) await pause(1000 - (Date.now() % 1000))
  return new ReferenceIssuer(thread)
}
