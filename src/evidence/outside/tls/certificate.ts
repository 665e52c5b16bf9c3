import type { CertificateFact } from '../facts.ts'
import { printable } from '../probe.ts'

/** What a certificate says, as OpenSSL writes it. */
export interface ReadCertificate {
  readonly subject: string | undefined
  readonly issuer: string | undefined
  readonly subjectAltName: string | undefined
  readonly validFrom: Date
  readonly validTo: Date
  readonly key: { readonly type: string; readonly bits: number }
  readonly selfSigned: boolean
  readonly matchesHost: boolean
  /** OpenSSL's code for why the chain is not trusted; absent if it is. */
  readonly distrust: string | undefined
}

/** A server may put what it likes into its certificate; of that only short, printable text is kept. */
export function certificateFact(read: ReadCertificate): CertificateFact {
  const { subject, issuer, subjectAltName, validFrom, validTo, key, selfSigned, matchesHost, distrust } = read
  return {
    subject: oneLine(subject),
    issuer: oneLine(issuer),
    names: namesIn(subjectAltName ?? ''),
    validFrom: isoTime(validFrom),
    validTo: isoTime(validTo),
    key,
    selfSigned,
    matchesHost,
    trusted: distrust === undefined,
    ...(distrust === undefined ? {} : { distrust: printable(distrust, longestName) }),
  }
}

const mostNames = 100
const longestName = 253

/** `DNS:a.example, IP Address:192.0.2.1` as plain names; a quoted entry holds characters that no name may have. */
function namesIn(subjectAltName: string): readonly string[] {
  const entries = subjectAltName.slice(0, mostNames * (longestName + 16)).split(', ')
  const names = entries.flatMap((entry) => /^(?:DNS|IP Address):([^"]+)$/.exec(entry)?.[1] ?? [])
  return names.slice(0, mostNames).map((name) => printable(name, longestName))
}

function oneLine(name: string | undefined): string {
  return printable((name ?? '').replaceAll('\n', ', '), 300)
}

function isoTime(date: Date): string {
  return Number.isNaN(date.getTime()) ? '' : date.toISOString()
}
