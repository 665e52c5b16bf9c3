import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pemOf } from './certificate.ts'
import type { Gateway, Site } from './gateway.ts'
import { cores, PinnedProcess } from './pinned-process.ts'

/**
 * HAProxy with a country map asked at connection time, a prefix map and regular expressions for paths, and a stick table.
 * It sees a path decoded once and in lower case: the cheapest form, which lets `//setupwizard.aspx` through.
 */
export const haproxy: Gateway = {
  name: 'haproxy',
  program: 'haproxy',
  leftOut: ['other spellings of a path (double slashes, dots, double encoding)'],
  start: (site) => started(site, 'path,url_dec,lower'),
}

/** The same with the path made canonical for matching, as a gateway that means it has to. */
export const haproxyCanonical: Gateway = {
  name: 'haproxy-canonical',
  program: 'haproxy',
  leftOut: [],
  start: (site) =>
    started(
      site,
      "path,url_dec,url_dec,lower,'regsub([\\x5c],/,g)','regsub(;[^/]*,,g)','regsub(/+,/,g)'",
      'http-request deny deny_status 400 if { var(txn.path) -m sub /../ /./ } || { var(txn.path) -m end /.. /. }',
    ),
}

async function started(site: Site, path: string, ...more: readonly string[]): Promise<PinnedProcess> {
  const { countries, technicians, blocked, rules, patterns } = site.policy
  const write = (name: string, lines: readonly string[]): string => {
    writeFileSync(join(site.folder, name), `${lines.join('\n')}\n`)
    return join(site.folder, name)
  }
  const country = countries.map(({ prefix, country }) => `${prefix} ${country}`)
  write('countries.map', country)
  write('technicians.list', technicians)
  write('blocked.list', blocked)
  const audiences = rules.map(({ path, audience }) => `${path} ${audience}`)
  write('paths.map', audiences)
  write('patterns.list', patterns)
  pemOf(site, join(site.folder, 'both.pem'))
  const file = write('haproxy.cfg', [general, web(site, path, more), backends(site)])
  const haproxy = new PinnedProcess(cores.gateway, ['haproxy', '-db', '-f', file])
  return haproxy.listening(site.plainPort, site.tlsPort)
}

const general = `global
  nbthread 1
  maxconn 4096
  ssl-default-bind-options ssl-min-ver TLSv1.3
defaults
  mode http
  timeout client 60s
  timeout server 60s
  timeout connect 5s
  timeout http-request 10s
  http-reuse always
  option splice-response`

function web({ folder, policy, plainPort, tlsPort }: Site, path: string, more: readonly string[]): string {
  return `frontend web
  bind 127.0.0.1:${plainPort} backlog 4096
  bind 127.0.0.1:${tlsPort} backlog 4096 ssl crt ${folder}/both.pem
  acl technician src -f ${folder}/technicians.list
  tcp-request connection accept if technician
  tcp-request connection reject if { src -f ${folder}/blocked.list }
  tcp-request connection reject unless { src,map_ip(${folder}/countries.map) -m found }
  http-request track-sc0 src table rates
  http-request deny deny_status 429 if { sc_http_req_rate(0) gt ${policy.mostPerSecond * 10} }
  http-request set-var(txn.path) ${path}
  ${more.join('\n  ')}
  http-request return status 404 if { var(txn.path) -m beg ${policy.patched} }
  http-request return status 404 if { var(txn.path) -m reg -f ${folder}/patterns.list }
  http-request set-var(txn.audience) var(txn.path),map_beg(${folder}/paths.map,technicians)
  http-request return status 404 if { var(txn.audience) -m str nobody }
  http-request return status 403 if { var(txn.audience) -m str technicians } !technician
  http-request set-header X-Forwarded-For %[src]
  default_backend origin`
}

function backends({ originPort }: Site): string {
  return `backend origin
  server origin 127.0.0.1:${originPort}
backend rates
  stick-table type ipv6 size 100k expire 60s store http_req_rate(10s)`
}
