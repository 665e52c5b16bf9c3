const [seconds, nanoseconds] = process.hrtime()
const offset = seconds * 1000 + nanoseconds / 1_000_000 - performance.now()

/**
 * Milliseconds of a clock that never jumps and that all threads of the machine share: it counts from the machine's
 * start, where `performance.now()` alone begins with each thread.
 */
export function sharedClock(): number {
  return performance.now() + offset
}
