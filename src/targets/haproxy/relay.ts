import type { Policy } from '../../policy/policy.ts'
import type { Rules } from '../../traffic/rules.ts'
import { bindsAt, crowdLines, indented, proxyLines, relayPort } from './doors.ts'
import { logFormat, newReference } from './log.ts'
import { placeOf } from './origins.ts'
import { relayRateLines, tcpObjection } from './rates.ts'

/** The relay: a connection is judged by its source as everything else is, then passed on as it is. */
export function relaySections(policy: Policy, rules: Rules): readonly string[] {
  const relay = policy.servers.find(({ kind }) => kind === 'screenconnect')?.relay
  const area = rules.areas.get('screenconnect.relay')
  if (relay === undefined || area === undefined || area.audience === 'nobody') return []
  const header = { none: '', v1: ' send-proxy', v2: ' send-proxy-v2' }[policy.gateway.relayProxyProtocol]
  const own = relayPort(policy) === policy.gateway.listen.https ? [] : door(policy, relay.publicPort)
  return [
    ...own,
    'backend relay',
    '    mode tcp',
    '    timeout server 12h',
    ...indented(judged(rules)),
    `    server origin ${placeOf(relay.origin)} init-addr last,libc,none${header}`,
    '',
  ]
}

function door(policy: Policy, port: number): readonly string[] {
  return [
    'frontend relay_door',
    '    mode tcp',
    ...indented(bindsAt(policy, port)),
    '    timeout client 12h',
    ...indented(proxyLines(policy).connection),
    ...indented(crowdLines(policy)),
    `    ${logFormat(`tcp:${port}`).replace('"status":%ST,', '').replace('"method":"%HM",', '')}`,
    '    default_backend relay',
    '',
  ]
}

function judged(rules: Rules): readonly string[] {
  const area = rules.areas.get('screenconnect.relay')
  if (area === undefined) return []
  const lists = area.listed.slice(1)
  const reserved = area.audience === 'technicians' ? [tcpObjection('audience', area.reserved, ['!technician'])] : []
  return [
    'acl decided var(txn.rule) -m found',
    'acl technician src -f lists/technicians.lst',
    'acl allowed src -f lists/technicians.lst',
    'acl allowed src -f lists/monitors.lst',
    'tcp-request content set-var(txn.server) str(screenconnect)',
    'tcp-request content set-var(txn.area) str(screenconnect.relay)',
    'tcp-request content set-var(txn.geo) src,map_ip(maps/geo.map,unknown)',
    ...lists.map((verdict) =>
      tcpObjection(verdict.rule, verdict, ['!allowed', `{ src -f lists/${verdict.rule}.lst }`]),
    ),
    ...country(area),
    ...reserved,
    ...relayRateLines(area, rules),
    'tcp-request content set-var(txn.verdict) str(forward)',
    'tcp-request content set-var(txn.told) str(forward)',
    'tcp-request content set-var(txn.verdict) str(drop) if decided',
    'tcp-request content set-var(txn.told) var(txn.rule) if decided',
    `tcp-request content set-var(txn.reference) ${newReference}`,
    'tcp-request content reject if decided',
  ]
}

function country(area: NonNullable<ReturnType<Rules['areas']['get']>>): readonly string[] {
  if (area.fixedNetworksOnly) {
    return [tcpObjection(area.foreign.rule, area.foreign, ['!allowed', '!{ src -f lists/fixed-networks.lst }'])]
  }
  if (area.admitted === undefined) return []
  const admitted = '!{ var(txn.area),concat(:,txn.geo),map_str(maps/countries.map) -m found }'
  return [tcpObjection(area.foreign.rule, area.foreign, ['!allowed', admitted])]
}
