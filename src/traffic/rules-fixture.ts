import { bundledCatalog } from '../catalog/index.ts'
import { parseAddress, parsePrefix } from '../model/address.ts'
import { policyOf } from '../policy/policy-fixture.ts'
import { rangeOf } from './address-range.ts'
import { type BlockList, compileRules } from './compile-rules.ts'
import type { DecisionMemory } from './decision-memory.ts'
import { Evaluator, type Request } from './evaluator.ts'
import { geoData } from './geo.ts'
import { compileGeo } from './geo-compile.ts'
import { sourceSaying } from './geo-fixture.ts'
import { smallMemory } from './memory-fixture.ts'
import type { Rules } from './rules.ts'
import { Source } from './source.ts'
import { buildTable } from './table-build.ts'
import { virtualPatches } from './virtual-patches/index.ts'

/** One address of each kind that rules tell apart. */
export const addresses = {
  german: '192.0.2.1',
  french: '192.0.2.129',
  disputed: '198.51.100.1',
  /** Two opinions, neither of which is let in. */
  foreignDisputed: '198.51.100.129',
  unknown: '203.0.113.200',
  private: '10.1.2.3',
  technician: '203.0.113.7',
  named: '203.0.113.8',
  monitor: '203.0.113.9',
  listed: '192.0.2.66',
  customer: '192.0.2.140',
}

const first = sourceSaying({
  '192.0.2.0/25': 'DE',
  '192.0.2.128/25': 'FR',
  '198.51.100.0/25': 'DE',
  '198.51.100.128/25': 'FR',
})
const second = sourceSaying({
  '192.0.2.0/25': 'DE',
  '192.0.2.128/25': 'FR',
  '198.51.100.0/25': 'FR',
  '198.51.100.128/25': 'US',
})
const geo = geoData(compileGeo(first, second))

const start = `site: Muster
technicians: [${addresses.technician}, buero.muster-msp.example]
countries: [DE]
servers:
  automate: { host: automate.muster-msp.example, origin: 'http://10.20.0.10' }
  screenconnect:
    host: support.muster-msp.example
    addresses: ['2001:db8::10', 192.0.2.10]
    origin: 'http://10.20.0.11:8040'
    relay: 'tcp://10.20.0.11:8041'
`

export interface RulesOptions {
  /** What the block `gateway` says besides. */
  readonly gateway?: string
  /** Further lines of the policy. */
  readonly more?: string
  readonly generation?: number
  readonly observeAll?: boolean
}

/** Rules for a site with both servers. */
export function rulesWith({ gateway = '', more = '', generation = 1, observeAll = false }: RulesOptions = {}): Rules {
  const office = parseAddress(addresses.named)
  const prefix = parsePrefix(`${addresses.listed}/32`)
  if (!office.ok || !prefix.ok) throw new Error('no address')
  const blockLists: BlockList[] = [
    { name: 'other', table: buildTable([]) },
    { name: 'feed', table: buildTable([rangeOf(prefix.value, 1)]) },
  ]
  return compileRules({
    generation,
    policy: policyOf(`${start}gateway: { monitors: [${addresses.monitor}]${gateway && `, ${gateway}`} }\n${more}\n`),
    areas: bundledCatalog.areas,
    patches: virtualPatches,
    geo,
    names: new Map([['buero.muster-msp.example', [office.value]]]),
    blockLists,
    openings: [],
    observeAll,
  })
}

export function sourceFrom(address: keyof typeof addresses | { readonly address: string }): Source {
  const text = typeof address === 'string' ? addresses[address] : address.address
  return new Source({ address: text, port: 1, encrypted: true, listener: 'tcp:443' })
}

export function evaluatorWith(options: RulesOptions = {}, memory: DecisionMemory = smallMemory()): Evaluator {
  return new Evaluator(rulesWith(options), memory)
}

/** A request as an engine would show it. */
export function requestFor(
  target: string,
  more: Partial<Request> & { headers?: Record<string, string> } = {},
): Request {
  const { headers = {}, ...rest } = more
  return { method: 'GET', target, contentLength: 0, header: (name) => headers[name], ...rest }
}
