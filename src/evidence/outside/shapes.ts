import { areaIds } from '../../model/area.ts'
import { serverKinds } from '../../model/server.ts'
import { flag, integer, listOf, oneOf, optional, port, portRanges, record, type Shape, table, text } from '../shape.ts'
import type { CertificateFact, OutsideFacts, TlsFact, TlsOffer } from './facts.ts'

const name = text(300)
const status = integer(100, 999)
const method = oneOf(['GET', 'HEAD'])
const offer: Shape<TlsOffer> = oneOf(['offered', 'refused', 'unknown'])

const certificate: Shape<CertificateFact> = record<CertificateFact>({
  subject: text(),
  issuer: text(),
  names: listOf(text(), 1000),
  validFrom: name,
  validTo: name,
  key: record<CertificateFact['key']>({ type: name, bits: integer(0, 1_000_000) }),
  selfSigned: flag,
  matchesHost: flag,
  trusted: flag,
  distrust: optional(text()),
})

/** What the facts of the outside witness look like in a stored file. */
export const outsideShapes: { readonly [Name in keyof OutsideFacts]: Shape<OutsideFacts[Name]> } = {
  'outside.name': record({ host: name, addresses: listOf(name, 1000), by: oneOf(['dns', 'policy']) }),
  'outside.tcp-ports': record({
    address: name,
    asked: portRanges,
    open: listOf(port, 65_535),
    closed: portRanges,
    silent: portRanges,
  }),
  'outside.port-speaks': record<OutsideFacts['outside.port-speaks']>({
    address: name,
    port,
    speaks: oneOf(['tls', 'http', 'ssh', 'mysql', 'ftp', 'smtp', 'rdp', 'unknown', 'silent', 'turned-away']),
    banner: optional(text()),
  }),
  'outside.heartbeat': record({ address: name, port, answer: oneOf(['answered', 'closed', 'silent']) }),
  'outside.tls': record<TlsFact>({
    address: name,
    port,
    versions: record<TlsFact['versions']>({ TLSv1: offer, 'TLSv1.1': offer, 'TLSv1.2': offer, 'TLSv1.3': offer }),
    certificate: optional(certificate),
  }),
  'outside.http': record({ url: text(), status, headers: table(50) }),
  'outside.identity': record<OutsideFacts['outside.identity']>({
    expected: oneOf(serverKinds),
    recognised: oneOf([...serverKinds, 'stranger', 'unclear']),
    marks: listOf(name, 50),
    calledItself: optional(text()),
  }),
  'outside.version': record({ text: name, by: oneOf(['agent.aspx', 'server-header', 'script.ashx']) }),
  'outside.path': record<OutsideFacts['outside.path']>({
    area: oneOf([...areaIds, 'nothing']),
    path: text(),
    method,
    answer: oneOf(['answered', 'refused', 'failing']),
    status: optional(status),
    location: optional(text()),
  }),
  'outside.setup-wizard': record<OutsideFacts['outside.setup-wizard']>({
    variant: name,
    path: text(),
    answer: oneOf(['open', 'closed', 'unclear']),
    status: optional(status),
  }),
  'outside.database': record<OutsideFacts['outside.database']>({
    address: name,
    port,
    answer: oneOf(['greeting', 'host-refused', 'not-mysql']),
    version: optional(name),
    authentication: optional(name),
  }),
  'outside.terminator': record<OutsideFacts['outside.terminator']>({
    address: name,
    port,
    terminator: oneOf(['http.sys', 'other']),
    status: optional(status),
    calledItself: optional(text()),
  }),
  'outside.origin': record<OutsideFacts['outside.origin']>({
    origin: text(),
    answer: oneOf(['open', 'closed', 'silent', 'turned-away']),
    product: optional(flag),
  }),
}
