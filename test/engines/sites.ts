import { bundledCatalog } from '../../src/catalog/index.ts'
import { type Address, formatAddress, type Prefix, parseAddress, parsePrefix } from '../../src/model/address.ts'
import { areaIds } from '../../src/model/area.ts'
import { policyOf } from '../../src/policy/policy-fixture.ts'
import type { KernelRules } from '../../src/targets/nftables/compile.ts'
import { type BlockList, compileRules, tableOfPrefixes } from '../../src/traffic/compile-rules.ts'
import { type DecisionMemory, memoryBytes, openMemory } from '../../src/traffic/decision-memory.ts'
import { type GeoData, geoData } from '../../src/traffic/geo.ts'
import { compileGeo } from '../../src/traffic/geo-compile.ts'
import { sourceSaying } from '../../src/traffic/geo-fixture.ts'
import { withOverrides } from '../../src/traffic/geo-override.ts'
import type { Opening } from '../../src/traffic/openings.ts'
import { peerOf } from '../../src/traffic/peer.ts'

const sizes = { bans: 2 ** 17, strikes: 1024, limits: 2 ** 15, connections: 1024, agents: 1024 }

/** The clock of these tests stands still. */
export const now = 1_000_000

export interface SiteOptions {
  /** Lines of the policy behind the servers. */
  readonly more?: string
  /** What the server ScreenConnect says besides. */
  readonly relay?: string
  readonly geo?: GeoData
  readonly observeAll?: boolean
  readonly openings?: readonly Opening[]
  readonly site?: string
  readonly technicians?: string
}

/** Rules of a site with a bit of everything, and the memory in which its bans are. */
export function siteWith(options: SiteOptions = {}): { readonly source: KernelRules; readonly memory: DecisionMemory } {
  const memory = openMemory(new ArrayBuffer(memoryBytes(sizes)), { seed: [3, 4], sizes })
  const { geo = inventedWorld(), observeAll = false, openings = [], more = '', relay = '' } = options
  const policy = policyOf(`site: ${options.site ?? 'Muster'}
technicians: ${options.technicians ?? "[203.0.113.0/28, 198.51.100.7, '2a02:beef::/48', technik.example]"}
countries: [DE, AT, CH]
servers:
  automate: { host: automate.muster-msp.example, origin: 'http://10.20.0.10' }
  screenconnect: { host: support.muster-msp.example, origin: 'http://10.20.0.11:8040', relay: 'tcp://10.20.0.11:8041'${relay} }
${more}
`)
  const listed = [...policy.gateway.blocked]
  const blockLists: BlockList[] = [
    ...(listed.length > 0 ? [{ name: 'operator', table: tableOfPrefixes(listed) }] : []),
    { name: 'feed-1', table: tableOfPrefixes(['5.10.0.0/17', '46.1.2.3', '2a00:5::/33'].map(prefix)) },
  ]
  const rules = compileRules({
    generation: 1,
    policy,
    areas: bundledCatalog.areas,
    patches: [],
    geo: withOverrides(geo, policy.geoOverrides),
    names: new Map([['technik.example', [address('192.0.2.200'), address('2a02:1234::7')]]]),
    blockLists,
    openings,
    observeAll,
  })
  const lists = blockLists.map(({ name }) => name)
  const bans = (): KernelRules['bans'] => [...memory.bans.entries(now)]
  const source: KernelRules = {
    policy,
    areas: bundledCatalog.areas,
    rules,
    lists,
    get bans() {
      return bans()
    },
    now,
    at: '2026-11-25T12:00:00Z',
  }
  return { source, memory }
}

/** Bit mask of areas. */
export function scopesOf(...areas: readonly (typeof areaIds)[number][]): number {
  return areas.reduce((mask, area) => mask | (1 << areaIds.indexOf(area)), 0)
}

export const everyScope: number = scopesOf(...areaIds)

export function opening(area: Opening['area'], text: string): Opening {
  return { area, peer: peerOf(address(text)), until: now + 600_000 }
}

/** Small numbers that look random and are the same in each run. */
function dice(seed: number): (sides: number) => number {
  let state = seed
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0
    return (state >>> 8) % sides
  }
}

/** A world in which two sources mostly agree, with borders at odd places. */
function inventedWorld(): GeoData {
  const roll = dice(7)
  const countries = ['DE', 'AT', 'CH', 'FR', 'US', 'CN'] as const
  const [first, second]: [Record<string, string>, Record<string, string>] = [{}, {}]
  for (let index = 0; index < 1200; index++) {
    const four = `${1 + roll(222)}.${roll(256)}.${roll(8) * 32}.0/${19 + roll(3)}`
    const six = `2a0${roll(10)}:${roll(0x10000).toString(16)}::/${32 + roll(2) * 16}`
    for (const network of [four, six]) {
      if (!parsePrefix(network).ok) continue
      const country = countries[roll(countries.length)] ?? 'DE'
      first[network] = country
      second[network] = roll(5) === 0 ? (countries[roll(countries.length)] ?? 'DE') : country
    }
  }
  return geoData(compileGeo(sourceSaying(first), sourceSaying(second)))
}

export function prefix(text: string): Prefix {
  const parsed = parsePrefix(text)
  if (!parsed.ok) throw new Error(parsed.problem.en)
  return parsed.value
}

export function address(text: string): Address {
  const parsed = parseAddress(text)
  if (!parsed.ok) throw new Error(parsed.problem.en)
  return parsed.value
}

/**
 * Addresses at the edges of everything that rules tell apart, and others between: from each of `sets`, a border and its
 * neighbours, and as many again from anywhere. Only what can be the source of a packet that comes over a wire.
 */
export function interestingAddresses(source: KernelRules, most: number, seed: number): readonly string[] {
  const roll = dice(seed)
  const named = [...source.bans.map((ban) => ban.prefix), ...namedNetworks].flatMap(edges)
  const share = Math.floor(most / 3)
  // Of 50,000 bans a few hundred.
  const chosen = named.length <= share ? named : Array.from({ length: share }, () => named[roll(named.length)])
  const found = new Set(chosen.flatMap((one) => (one && isPossible(one) ? [formatAddress(one)] : [])))
  const borders = { 4: source.rules.geo.pieces(4).starts, 6: source.rules.geo.pieces(6).starts }
  while (found.size < most) {
    const one = roll(4) > 0 ? nearBorder(borders, roll) : fromAnywhere(roll)
    if (isPossible(one)) found.add(formatAddress(one))
  }
  return [...found]
}

type Dice = ReturnType<typeof dice>

function nearBorder(borders: Readonly<Record<4 | 6, readonly bigint[]>>, roll: Dice): Address {
  const family = roll(2) === 0 ? 4 : 6
  const starts = borders[family]
  return { family, number: (starts[roll(starts.length)] ?? 0n) + BigInt(roll(3)) - 1n }
}

function fromAnywhere(roll: Dice): Address {
  if (roll(2) === 0) return { family: 4, number: (BigInt(roll(2 ** 24)) << 8n) + BigInt(roll(256)) }
  return { family: 6, number: (0x2n << 124n) | (BigInt(roll(2 ** 20)) << 104n) | BigInt(roll(2 ** 24)) }
}

/** What the sites of these tests name. */
const namedNetworks = [
  '203.0.113.0/28',
  '198.51.100.7',
  '2a02:beef::/48',
  '192.0.2.200',
  '2a02:1234::7',
  '5.10.0.0/17',
  '46.1.2.3',
  '2a00:5::/33',
  '192.0.2.80',
  '2a03:80::/48',
  '198.51.100.128/25',
  '2a04:bad::/48',
  '185.5.0.0/24',
  '2a05:f1::/48',
  '10.9.9.0/24',
  '192.0.2.77',
  '2a06:77::7',
  '100.64.3.0/24',
].map(prefix)

function edges({ family, number, length }: Prefix): readonly Address[] {
  const size = 1n << BigInt((family === 4 ? 32 : 128) - length)
  return [number - 1n, number, number + size / 2n, number + size - 1n, number + size].map((at) => ({
    family,
    number: at,
  }))
}

/** Not what a machine drops as a source that cannot be, and not the wire of the test itself. */
function isPossible({ family, number }: Address): boolean {
  if (family === 6) return number >> 125n === 1n || (number >> 121n === 0x7en && number >> 64n !== 0xfd77n << 48n)
  const first = number >> 24n
  return first > 0n && first !== 127n && first < 224n && number >> 2n !== 0x0a4d_0000n >> 2n
}
