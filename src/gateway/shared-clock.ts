const [seconds, nanoseconds] = process.hrtime()

/** What was remembered from before the machine's start needs moments too: bans and agents count for 30 days. */
const before = 90 * 86_400_000

const offset = seconds * 1000 + nanoseconds / 1_000_000 - performance.now() + before

/**
 * Milliseconds of a clock that never jumps and that all threads of the machine share: it counts from 90 days before the
 * machine's start, where `performance.now()` alone begins with each thread.
 */
export function sharedClock(): number {
  return performance.now() + offset
}

/** What a moment of the shared clock is in milliseconds since 1970, if the clock of the machine is right at present. */
export function sinceEpoch(moment: number): number {
  return moment + Date.now() - sharedClock()
}

/** The reverse of `sinceEpoch`. */
export function fromEpoch(milliseconds: number): number {
  return milliseconds - Date.now() + sharedClock()
}
