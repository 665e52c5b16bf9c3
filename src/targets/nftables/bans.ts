import type { Prefix } from '../../model/address.ts'
import type { BanEntry } from '../../traffic/bans.ts'
import { closingBans } from '../closing-bans.ts'
import { nameFor, neighbourhood, wholeSource } from './match.ts'
import type { Element, NamedSet } from './table.ts'

/** As many as the gateway remembers at most (`MemorySizes`). */
const mostBans = 524_288

/** The sets that one way in is closed by: for whoever is banned from all areas of `scopes`. */
export interface BanSets {
  readonly name: string
  readonly scopes: number
}

/** Matches of nft that leave out who is banned, by the family of the packet. */
export function notBanned({ name }: BanSets): Readonly<Record<4 | 6, readonly string[]>> {
  return {
    4: [`${wholeSource[4]} != @${nameFor(name, 4)}`],
    6: [`${wholeSource[6]} != @${nameFor(name, 6)}`, `${neighbourhood} != @${nameFor(name, 6)}_wide`],
  }
}

/**
 * The sets for the bans of one way in. They are no interval sets: single addresses, /64 and /56 are found by their hash,
 * and adding one does not touch the others. Bans that ended are left out; a ban counts its seconds from loading on.
 */
export function setsOfBans({ name, scopes }: BanSets, bans: readonly BanEntry[], now: number): readonly NamedSet[] {
  const closing = closingBans(bans, scopes, now)
  const setOf = (suffix: string, family: 4 | 6, length: number): NamedSet => ({
    name: `${nameFor(name, family)}${suffix}`,
    type: family === 4 ? 'ipv4_addr' : 'ipv6_addr',
    flags: ['timeout'],
    size: mostBans,
    fedBy: 'gateway',
    elements: closing
      .filter(({ prefix }) => prefix.family === family && prefix.length === length)
      .map(({ prefix, expiresAt }) => elementFor(prefix, expiresAt - now)),
  })
  return [setOf('', 4, 32), setOf('', 6, 64), setOf('_wide', 6, 56)]
}

function elementFor({ number }: Prefix, milliseconds: number): Element {
  if (milliseconds === Number.POSITIVE_INFINITY) return { value: number }
  // The kernel counts in 32 bits of seconds at most; nobody waits longer.
  return { value: number, seconds: Math.min(Math.ceil(milliseconds / 1000), 0xffff_ffff) }
}
