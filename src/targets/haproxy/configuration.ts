import type { Policy } from '../../policy/policy.ts'
import { refusalLines } from './answers.ts'
import { banSubjects, banTables, offenceLines, strikeLines } from './bans.ts'
import { decisionLines } from './decision.ts'
import { bindsAt, crowdLines, indented, inner, proxyLines, relayPort, sharedDoor, tlsOptions } from './doors.ts'
import type { HaproxySource } from './index.ts'
import { logFormat, toldLines } from './log.ts'
import { bannerLines, forwardedLines, originSections } from './origins.ts'
import { remark } from './quote.ts'
import { rateTables } from './rates.ts'
import { relaySections } from './relay.ts'

/** Sources that a table remembers. */
const remembered = 200_000

/** All lines of `haproxy.cfg`. */
export function configuration(source: HaproxySource): readonly string[] {
  const { policy, rules } = source
  const { https, http, plain } = policy.gateway.listen
  const shared = relayPort(policy) === https && rules.areas.get('screenconnect.relay')?.audience !== 'nobody'
  return [
    remark(`Bollwerk compiled this from the policy of ${policy.site}. Change the policy, not this file.`),
    '# HAProxy 2.6 or later, built with PCRE2. Check: haproxy -c -f haproxy.cfg',
    '',
    ...frame(policy),
    ...(shared ? sharedDoor(policy, https) : []),
    ...web(source, shared),
    ...(http !== undefined && plain === 'redirect' ? redirect(policy, shared ? https : undefined, http) : []),
    ...(http === undefined && plain === 'redirect' && shared ? redirect(policy, https, undefined) : []),
    ...originSections(policy),
    '',
    ...relaySections(policy, rules),
    '# What is remembered of sources.',
    'backend connections',
    `    stick-table type ipv6 size ${remembered} expire 1h store conn_cur`,
    ...banTables(remembered),
    ...rateTables(rules, remembered),
  ]
}

function frame({ gateway }: Policy): readonly string[] {
  return [
    'global',
    '    default-path config',
    '    log stdout len 16384 format raw local0',
    `    maxconn ${gateway.connections.total}`,
    '    hard-stop-after 12h',
    '',
    'defaults',
    '    mode http',
    '    log global',
    '    option dontlognull',
    '    option http-restrict-req-hdr-names reject',
    '    timeout connect 5s',
    '    timeout http-request 10s',
    '    timeout http-keep-alive 180s',
    '    timeout client 60s',
    '    # Long polls are answered within minutes, sessions last for a working day.',
    '    timeout server 300s',
    '    timeout tunnel 12h',
    '',
  ]
}

function web(source: HaproxySource, shared: boolean): readonly string[] {
  const { policy, rules } = source
  const { https, http, plain } = policy.gateway.listen
  const tls = tlsOptions(policy)
  const binds = [
    ...(shared ? [`bind ${inner('tls', https)} accept-proxy${tls}`] : bindsAt(policy, https, tls)),
    ...(shared && plain === 'serve' ? [`bind ${inner('plain', https)} accept-proxy`] : []),
    ...(http !== undefined && plain === 'serve' ? bindsAt(policy, http) : []),
  ]
  const people = [...rules.areas.values()]
  return [
    'frontend web',
    ...indented([
      ...binds,
      ...(shared ? [] : [...proxyLines(policy).connection, ...crowdLines(policy)]),
      logFormat(`tcp:${https}`),
      '',
      ...proxyLines(policy).request,
      ...banSubjects,
      ...decisionLines({ ...source, opened: policy.gateway.opened }),
      '',
      ...offenceLines,
      '',
      ...toldLines,
      ...refusalLines(source.page, policy),
      '',
      ...forwardedLines,
      ...bannerLines,
      ...strikeLines(people.filter(({ id }) => id !== 'screenconnect.relay' && id !== 'automate.heartbeat')),
      '',
      ...policy.servers.map(({ kind }) => `use_backend ${kind} if { var(txn.server) -m str ${kind} }`),
    ]),
    '',
  ]
}

/** Plain HTTP is led to https, for names of the policy only. */
function redirect(policy: Policy, shared: number | undefined, port: number | undefined): readonly string[] {
  return [
    'frontend plain',
    ...indented([
      ...(port === undefined ? [] : bindsAt(policy, port)),
      ...(shared === undefined ? [] : [`bind ${inner('plain', shared)} accept-proxy`]),
      'acl ours req.fhdr(host),map_str(maps/hosts.map) -m found',
      `acl ours 'req.fhdr(host),lower,regsub(":[0-9]{1,5}$",""),map_str(maps/hosts.map)' -m found`,
      'http-request set-log-level silent',
      'http-request return status 404 if !ours',
      'http-request redirect location https://%[req.fhdr(host),lower,field(1,:)]%[pathq] code 308',
    ]),
    '',
  ]
}
