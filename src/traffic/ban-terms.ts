import { endless } from './moment.ts'

/** Points that an address may collect before it is banned. A request to a trap carries all of them. */
export const threshold = 10

/** Milliseconds in which as many points melt away again. */
export const pointsWindow = 60_000

/** Banned IPv6 /64s of one /56 from which on the whole /56 is banned. */
export const neighboursForWider = 3

/** Seconds after the end of a ban in which the next one counts as a repetition: 30 days. */
export const repeatMemory = 2_592_000

/** Seconds of the first ban, the second and every further one: 10 minutes, 24 hours, 30 days. */
export const lengths: readonly [first: number, second: number, further: number] = [600, 86_400, 30 * 86_400]

/** The longest part of a ban that is put on top of it, so that bans of one attack do not all end in the same second. */
const jitter = 0.1

/** Level 1 to 3 of a ban that follows one of level `before`; 0 stands for none that is remembered. */
export function nextLevel(before: number): number {
  return Math.min(before + 1, lengths.length)
}

/**
 * The second in which a ban of a level that begins in `second` ends. Up to a tenth is added, always the same for the same
 * source: `hash` is the hash of its key.
 */
export function endOfBan(second: number, level: number, hash: number): number {
  const length = lengthOf(level)
  const added = Math.floor(length * jitter * ((hash >>> 0) / 2 ** 32))
  return Math.min(second + length + added, endless)
}

/** The most milliseconds that a ban of a level lasts; one that somebody ordered (level 0) as long as it was told. */
export function longestBan(level: number): number {
  return level < 1 ? Number.POSITIVE_INFINITY : lengthOf(level) * (1 + jitter) * 1000
}

function lengthOf(level: number): number {
  return level <= 1 ? lengths[0] : level === 2 ? lengths[1] : lengths[2]
}
