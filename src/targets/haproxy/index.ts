import type { AreaDefinition } from '../../model/area.ts'
import type { ServerKind } from '../../model/server.ts'
import type { Policy } from '../../policy/policy.ts'
import { tableOfPrefixes } from '../../traffic/compile-rules.ts'
import type { Rules } from '../../traffic/rules.ts'
import type { VirtualPatch } from '../../traffic/virtual-patches/virtual-patch.ts'
import type { Compiled, CompiledFile } from '../compiled.ts'
import { countriesMap, geoMap, networkList, text } from './addresses.ts'
import { type RefusalPage, refusalFiles, statuses } from './answers.ts'
import { configuration } from './configuration.ts'
import { areaLines, pageLines } from './places.ts'
import { hostWord } from './quote.ts'

/** What the configuration of HAProxy is compiled from. */
export interface HaproxySource {
  readonly policy: Policy
  /** The very rules that the evaluator decides by. */
  readonly rules: Rules
  readonly areas: readonly AreaDefinition[]
  readonly patches: readonly VirtualPatch[]
  /** The page that the gateway answers refusals with. */
  readonly page: RefusalPage
  /** PEM: each a certificate with those of its issuers and its key. */
  readonly certificates: readonly string[]
  /** PEM: what is trusted at an origin instead of the system's authorities. */
  readonly originCertificates: Readonly<Partial<Record<ServerKind, string>>>
}

/**
 * Compiles a policy for HAProxy 2.6 and later: `haproxy.cfg`, the maps and lists that it looks things up in, pages and
 * certificates.
 * @throws Unquotable for a text that HAProxy cannot carry with its literal meaning.
 */
export function compileHaproxy(source: HaproxySource): Compiled {
  const { policy, rules, page } = source
  return [
    { path: 'haproxy.cfg', text: text(configuration(source)) },
    ...maps(source),
    ...lists(policy, rules),
    ...refusalFiles(page, policy),
    ...source.certificates.map((pem, index) => ({ path: `certs/${index + 1}.pem`, text: pem })),
    ...Object.entries(source.originCertificates).map(([kind, pem]) => ({ path: `trust/${kind}.pem`, text: pem })),
  ]
}

function maps({ rules, areas }: HaproxySource): readonly CompiledFile[] {
  const own = areas.filter(({ id }) => rules.areas.has(id))
  const hosts = [...rules.hosts].map(([host, kind]) => `${hostWord(host, `servers.${kind}.host`)} ${kind}`)
  return [
    { path: 'maps/hosts.map', text: text(hosts) },
    { path: 'maps/areas.map', text: text(areaLines(own)) },
    { path: 'maps/pages.map', text: text(pageLines(own)) },
    { path: 'maps/geo.map', text: geoMap(rules) },
    { path: 'maps/countries.map', text: countriesMap(rules) },
    { path: 'maps/statuses.map', text: text(statuses.map(([rule, status]) => `${rule} ${status}`)) },
  ]
}

function lists(policy: Policy, rules: Rules): readonly CompiledFile[] {
  const named = [...rules.areas.values()][0]?.listed.slice(1).map(({ rule }) => rule) ?? []
  return [
    { path: 'lists/technicians.lst', text: networkList(rules.technicians) },
    { path: 'lists/monitors.lst', text: networkList(rules.monitors) },
    { path: 'lists/fixed-networks.lst', text: networkList(rules.fixedNetworks) },
    { path: 'lists/proxies.lst', text: networkList(tableOfPrefixes(policy.gateway.proxies.networks)) },
    ...rules.blockLists.map((table, index) => ({
      path: `lists/${named[index] ?? `block-list.${index}`}.lst`,
      text: networkList(table),
    })),
  ]
}
