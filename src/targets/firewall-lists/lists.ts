import type { Prefix } from '../../model/address.ts'
import { say, type Text } from '../../model/text.ts'
import { type AddressRules, admittedAddresses, type KnownNetworks, knownNetworks } from '../address-rules.ts'
import { type AddressSet, type Family, families, joinedSpans, type Span, spanOf } from '../address-set.ts'
import { type Admission, admissionAt, classIndex, type LookUps, lookUpsOf, type WayIn } from '../admission.ts'
import { closingBans } from '../closing-bans.ts'
import { type Entrance, entrancesOf } from '../entrances.ts'

/** One list of addresses under a name of small letters, digits and hyphens. */
export interface AddressList {
  readonly name: string
  readonly purpose: Text
  readonly set: AddressSet
  /** The same addresses one by one, each with the seconds after which it ends; absent for lists that last. */
  readonly entries?: readonly { readonly prefix: Prefix; readonly seconds?: number }[]
}

/** What a firewall does with a connection to a port, in the order in which it asks. */
export interface PortRules {
  readonly entrance: Entrance
  /** Who comes in whatever follows: names of lists. */
  readonly first: readonly string[]
  /** Who is kept out of what follows: names of lists. */
  readonly never: readonly string[]
  /** Who comes in after that: names of lists, or anybody. */
  readonly others: readonly string[] | 'anybody'
}

/** The lists that the policy of a site makes, and how its ports use them. */
export interface SiteLists {
  readonly lists: readonly AddressList[]
  readonly ports: readonly PortRules[]
}

export function siteLists(source: AddressRules): SiteLists {
  const { policy, areas, rules } = source
  const doors = entrancesOf(policy, areas).map((entrance) => ({
    entrance,
    admission: admissionAt(entrance.areas, rules),
  }))
  const ways = doors.flatMap(({ admission }) => waysOf(admission))
  const lookUps = lookUpsOf(ways)
  const { classes, scopes } = lookUps
  const known = knownNetworks(source)
  const lists = [...namedLists(known), ...countryLists(source, classes), ...banLists(source, scopes)]
  const filled = lists.filter(({ set }) => families.some((family) => set[family].length > 0))
  return { lists: filled, ports: doors.map((door) => portRules(door, lookUps, filled)) }
}

/** Rules that only observe must not refuse at the firewall either. */
function waysOf({ free, observed }: Admission): readonly WayIn[] {
  return [...free, ...observed]
}

function namedLists({ technicians, monitors, proxies, fixedNetworks, lists }: KnownNetworks): AddressList[] {
  return [
    { name: 'technicians', purpose: say('Netze der Techniker', 'Networks of the technicians'), set: technicians },
    { name: 'monitors', purpose: say('Überwachung', 'Monitoring'), set: monitors },
    {
      name: 'proxies',
      purpose: say('eigene Proxys vor dem Gateway', 'own proxies in front of the gateway'),
      set: proxies,
    },
    {
      name: 'fixed-networks',
      purpose: say('feste Netze der Kunden', 'fixed networks of customers'),
      set: fixedNetworks,
    },
    ...lists.map(({ name, set }) => ({
      name: `blocked-${name}`,
      purpose: say(`Sperrliste ${name}`, `Block list ${name}`),
      set,
    })),
  ]
}

function countryLists(source: AddressRules, classes: readonly Uint8Array[]): AddressList[] {
  const { policy, rules } = source
  const purpose = say(
    `Länder, die herein dürfen (Richtlinie: ${policy.countries.join(' ')}; Geodaten vom ${rules.geo.asOf})`,
    `Countries that are let in (policy: ${policy.countries.join(' ')}; geo data of ${rules.geo.asOf})`,
  )
  return admittedAddresses(source, classes).map((set, index) => ({ name: `countries-${index + 1}`, purpose, set }))
}

/** Who is banned from every area of a port. */
function banLists({ bans, now }: AddressRules, scopes: readonly number[]): AddressList[] {
  const purpose = say('Gesperrt, Stand dieser Datei', 'Banned as of this file')
  return scopes.map((mask, index) => {
    const closing = closingBans(bans, mask, now)
    const entries = closing.map(({ prefix, expiresAt }) => {
      const seconds = Math.ceil((expiresAt - now) / 1000)
      return { prefix, ...(Number.isFinite(seconds) && { seconds }) }
    })
    const ofFamily = (family: Family): Span[] =>
      joinedSpans(closing.flatMap(({ prefix }) => (prefix.family === family ? [spanOf(prefix)] : [])))
    return { name: `banned-${index + 1}`, purpose, set: { 4: ofFamily(4), 6: ofFamily(6) }, entries }
  })
}

function portRules(
  { entrance, admission }: { entrance: Entrance; admission: Admission },
  { classes, scopes }: LookUps,
  lists: readonly AddressList[],
): PortRules {
  const isThere = (name: string): boolean => lists.some((list) => list.name === name)
  const ways = waysOf(admission)
  const monitors = admission.monitors === 'refused' ? [] : ['monitors']
  const proxies = entrance.protocol === 'tcp' ? ['proxies'] : []
  const blocked = ways.length > 0 && ways.every(({ heedsLists }) => heedsLists)
  const banned =
    ways.length === 1 ? scopes.flatMap((mask, index) => (mask === ways[0]?.scopes ? [`banned-${index + 1}`] : [])) : []
  const whence = ways.map((way) => nameOf(way, classes))
  const isOpen = admission.isUndecided || whence.includes('anybody')
  return {
    entrance,
    first: ['technicians', ...monitors, ...proxies].filter(isThere),
    never: [
      ...(blocked ? lists.flatMap(({ name }) => (name.startsWith('blocked-') ? [name] : [])) : []),
      ...banned,
    ].filter(isThere),
    others: isOpen ? 'anybody' : [...new Set(whence)].filter(isThere),
  }
}

function nameOf({ whence }: WayIn, classes: readonly Uint8Array[]): string {
  if (whence === 'anywhere') return 'anybody'
  return whence === 'fixed-networks' ? whence : `countries-${classIndex(classes, whence) + 1}`
}
