import { say } from '../model/text.ts'
import type { Contradiction } from './contradiction.ts'
import {
  type CertificateFiles,
  type ConnectionSettings,
  type GatewaySettings,
  type ListenSettings,
  usualHttpsPort,
} from './gateway-settings.ts'

/** Nobody agrees to a contract by leaving a line out. */
export function termsNotAgreed(agreed: boolean): readonly Contradiction[] {
  if (agreed) return []
  const message = say(
    'Ohne Zustimmung zu den Nutzungsbedingungen stellt keine Zertifizierungsstelle ein Zertifikat aus. Lesen Sie sie, und schreiben Sie agreeTerms: true, oder löschen Sie acme.',
    'No authority issues a certificate without agreement to its terms of service. Read them and write agreeTerms: true, or delete acme.',
  )
  return [{ path: [], at: 'value', message }]
}

/** A name with two certificates would get one of them by chance. */
export function certificateTwice(certificates: readonly CertificateFiles[]): readonly Contradiction[] {
  const seen = new Set<string>()
  return certificates.flatMap(({ hosts }, index) =>
    hosts.flatMap((host, position): Contradiction[] => {
      if (!seen.has(host)) {
        seen.add(host)
        return []
      }
      const message = say(
        `Für ${host} ist schon weiter oben ein Zertifikat genannt. Behalten Sie eine der beiden Angaben.`,
        `A certificate for ${host} is already named further up. Keep one of the two.`,
      )
      return [{ path: [index, 'hosts', position], at: 'value', message }]
    }),
  )
}

/** Both are TCP. The heartbeat is UDP and may have the number of either. */
export function oneTcpPort({ https, http }: PortsAsWritten): readonly Contradiction[] {
  if (http !== https) return []
  const message = say(
    `https und http stehen beide auf TCP-Port ${https}; dort kann nur eines von beiden lauschen. Geben Sie einem einen anderen Port, üblich sind 443 und 80, oder schreiben Sie http: false.`,
    `https and http both are TCP port ${https}; only one of them can listen there. Give one another port, usual are 443 and 80, or write http: false.`,
  )
  // The usual one may not be in the file at all, so the other one is told.
  return [{ path: [https === usualHttpsPort ? 'http' : 'https'], at: 'value', message }]
}

type PortsAsWritten = Pick<ListenSettings, 'https'> & { readonly http: number | false }

/** More would be no limit. */
export function morePerSource({ total, perSource }: ConnectionSettings): readonly Contradiction[] {
  if (perSource <= total) return []
  const message = say(
    `perSource (${perSource}) ist größer als total (${total}): Eine einzige Quelle könnte alle Verbindungen belegen. Senken Sie perSource, oder erhöhen Sie total.`,
    `perSource (${perSource}) is greater than total (${total}): one single source could take every connection. Lower perSource or raise total.`,
  )
  return [{ path: ['perSource'], at: 'value', message }]
}

/** The authority asks at port 80 (RFC 8555, section 8.3). */
export function challengeWithoutPort({ listen, tls }: GatewaySettings): readonly Contradiction[] {
  if (listen.http !== undefined || !tls.acme || tls.acme.challenges.some((challenge) => challenge !== 'http-01'))
    return []
  const message = say(
    'http-01 braucht unverschlüsseltes HTTP, aber unter listen steht http: false; so käme nie ein Zertifikat. Nehmen Sie tls-alpn-01 hinzu, oder geben Sie http einen Port.',
    'http-01 needs unencrypted HTTP, but under listen stands http: false; no certificate would ever come. Add tls-alpn-01, or give http a port.',
  )
  return [{ path: ['tls', 'acme', 'challenges'], at: 'value', message }]
}
