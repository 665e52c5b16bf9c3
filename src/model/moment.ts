/** Clocks of honest machines differ by seconds; what is further ahead was not seen yet. */
const toleratedMs = 10 * 60_000

/**
 * The latest moment (ISO 8601 in UTC) that evidence can honestly name at `now` (milliseconds since 1970). Moments of
 * this form compare as text.
 */
export function latestHonestMoment(now: number): string {
  return new Date(now + toleratedMs).toISOString()
}
