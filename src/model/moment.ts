/** Clocks of honest machines differ by seconds; what is further ahead was not seen yet. */
const toleratedMs = 10 * 60_000

/** Whether a moment (ISO 8601 in UTC) lies so far ahead of `now` (milliseconds since 1970) that its clock is wrong. */
export function isFromFuture(at: string, now: number): boolean {
  // What is no moment at all is not past either.
  return !(Date.parse(at) <= now + toleratedMs)
}
