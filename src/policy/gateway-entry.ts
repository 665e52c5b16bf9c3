import { formatAddress, formatPrefix } from '../model/address.ts'
import { serverKinds } from '../model/server.ts'
import { type Language, say } from '../model/text.ts'
import { group, line, list } from './entry.ts'
import {
  type AcmeSettings,
  acmeChallenges,
  type CertificateFiles,
  type GatewaySettings,
  type ListenSettings,
  type OpenedArea,
  usualDirectory,
  usualHttpsPort,
} from './gateway-settings.ts'
import { formatTechnicianNetwork } from './network.ts'
import type { Entry } from './outline.ts'
import type { YamlValue } from './yaml-value.ts'

/** The block `gateway` as it holds. */
export function gatewayEntry(settings: GatewaySettings, language: Language): Entry {
  const { proxies, monitors, blocked, blockLists, opened, observe, relayProxyProtocol, connections, retention } =
    settings
  return group('gateway', [
    listenEntry(settings.listen),
    group('proxies', [
      line('networks', proxies.networks.map(formatPrefix), []),
      line('tell', proxies.tell, 'proxy-protocol'),
    ]),
    line('monitors', monitors.map(formatTechnicianNetwork), []),
    line('blocked', blocked.map(formatPrefix), []),
    list(
      'blockLists',
      blockLists.map(({ name, file }) => ({ name, file })),
    ),
    list('opened', opened.map(openedItem)),
    line('observe', observe, []),
    originCertificatesEntry(settings, language),
    line('relayProxyProtocol', relayProxyProtocol, 'none'),
    group('connections', [line('total', connections.total, 20_000), line('perSource', connections.perSource, 2_048)]),
    group('retention', [line('refusals', retention.refusals, 90), line('traffic', retention.traffic, 30)]),
    tlsEntry(settings, language),
  ])
}

function openedItem({ area, address, until }: OpenedArea): YamlValue {
  return { area, address: formatAddress(address), until: until.text }
}

function listenEntry({ addresses, https, http, plain, heartbeat }: ListenSettings): Entry {
  return group('listen', [
    line('addresses', addresses.map(formatAddress), []),
    line('https', https, usualHttpsPort),
    line('http', http ?? false, 80),
    line('plain', plain, 'redirect'),
    line('heartbeat', heartbeat, 75),
  ])
}

function originCertificatesEntry({ originCertificates }: GatewaySettings, language: Language): Entry {
  const files = serverKinds.flatMap((kind) => {
    const file = originCertificates[kind]
    return file === undefined ? [] : [line(kind, file)]
  })
  if (files.length > 0) return group('originCertificates', files)
  const value = say('die Zertifizierungsstellen des Systems', "the system's authorities")[language]
  return { key: 'originCertificates', given: false, value }
}

function tlsEntry({ tls }: GatewaySettings, language: Language): Entry {
  return group('tls', [
    line('profile', tls.profile, 'modern'),
    list('certificates', tls.certificates.map(certificateItem)),
    acmeEntry(tls.acme, language),
  ])
}

function certificateItem({ hosts, certificate, key }: CertificateFiles): YamlValue {
  return { ...(hosts.length > 0 && { hosts }), certificate, key }
}

function acmeEntry(acme: AcmeSettings | undefined, language: Language): Entry {
  if (!acme) return { key: 'acme', given: false, value: say('wird nicht benutzt', 'is not used')[language] }
  return group('acme', [
    line('directory', acme.directory, usualDirectory),
    line('email', acme.email),
    line('agreeTerms', acme.agreeTerms),
    line('challenges', acme.challenges, acmeChallenges),
  ])
}
