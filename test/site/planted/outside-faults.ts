import { areaPaths } from '../../../src/controls/look-fixture.ts'
import { fromAbroad, fromInternet, seen } from '../../../src/controls/question-fixture.ts'
import type { CertificateFact, TlsFact } from '../../../src/evidence/outside/facts.ts'
import type { AreaId } from '../../../src/model/area.ts'
import type { ServerKind } from '../../../src/model/server.ts'
import { added, both, changed, type Fault, from, type Plant, type Which } from './fault.ts'

const of =
  (kind: ServerKind, place: Which = () => true): Which =>
  (piece) =>
    piece.server === kind && place(piece)

/** A port that an address also answers. */
function open(kind: ServerKind, port: number, where: Which = from('internet', 'DE')): Plant {
  return changed(
    'outside.tcp-ports',
    (value) => ({
      ...value,
      open: [...value.open, port].toSorted((a, b) => a - b),
      silent: without(value.silent, port),
    }),
    of(kind, where),
  )
}

function shut(kind: ServerKind, port: number, where: Which): Plant {
  return changed(
    'outside.tcp-ports',
    (value) => ({
      ...value,
      open: value.open.filter((one) => one !== port),
      closed: [value.closed, `${port}`].filter((one) => one !== '').join(','),
    }),
    of(kind, where),
  )
}

/** Ranges of the scan are kept as they are unless they name the port alone or as an end of two. */
function without(ranges: string, port: number): string {
  return ranges
    .split(',')
    .flatMap((range) => {
      const [first = 0, last = first] = range.split('-').map(Number)
      if (port < first || port > last) return [range]
      return [span(first, port - 1), span(port + 1, last)].filter((one) => one !== '')
    })
    .join(',')
}

function span(first: number, last: number): string {
  return first > last ? '' : first === last ? `${first}` : `${first}-${last}`
}

function certificate(kind: ServerKind, change: Partial<CertificateFact>): Plant {
  return changed(
    'outside.tls',
    (value) => (value.certificate ? { ...value, certificate: { ...value.certificate, ...change } } : value),
    of(kind),
  )
}

function versions(kind: ServerKind, change: Partial<TlsFact['versions']>): Plant {
  return changed('outside.tls', (value) => ({ ...value, versions: { ...value.versions, ...change } }), of(kind))
}

function header(kind: ServerKind, headers: Readonly<Record<string, string>>): Plant {
  return changed('outside.http', (value) => ({ ...value, headers: { ...value.headers, ...headers } }), of(kind))
}

/** An area that answers other than it should, from the internet. */
function answers(area: AreaId, answer: 'answered' | 'refused'): Plant {
  return changed(
    'outside.path',
    (value) => (value.area === area ? { ...value, answer, status: answer === 'answered' ? 200 : 403 } : value),
    from('internet'),
  )
}

function answersAt(path: string): Plant {
  return changed(
    'outside.path',
    (value) => (value.path === path ? { ...value, answer: 'answered', status: 200 } : value),
    from('internet'),
  )
}

const abroad = from('internet', 'BR')

export const outsideFaults: readonly Fault[] = [
  { fault: 'outside reaches RDP of Automate', plant: open('automate', 3389), finds: 'ports-minimal.tcp/automate/3389' },
  { fault: 'outside reaches MySQL', plant: open('automate', 3306), finds: 'ports-minimal.tcp/automate/3306' },
  { fault: 'outside reaches SMB', plant: open('automate', 445), finds: 'ports-minimal.tcp/automate/445' },
  {
    fault: 'outside reaches RDP of ScreenConnect',
    plant: open('screenconnect', 3389),
    finds: 'ports-minimal.tcp/screenconnect/3389',
  },
  { fault: 'outside reaches 8040', plant: open('screenconnect', 8040), finds: 'ports-minimal.tcp/screenconnect/8040' },
  {
    fault: 'outside reaches the Solution Center',
    plant: open('automate', 8484),
    finds: 'control-center-restricted.solution-center/automate/8484',
    also: ['ports-minimal.tcp/automate/8484'],
  },
  {
    fault: 'plain HTTP without a way to https',
    plant: both(
      open('automate', 80),
      added(
        seen(
          'automate',
          'outside.http',
          { url: 'http://automate.muster-msp.de/', status: 200, headers: {} },
          { vantage: fromInternet, source: 'http://automate.muster-msp.de/' },
        ),
      ),
    ),
    finds: 'ports-minimal.plain-http/automate/80',
  },
  {
    fault: '443 of Automate is shut',
    plant: shut('automate', 443, from('internet', 'DE')),
    finds: 'ports-minimal.expected-open/automate/443',
  },
  {
    fault: 'the relay is shut',
    plant: shut('screenconnect', 8041, from('internet', 'DE')),
    finds: 'ports-minimal.expected-open/screenconnect/8041',
  },
  {
    fault: 'UDP 75 is shut',
    plant: changed('outside.heartbeat', { answer: 'closed' }, from('internet', 'DE')),
    finds: 'ports-minimal.heartbeat/automate',
  },
  {
    fault: 'a port is open outside that nobody listens at',
    plant: open('automate', 23, from('main-network')),
    finds: 'ports-minimal.witnesses-agree/automate/23',
    also: ['isolated-network.segment/automate'],
  },
  {
    fault: 'the main network reaches RDP of Automate',
    plant: open('automate', 3389, from('main-network')),
    finds: 'isolated-network.management-ports/automate/3389',
    also: ['ports-minimal.witnesses-agree/automate/3389', 'isolated-network.segment/automate'],
  },
  {
    fault: 'the main network reaches SMB of ScreenConnect',
    plant: open('screenconnect', 445, from('main-network')),
    finds: 'isolated-network.management-ports/screenconnect/445',
    also: ['ports-minimal.witnesses-agree/screenconnect/445', 'isolated-network.segment/screenconnect'],
  },
  {
    fault: 'the main network reaches WinRM of ScreenConnect',
    plant: open('screenconnect', 5985, from('main-network')),
    finds: 'isolated-network.management-ports/screenconnect/5985',
    also: ['ports-minimal.witnesses-agree/screenconnect/5985', 'isolated-network.segment/screenconnect'],
  },
  {
    fault: 'Brazil reaches Automate',
    plant: open('automate', 443, abroad),
    finds: 'geoblocking.foreign-refused/automate/443',
  },
  {
    fault: 'Brazil reaches the guests’ page',
    plant: open('screenconnect', 443, abroad),
    finds: 'geoblocking.foreign-refused/screenconnect/443',
  },
  {
    fault: 'Brazil reaches the heartbeat',
    plant: changed('outside.heartbeat', { answer: 'answered' }, abroad),
    finds: 'geoblocking.foreign-refused/automate/automate.heartbeat',
  },
  {
    fault: 'Brazil is served agent.aspx',
    plant: added(...areaPaths('automate.agents', 'answered', { vantage: fromAbroad })),
    finds: 'geoblocking.foreign-refused/automate/automate.agents',
  },

  {
    fault: 'cwa answers the internet',
    plant: answersAt('/cwa/'),
    finds: 'control-center-restricted.technician-areas/automate//cwa/',
    also: ['control-center-restricted.witnesses-agree/automate//cwa/'],
  },
  {
    fault: 'the REST API answers the internet',
    plant: answersAt('/cwa/api/v1/DatabaseServerTime'),
    finds: 'control-center-restricted.technician-areas/automate//cwa/api/v1/DatabaseServerTime',
    also: ['control-center-restricted.witnesses-agree/automate//cwa/api/v1/DatabaseServerTime'],
  },
  {
    fault: 'the Web Control Center answers the internet',
    plant: answersAt('/WCC2/'),
    finds: 'control-center-restricted.technician-areas/automate//WCC2/',
    also: ['control-center-restricted.witnesses-agree/automate//WCC2/'],
  },
  {
    fault: 'the old Control Center answers the internet',
    plant: answersAt('/LegacyCCASMX/'),
    finds: 'control-center-restricted.technician-areas/automate//LegacyCCASMX/',
  },
  {
    fault: 'agents are refused',
    plant: answers('automate.agents', 'refused'),
    finds: 'control-center-restricted.agents-reachable/automate//LabTech/agent.aspx',
  },
  {
    fault: 'the sign-in of ScreenConnect answers the internet',
    plant: answersAt('/Login'),
    finds: 'screenconnect-ip-lists.enforced/screenconnect//Login',
  },
  {
    fault: 'the host page answers the internet',
    plant: answersAt('/Host'),
    finds: 'screenconnect-ip-lists.enforced/screenconnect//Host',
  },
  {
    fault: 'the administration answers the internet',
    plant: answersAt('/Administration'),
    finds: 'screenconnect-ip-lists.enforced/screenconnect//Administration',
  },
  {
    fault: 'an extension answers the internet',
    plant: answersAt('/App_Extensions/fc234f0e-2e8e-4a1f-b977-ba41b14031f7/Service.ashx'),
    finds:
      'screenconnect-ip-lists.enforced/screenconnect//App_Extensions/fc234f0e-2e8e-4a1f-b977-ba41b14031f7/Service.ashx',
    also: ['screenconnect-ip-lists.native/screenconnect/App_Extensions'],
  },
  {
    fault: 'the setup wizard is open',
    plant: changed('outside.setup-wizard', { answer: 'open', status: 200 }),
    finds: 'screenconnect-current.setup-closed/screenconnect',
    also: ['screenconnect-ip-lists.native/screenconnect/SetupWizard.aspx'],
  },

  {
    fault: 'certificate expired',
    plant: certificate('automate', { validTo: '2026-11-20T00:00:00.000Z' }),
    finds: 'reverse-proxy.certificate/automate/expired',
  },
  {
    fault: 'certificate expires in a week',
    plant: certificate('automate', { validTo: '2026-11-30T00:00:00.000Z' }),
    finds: 'reverse-proxy.certificate/automate/expiring',
  },
  {
    fault: 'certificate of another name',
    plant: certificate('screenconnect', { matchesHost: false, names: ['mail.muster-msp.de'] }),
    finds: 'reverse-proxy.certificate/screenconnect/wrong-name',
  },
  {
    fault: 'certificate signed by itself',
    plant: certificate('screenconnect', { selfSigned: true, trusted: false, distrust: 'DEPTH_ZERO_SELF_SIGNED_CERT' }),
    finds: 'reverse-proxy.certificate/screenconnect/self-signed',
  },
  {
    fault: 'certificate of an unknown authority',
    plant: certificate('automate', { trusted: false, distrust: 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY' }),
    finds: 'reverse-proxy.certificate/automate/untrusted',
  },
  {
    fault: 'certificate with a short key',
    plant: certificate('automate', { key: { type: 'rsa', bits: 1024 } }),
    finds: 'reverse-proxy.certificate/automate/weak-key',
  },
  {
    fault: 'TLS 1.0 at Automate',
    plant: versions('automate', { TLSv1: 'offered' }),
    finds: 'reverse-proxy.tls-versions/automate/TLSv1',
  },
  {
    fault: 'TLS 1.1 at ScreenConnect',
    plant: versions('screenconnect', { 'TLSv1.1': 'offered' }),
    finds: 'reverse-proxy.tls-versions/screenconnect/TLSv1.1',
  },
  {
    fault: 'no TLS 1.2',
    plant: versions('automate', { 'TLSv1.2': 'refused' }),
    finds: 'reverse-proxy.tls-versions/automate/TLSv1.2',
  },
  {
    fault: 'no TLS 1.3',
    plant: versions('automate', { 'TLSv1.3': 'refused' }),
    finds: 'reverse-proxy.tls-versions/automate/TLSv1.3',
  },
  {
    fault: 'no proxy in front of Automate',
    plant: changed('outside.terminator', { terminator: 'http.sys' }, of('automate')),
    finds: 'reverse-proxy.in-front/automate',
  },
  {
    fault: 'no proxy in front of ScreenConnect',
    plant: changed('outside.terminator', { terminator: 'http.sys' }, of('screenconnect')),
    finds: 'reverse-proxy.in-front/screenconnect',
  },
  {
    fault: 'Windows offers what its registry switched off',
    plant: both(
      changed('outside.terminator', { terminator: 'http.sys' }, of('automate')),
      versions('automate', { TLSv1: 'offered' }),
    ),
    finds: 'reverse-proxy.witnesses-agree/automate/TLSv1',
    also: ['reverse-proxy.in-front/automate', 'reverse-proxy.tls-versions/automate/TLSv1'],
  },
  {
    fault: 'the internet goes round the proxy',
    plant: changed('outside.origin', { answer: 'open', product: true }, of('automate', from('internet'))),
    finds: 'reverse-proxy.origin-direct/automate/internet',
  },
  {
    fault: 'the main network goes round the proxy',
    plant: changed('outside.origin', { answer: 'open', product: true }, of('screenconnect', from('main-network'))),
    finds: 'reverse-proxy.origin-direct/screenconnect/main-network',
  },
  {
    fault: 'IIS tells its version',
    plant: header('automate', { server: 'Microsoft-IIS/10.0' }),
    finds: 'reverse-proxy.product-banner/automate/server',
  },
  {
    fault: 'ASP.NET tells its version',
    plant: header('automate', { 'x-aspnet-version': '4.0.30319' }),
    finds: 'reverse-proxy.product-banner/automate/x-aspnet-version',
  },
  {
    fault: 'ScreenConnect tells its version',
    plant: header('screenconnect', { server: 'ScreenConnect/26.6.5.9742-123 Microsoft-HTTPAPI/2.0' }),
    finds: 'reverse-proxy.product-banner/screenconnect/server',
  },
  {
    fault: 'IIS restricts cwa, but cwa answers',
    plant: answersAt('/cwa/'),
    finds: 'control-center-restricted.witnesses-agree/automate//cwa/',
    also: ['control-center-restricted.technician-areas/automate//cwa/'],
  },
]
