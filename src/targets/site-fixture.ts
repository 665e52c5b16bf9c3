import { bundledCatalog } from '../catalog/index.ts'
import { parseAddress, parsePrefix } from '../model/address.ts'
import { areaIds } from '../model/area.ts'
import { policyOf } from '../policy/policy-fixture.ts'
import type { BanEntry } from '../traffic/bans.ts'
import { type BlockList, compileRules, tableOfPrefixes } from '../traffic/compile-rules.ts'
import { geoData } from '../traffic/geo.ts'
import { compileGeo } from '../traffic/geo-compile.ts'
import { sourceSaying } from '../traffic/geo-fixture.ts'
import type { AddressRules } from './address-rules.ts'

const now = 1_000_000

const geo = geoData(
  compileGeo(
    sourceSaying({ '192.0.2.0/25': 'DE', '198.51.100.0/24': 'FR', '2001:db8::/33': 'AT', '2001:db8:8000::/33': 'US' }),
    sourceSaying({ '192.0.2.0/26': 'DE', '198.51.100.0/25': 'CH', '2001:db8::/33': 'AT' }),
  ),
)

/** A small site with everything that targets by address tell apart, for goldens. */
export function goldenSite(more = ''): AddressRules {
  const policy = policyOf(`site: 'Muster "MSP"; {#$}'
technicians: [203.0.113.0/24, '2001:db8:7::/48', technik.example]
countries: [DE, AT, CH]
servers:
  automate: { host: automate.muster-msp.example, origin: 'http://10.20.0.10' }
  screenconnect: { host: support.muster-msp.example, origin: 'http://10.20.0.11:8040', relay: 'tcp://10.20.0.11:8041' }
gateway: { monitors: [192.0.2.80], blocked: [198.51.100.128/25, '2001:db8:bad::/48'] }
${more}
`)
  const blockLists: BlockList[] = [{ name: 'operator', table: tableOfPrefixes(policy.gateway.blocked) }]
  const technik = parseAddress('203.0.113.77')
  const rules = compileRules({
    generation: 1,
    policy,
    areas: bundledCatalog.areas,
    patches: [],
    geo,
    names: new Map([['technik.example', technik.ok ? [technik.value] : []]]),
    blockLists,
    openings: [],
    observeAll: false,
  })
  return {
    policy,
    areas: bundledCatalog.areas,
    rules,
    lists: ['operator'],
    bans: [banOf('192.0.2.9', 600_000), banOf('2001:db8:0:5::/64', 86_400_000), banOf('2001:db8:0:700::/56', Infinity)],
    now,
    at: '2026-11-25T12:00:00Z',
  }
}

function banOf(text: string, milliseconds: number): BanEntry {
  const prefix = parsePrefix(text)
  if (!prefix.ok) throw new Error(prefix.problem.en)
  return { prefix: prefix.value, scopes: 2 ** areaIds.length - 1, expiresAt: now + milliseconds, level: 1 }
}
