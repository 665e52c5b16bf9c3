import { joined, say, type Text } from '../../model/text.ts'
import type { CheckedCertificate } from './certificate-check.ts'
import type { CertificateSource } from './certificate-file.ts'
import type { Notice } from './notice.ts'

/** New files that cannot be used; `before` is the certificate that goes on being served. */
export function badFiles(source: CertificateSource, problem: Text, before: CheckedCertificate | undefined): Notice {
  const hosts = before?.hosts ?? source.hosts
  const rest = before
    ? say(
        `Das bisherige Zertifikat für ${hosts.join(', ')} gilt weiter, bis ${dayOf(before)}.`,
        `The certificate for ${hosts.join(', ')} that was there stays in use, until ${dayOf(before)}.`,
      )
    : say(
        'Bis dahin werden Verbindungen zu diesen Namen abgewiesen.',
        'Until then connections to these names are refused.',
      )
  const place = say(`${source.certificate}:`, `${source.certificate}:`)
  return { severity: 'error', hosts, text: joined([place, problem, rest]) }
}

/** A new certificate took the place of an old one. */
export function renewed(certificate: CheckedCertificate): Notice {
  const { hosts } = certificate
  const text = say(
    `Ein neues Zertifikat für ${hosts.join(', ')} ist in Gebrauch, bis ${dayOf(certificate)}. Offene Verbindungen bleiben.`,
    `A new certificate for ${hosts.join(', ')} is in use, until ${dayOf(certificate)}. Open connections stay.`,
  )
  return { severity: 'info', hosts, text }
}

/** A certificate was ordered and came. */
export function fetchedCertificate(host: string): Notice {
  const text = say(`Ein neues Zertifikat für ${host} ist da.`, `A new certificate for ${host} has come.`)
  return { severity: 'info', hosts: [host], text }
}

/** A certificate without those of its issuers: browsers may fetch them, agents do not. */
export function withoutIssuers({ hosts }: CheckedCertificate): Notice {
  const text = say(
    `In der Datei des Zertifikats für ${hosts.join(', ')} fehlen die seiner Aussteller. Manche Agenten lehnen es so ab; legen Sie die ganze Kette ab (oft "fullchain.pem").`,
    `The file of the certificate for ${hosts.join(', ')} lacks those of its issuers. Some agents refuse it like that; put the whole chain there (often "fullchain.pem").`,
  )
  return { severity: 'warning', hosts, text }
}

/** Names of the site that nobody can reach over TLS. */
export function hostsWithout(hosts: readonly string[]): Notice {
  const text = say(
    `Für ${hosts.join(', ')} gibt es kein Zertifikat: Verbindungen dorthin werden abgewiesen. Nennen Sie eines unter gateway.tls.certificates, oder richten Sie gateway.tls.acme ein.`,
    `There is no certificate for ${hosts.join(', ')}: connections to it are refused. Name one under gateway.tls.certificates, or set up gateway.tls.acme.`,
  )
  return { severity: 'error', hosts, text }
}

/** Nobody trusts a certificate that signed itself. */
export function signedItself(hosts: readonly string[]): Notice {
  const text = say(
    `Für ${hosts.join(', ')} dient ein selbst unterschriebenes Zertifikat, dem niemand vertraut. Es ist nur zum Ausprobieren; nennen Sie ein richtiges unter gateway.tls.`,
    `A self-signed certificate that nobody trusts serves ${hosts.join(', ')}. It is for trying out only; name a real one under gateway.tls.`,
  )
  return { severity: 'warning', hosts, text }
}

function dayOf({ notAfter }: CheckedCertificate): string {
  return new Date(notAfter).toISOString().slice(0, 10)
}
