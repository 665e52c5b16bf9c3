import { type Language, say } from '../model/text.ts'
import { group, line, list } from './entry.ts'
import {
  type AcmeSettings,
  acmeChallenges,
  type CertificateFiles,
  type GatewaySettings,
  usualDirectory,
} from './gateway-settings.ts'
import type { Entry } from './outline.ts'
import type { YamlValue } from './yaml-value.ts'

/** The block `gateway` as it holds. */
export function gatewayEntry({ tls }: GatewaySettings, language: Language): Entry {
  return group('gateway', [
    group('tls', [
      line('profile', tls.profile, 'modern'),
      list('certificates', tls.certificates.map(certificateItem)),
      acmeEntry(tls.acme, language),
    ]),
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
