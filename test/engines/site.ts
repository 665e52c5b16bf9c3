import { bundledCatalog } from '../../src/catalog/index.ts'
import { prepareBlockPage } from '../../src/gateway/block-page.ts'
import { listOfOperator } from '../../src/gateway/rule-material.ts'
import type { Policy } from '../../src/policy/policy.ts'
import { policyOf } from '../../src/policy/policy-fixture.ts'
import type { HaproxySource } from '../../src/targets/haproxy/index.ts'
import type { AddressRange } from '../../src/traffic/address-range.ts'
import { AddressTable } from '../../src/traffic/address-table.ts'
import { compileRules } from '../../src/traffic/compile-rules.ts'
import { type Countries, geoData } from '../../src/traffic/geo.ts'
import { peerOf } from '../../src/traffic/peer.ts'
import type { Rules } from '../../src/traffic/rules.ts'
import { buildTable } from '../../src/traffic/table-build.ts'
import { virtualPatches } from '../../src/traffic/virtual-patches/index.ts'

/** Where the engines of these tests listen, and where their origin does. */
export const engineAddress = '127.80.6.1'
export const ports = { https: 28_443, plain: 28_080, relay: 28_041, origin: 28_101, relayOrigin: 28_103 } as const

export const automateHost = 'automate.muster-msp.example'
export const supportHost = 'support.muster-msp.example'

/** The second number of an address of 127.0.0.0/8 says what it is to the rules. */
export const neighbourhoods = {
  german: 10,
  onlyFirst: 11,
  french: 12,
  disputed: 13,
  foreignDisputed: 14,
  unknown: 15,
  private: 16,
  technician: 17,
  monitor: 18,
  blocked: 19,
  overridden: 20,
  customer: 21,
} as const

export type Neighbourhood = keyof typeof neighbourhoods

const opinions: readonly Countries[] = [
  [undefined, undefined],
  [undefined, undefined],
  ['DE', 'DE'],
  ['DE', undefined],
  ['FR', 'FR'],
  ['DE', 'FR'],
  ['FR', 'US'],
]

const ranges: readonly AddressRange[] = [
  area(neighbourhoods.german, 2),
  area(neighbourhoods.onlyFirst, 3),
  area(neighbourhoods.french, 4),
  area(neighbourhoods.disputed, 5),
  area(neighbourhoods.foreignDisputed, 6),
  area(neighbourhoods.private, 1),
  area(neighbourhoods.technician, 4),
  area(neighbourhoods.monitor, 4),
  area(neighbourhoods.blocked, 2),
  area(neighbourhoods.customer, 4),
]

const geo = geoData({
  table: buildTable(ranges),
  countries: opinions,
  sources: [{ name: 'test', version: '1', asOf: '2026-06-17', attribution: { text: 'made up' } }],
})

export interface SiteOptions {
  /** Lines of the block `gateway`. */
  readonly gateway?: string
  /** Further blocks. */
  readonly lines?: string
  readonly relayPort?: number
  readonly plain?: 'redirect' | 'serve'
}

/** A policy for both servers, with the rules that the evaluator would compile from it. */
export function siteWith(more: SiteOptions = {}): HaproxySource {
  const policy = policyOf(`site: Muster
language: de
technicians: [127.${neighbourhoods.technician}.0.0/16]
countries: [DE]
fixedNetworks: [127.${neighbourhoods.customer}.0.0/16]
servers:
  automate: { host: ${automateHost}, origin: 'http://127.0.0.1:${ports.origin}' }
  screenconnect:
    host: ${supportHost}
    addresses: ['2001:db8::10', 192.0.2.10]
    origin: 'http://127.0.0.1:${ports.origin}'
    relay: 'tcp://127.0.0.1:${ports.relayOrigin}'
    relayPort: ${more.relayPort ?? ports.relay}
gateway:
  listen: { addresses: [${engineAddress}], https: ${ports.https}, http: ${ports.plain}, plain: ${more.plain ?? 'serve'} }
  monitors: [127.${neighbourhoods.monitor}.0.0/16]
  connections: { total: 2000, perSource: 200 }
  blocked: [127.${neighbourhoods.blocked}.0.0/16]
${more.gateway ?? ''}
support: { name: "Helpdesk 100 %" }
${more.lines ?? ''}
`)
  return {
    policy,
    rules: rulesOf(policy),
    areas: bundledCatalog.areas,
    patches: virtualPatches,
    page: prepareBlockPage({ language: policy.language, contact: policy.support?.name ?? '' }),
    certificates: [],
    originCertificates: {},
  }
}

function rulesOf(policy: Policy): Rules {
  return compileRules({
    generation: 1,
    policy,
    areas: bundledCatalog.areas,
    patches: virtualPatches,
    geo,
    names: new Map(),
    blockLists: listOfOperator(policy.gateway.blocked).map(({ name, table }) => ({
      name,
      table: new AddressTable(table),
    })),
    openings: policy.gateway.opened.map(({ area: id, address }) => ({
      area: id,
      peer: peerOf(address),
      until: Number.POSITIVE_INFINITY,
    })),
    observeAll: false,
  })
}

function area(second: number, value: number): AddressRange {
  const first = (127n << 24n) | (BigInt(second) << 16n)
  return { family: 4, first, last: first + 0xffffn, value }
}
