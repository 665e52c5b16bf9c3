/**
 * Times as the tables of the decision memory keep them. `now` is always milliseconds of a clock that all threads share
 * and that never goes back. If it does, nothing breaks: bans last as much longer, points and rates start anew if they would
 * lie further ahead than they can.
 */

/** Stands for "never ends". */
export const endless = 0xffff_ffff

/** Ticks in a millisecond. */
const ticksPerMillisecond = 16

/** The most ticks that a duration may have: half of the half circle of `ticksAt`, 18.6 hours. */
export const longestTicks = 0x4000_0000

/**
 * The second that `now` lies in, 0 to 4,294,967,294 (136 years from the clock's zero); what lies outside, and what is no
 * number, becomes the nearest end.
 */
export function secondAt(now: number): number {
  const second = Math.floor(now / 1000)
  return second > 0 ? Math.min(second, endless - 1) : 0
}

/** The first whole second that is not before `until`; later than the range means endless. */
export function secondNotBefore(until: number): number {
  const second = Math.ceil(until / 1000)
  return second > 0 ? Math.min(second, endless) : 0
}

/** What `secondNotBefore` kept, as milliseconds; endless as `Infinity`. */
export function endIn(second: number): number {
  return second === endless ? Number.POSITIVE_INFINITY : second * 1000
}

/**
 * `now` in sixteenths of a millisecond on a circle of 2^32 ticks (74.6 hours), as a signed 32-bit number. Only the
 * difference of two of them means something: `(a - b) | 0`, right within 37 hours either way.
 */
export function ticksAt(now: number): number {
  return Math.floor(now * ticksPerMillisecond) | 0
}

/** A duration in milliseconds as ticks, at least one tick and at most 18.6 hours. */
export function ticksIn(milliseconds: number): number {
  return Math.max(1, Math.min(longestTicks, Math.round(milliseconds * ticksPerMillisecond)))
}
