import type { Endpoint } from '../../model/endpoint.ts'
import type { Policy, Server } from '../../policy/policy.ts'
import { hostWord } from './quote.ts'

/** A backend for each product: where it listens, and how it proves who it is. */
export function originSections({ servers, gateway }: Policy): readonly string[] {
  return servers.flatMap((server) => [
    `backend ${server.kind}`,
    ...secured(server, gateway.originCertificates[server.kind] !== undefined),
  ])
}

function secured({ kind, host, origin }: Server, hasCertificate: boolean): readonly string[] {
  const place = `    server origin ${placeOf(origin)} init-addr last,libc,none`
  if (origin.scheme !== 'https') return [place]
  const trust = hasCertificate ? `trust/${kind}.pem` : '@system-ca'
  const name = hostWord(host, `servers.${kind}.host`)
  return [`${place} ssl verify required ca-file ${trust} sni str(${name}) verifyhost ${name}`]
}

/** An address and a port as HAProxy reads them; IPv6 needs its family said. */
export function placeOf({ host, port }: Pick<Endpoint, 'host' | 'port'>): string {
  return host.includes(':')
    ? `ipv6@${hostWord(host, 'servers.origin')}:${port}`
    : `${hostWord(host, 'servers.origin')}:${port}`
}

/** Lines that tell the origin whom a request is from, and nobody else's word on that. */
export const forwardedLines: readonly string[] = [
  '# Only this gateway says whom a request is from.',
  "http-request del-header '^x-(forwarded|original|rewrite)-' -m reg",
  'http-request del-header forwarded',
  'http-request del-header x-real-ip',
  'http-request del-header x-client-ip',
  'http-request set-header X-Forwarded-For %[src]',
  'http-request set-header X-Forwarded-Proto http if !{ ssl_fc }',
  'http-request set-header X-Forwarded-Proto https if { ssl_fc }',
]

/** Lines that keep back what tells the version of a product. */
export const bannerLines: readonly string[] = [
  '# Nobody needs to know the versions.',
  ...['server', 'x-powered-by', 'x-aspnet-version', 'x-aspnetmvc-version', 'via'].map(
    (name) => `http-response del-header ${name}`,
  ),
]
