import { formatAddress } from '../../model/address.ts'
import type { Policy } from '../../policy/policy.ts'
import { placeOf } from './origins.ts'

/** Places to bind a port at: every address of the machine unless the policy names some. */
export function bindsAt({ gateway }: Policy, port: number, more = ''): readonly string[] {
  const { addresses } = gateway.listen
  if (addresses.length === 0) return [`bind *:${port}${more}`, `bind :::${port} v6only${more}`]
  return addresses.map((address) => `bind ${placeOf({ host: formatAddress(address), port })}${more}`)
}

/** The relay's own port, or undefined if the policy does not offer one. */
export function relayPort({ servers }: Policy): number | undefined {
  return servers.find(({ kind }) => kind === 'screenconnect')?.relay?.publicPort
}

/** How TLS is spoken: see `profiles` of the gateway for who needs what. */
export function tlsOptions({ gateway }: Policy): string {
  const old = gateway.tls.profile === 'old-agents'
  const suites = ['AES256-GCM-SHA384', 'AES128-GCM-SHA256', 'CHACHA20-POLY1305'].flatMap((suite) => [
    `ECDHE-ECDSA-${suite}`,
    `ECDHE-RSA-${suite}`,
  ])
  const ciphers = [...suites, ...(old ? ['ECDHE-RSA-AES256-SHA384', 'ECDHE-RSA-AES128-SHA256'] : [])].join(':')
  const curves = old ? 'X25519:P-256:P-384' : 'X25519:P-256'
  return ` ssl crt certs/ alpn h2,http/1.1 ssl-min-ver TLSv1.2 ciphers ${ciphers} curves ${curves}`
}

/** Lines for the operator's own proxies in front, as they tell whom they speak for. */
export function proxyLines({ gateway }: Policy): {
  readonly connection: readonly string[]
  readonly request: readonly string[]
} {
  if (gateway.proxies.networks.length === 0) return { connection: [], request: [] }
  const ours = '{ src -f lists/proxies.lst }'
  if (gateway.proxies.tell === 'proxy-protocol') {
    return { connection: [`tcp-request connection expect-proxy layer4 if ${ours}`], request: [] }
  }
  const hops = [-1, -2, -3, -4].map((hop) => `http-request set-src req.hdr_ip(x-forwarded-for,${hop}) if ${ours}`)
  return { connection: [], request: ['# The rightmost address that no proxy of ours wrote about itself.', ...hops] }
}

/** How many connections one source may have open. */
export function crowdLines({ gateway }: Policy): readonly string[] {
  return [
    'acl welcome src -f lists/technicians.lst',
    'acl welcome src -f lists/monitors.lst',
    'tcp-request session track-sc2 src,ipmask(32,64) table connections',
    `tcp-request session reject if !welcome { sc2_conn_cur gt ${gateway.connections.perSource} }`,
  ]
}

const methods = [
  ...['GET', 'POST', 'HEAD', 'OPTIONS', 'PUT', 'DELETE', 'PATCH', 'CONNECT', 'TRACE', 'PRI'],
  ...['PROPFIND', 'PROPPATCH', 'MKCOL', 'COPY', 'MOVE', 'LOCK', 'UNLOCK'],
]

/** The door of a port that the relay shares with the web: told apart by the first bytes, as `firstBytesOf` does. */
export function sharedDoor(policy: Policy, port: number): readonly string[] {
  const words = methods.map((method) => hex(`${method} `)).join('|')
  return [
    `frontend door`,
    '    mode tcp',
    ...indented(bindsAt(policy, port)),
    ...indented(proxyLines(policy).connection),
    ...indented(crowdLines(policy)),
    '    # TLS begins with a ClientHello, HTTP with a method; the relay speaks a binary protocol of its own.',
    '    # Each look asks for so many bytes as it needs and no more, or HAProxy would wait for the end of the delay.',
    '    acl may_be_tls req.payload(0,1) -m bin 16',
    '    acl may_be_http req.payload(0,1),hex -m reg ^(4[1-9A-F]|5[0-9A])$',
    '    acl speaks_tls req.payload(0,6),hex -m reg ^1603(0[0-4])(00[1-9A-F].|00.[1-9A-F]|0[1-9A-F]..|[1-3]...|4000)01',
    `    acl speaks_http req.payload(0,11),hex -m reg ^(${words})`,
    '    tcp-request inspect-delay 3s',
    '    tcp-request content accept if !may_be_tls !may_be_http',
    '    tcp-request content accept if may_be_tls { req.payload(0,6) -m found }',
    '    tcp-request content accept if may_be_http { req.payload(0,11) -m found }',
    '    use_backend to_tls if speaks_tls',
    '    use_backend to_plain if speaks_http',
    '    default_backend relay',
    '',
    'backend to_tls',
    '    mode tcp',
    `    server web ${inner('tls', port)} send-proxy-v2`,
    'backend to_plain',
    '    mode tcp',
    `    server web ${inner('plain', port)} send-proxy-v2`,
    '',
  ]
}

/** Where the door hands a connection on inside of this process. */
export function inner(kind: 'tls' | 'plain', port: number): string {
  return `abns@bollwerk-${port}-${kind}`
}

/** Lines of a section. */
export function indented(lines: readonly string[]): readonly string[] {
  return lines.map((line) => (line === '' ? '' : `    ${line}`))
}

function hex(text: string): string {
  return [...text].map((character) => character.charCodeAt(0).toString(16).toUpperCase()).join('')
}
