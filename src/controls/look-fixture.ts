import { areaDefinition, bundledCatalog } from '../catalog/index.ts'
import type { CertificateFact, PathFact, TlsFact, TlsVersion } from '../evidence/outside/facts.ts'
import type { AreaId } from '../model/area.ts'
import type { Evidence } from '../model/evidence.ts'
import { formatPorts, parsePorts } from '../model/port-set.ts'
import type { ServerKind } from '../model/server.ts'
import type { Vantage } from '../model/vantage.ts'
import { seen } from './question-fixture.ts'

type Circumstance = NonNullable<Parameters<typeof seen>[3]>

/** A second network of the internet in a country that `musterMsp` admits. */
export const fromAustria: Vantage = { place: 'internet', country: 'AT' }

/** A network of the internet whose country nobody named. */
export const fromSomewhere: Vantage = { place: 'internet' }

/** Nobody said where. */
export const fromNowhere: Vantage = { place: 'unstated' }

/** The ports that a short scan of the tests asks. */
export const askedPorts = '22,80,443,445,3306,3389,5985,8040-8041,8484'

const publicAddress: Readonly<Record<ServerKind, string>> = {
  automate: '198.51.100.10',
  screenconnect: '198.51.100.11',
}

interface ScanResult {
  readonly open?: readonly number[]
  readonly closed?: readonly number[]
  readonly asked?: string
  readonly address?: string
}

/** A scan of the public address; what is neither open nor closed kept silent. */
export function scan(server: ServerKind, result: ScanResult, circumstance: Circumstance = {}): Evidence {
  const { open = [], closed = [], asked = askedPorts, address = publicAddress[server] } = result
  const ports = parsePorts(asked)
  const silent = ports.ok ? ports.value.filter((port) => !open.includes(port) && !closed.includes(port)) : []
  const value = { address, asked, open, closed: formatPorts(closed), silent: formatPorts(silent) }
  return seen(server, 'outside.tcp-ports', value, { source: `tcp://${address}`, ...circumstance })
}

/** The product of the policy was recognised. */
export function product(server: ServerKind, circumstance: Circumstance = {}): Evidence {
  return seen(server, 'outside.identity', { expected: server, recognised: server, marks: ['agent.aspx'] }, circumstance)
}

/** A web server that is not the product. */
export function stranger(server: ServerKind, circumstance: Circumstance = {}): Evidence {
  const value = { expected: server, recognised: 'stranger', marks: [], calledItself: 'nginx' } as const
  return seen(server, 'outside.identity', value, circumstance)
}

const statuses: Readonly<Record<PathFact['answer'], number>> = { answered: 200, refused: 403, failing: 502 }

/** One path with one answer. */
export function path(
  asked: { readonly area: PathFact['area']; readonly path: string; readonly answer: PathFact['answer'] },
  circumstance: Circumstance = {},
): Evidence {
  const server: ServerKind = asked.area.startsWith('screenconnect') ? 'screenconnect' : 'automate'
  const value: PathFact = { ...asked, method: 'GET', status: statuses[asked.answer] }
  return seen(server, 'outside.path', value, { source: `https://${server}${asked.path}`, ...circumstance })
}

/** Every path by which the catalogue looks at an area, all with the same answer. */
export function areaPaths(area: AreaId, answer: PathFact['answer'], circumstance: Circumstance = {}): Evidence[] {
  const { probes } = areaDefinition(bundledCatalog, area)
  return probes.map((probe) => path({ area, path: probe.path, answer }, circumstance))
}

/** A certificate that nothing is wrong with at `noon`. */
export const goodCertificate: CertificateFact = {
  subject: 'automate.muster-msp.de',
  issuer: 'Muster CA',
  names: ['automate.muster-msp.de'],
  validFrom: '2026-10-01T00:00:00.000Z',
  validTo: '2027-09-30T00:00:00.000Z',
  key: { type: 'rsa', bits: 3072 },
  selfSigned: false,
  matchesHost: true,
  trusted: true,
}

/** A TLS handshake at port 443 that offers 1.2 and 1.3 and shows a good certificate, with whatever the test changes. */
export function tls(
  changes: {
    readonly versions?: Partial<TlsFact['versions']>
    readonly certificate?: Partial<CertificateFact>
    readonly address?: string
    readonly port?: number
  },
  circumstance: Circumstance = {},
): Evidence {
  const modern: Readonly<Record<TlsVersion, 'offered' | 'refused'>> = {
    TLSv1: 'refused',
    'TLSv1.1': 'refused',
    'TLSv1.2': 'offered',
    'TLSv1.3': 'offered',
  }
  const value: TlsFact = {
    address: changes.address ?? publicAddress.automate,
    port: changes.port ?? 443,
    versions: { ...modern, ...changes.versions },
    certificate: { ...goodCertificate, ...changes.certificate },
  }
  return seen('automate', 'outside.tls', value, circumstance)
}
