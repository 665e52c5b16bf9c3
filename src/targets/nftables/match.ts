import { type AddressSet, type Family, families, isWhole } from '../address-set.ts'
import type { NamedSet } from './table.ts'

/** The words of nft for the source of a packet. */
export const sourceOf: Readonly<Record<Family, string>> = { 4: 'ip saddr', 6: 'ip6 saddr' }

export const typeOf: Readonly<Record<Family, NamedSet['type']>> = { 4: 'ipv4_addr', 6: 'ipv6_addr' }

/** The part of a source that stands for it: an IPv4 address, an IPv6 /64 (what one machine can choose from at will). */
export const wholeSource: Readonly<Record<Family, string>> = {
  4: sourceOf[4],
  6: `${sourceOf[6]} & ffff:ffff:ffff:ffff::`,
}

/** The /56 around an IPv6 source. */
export const neighbourhood: string = `${sourceOf[6]} & ffff:ffff:ffff:ff00::`

/** The name of a set for one family. */
export function nameFor(name: string, family: Family): string {
  return `${name}_v${family}`
}

/** The interval sets of an address set, one for each family that has addresses. */
export function intervalSets(name: string, set: AddressSet, comment?: string): readonly NamedSet[] {
  return families
    .filter((family) => set[family].length > 0)
    .map((family) => ({
      name: nameFor(name, family),
      type: typeOf[family],
      flags: ['interval'],
      spans: set[family],
      ...(comment !== undefined && { comment }),
    }))
}

/** Rules that end with a verdict for every address of a set, for each family that has addresses. */
export function rulesForMembers(name: string, set: AddressSet, verdict: string): readonly string[] {
  return families
    .filter((family) => set[family].length > 0)
    .map((family) => `${sourceOf[family]} @${nameFor(name, family)} ${verdict}`)
}

/** Whether a set holds all, none or some addresses of a family. */
export function extentIn(set: AddressSet, family: Family): 'all' | 'none' | 'some' {
  if (set[family].length === 0) return 'none'
  return isWhole(set[family], family) ? 'all' : 'some'
}
