const hour = 3_600_000

/** How far the clock may move against the time that passed before it is suspected. */
const tolerance = hour
/** How long a suspected clock has to stay in step until it is trusted again. */
const probation = 24 * hour

/**
 * The clock, as far as deleting may rely on it. A clock that jumps, as after a flat battery or a wrong time server, makes
 * everything look old; until it has kept step for a day, nothing is old.
 */
export class TrustedClock {
  readonly #wall: () => number
  readonly #passed: () => number
  #offset: number
  #suspectedAt = Number.NEGATIVE_INFINITY

  /**
   * @param wall milliseconds since 1970
   * @param passed milliseconds since any moment, never set back
   */
  constructor(wall: () => number = Date.now, passed: () => number = () => performance.now()) {
    this.#wall = wall
    this.#passed = passed
    this.#offset = wall() - passed()
  }

  /** Milliseconds since 1970; undefined while the clock is suspected. Notices jumps only when it is asked. */
  now(): number | undefined {
    const [wall, passed] = [this.#wall(), this.#passed()]
    const jump = Math.abs(wall - passed - this.#offset)
    this.#offset = wall - passed
    if (jump > tolerance) this.#suspectedAt = passed
    return passed - this.#suspectedAt < probation ? undefined : wall
  }
}
