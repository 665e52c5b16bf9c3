import type { CertificateFact } from '../evidence/outside/facts.ts'
import type { Severity } from '../model/outcome.ts'
import { say, type Text } from '../model/text.ts'
import { quotation } from './quotation.ts'

const dayMs = 86_400_000

export interface CertificateProblem {
  /** Keeps the problem apart across runs, such as `expired`. */
  readonly name: string
  readonly severity: Severity
  readonly text: Text
}

/** Everything that is wrong with a certificate at one moment (`now`: milliseconds since 1970). */
export function certificateProblems(
  certificate: CertificateFact,
  expected: { readonly host: string; readonly now: number },
): readonly CertificateProblem[] {
  const problems = [
    validity(certificate, expected.now),
    certificate.matchesHost ? undefined : wrongName(certificate, expected.host),
    trust(certificate),
    strength(certificate),
  ]
  return problems.flatMap((problem) => (problem ? [problem] : []))
}

/**
 * A warning comes 30 and 14 days ahead. Certificates with a short life are renewed later, so at most a third and a
 * sixth of the life counts.
 */
function validity({ validFrom, validTo }: CertificateFact, now: number): CertificateProblem | undefined {
  const [from, to] = [Date.parse(validFrom), Date.parse(validTo)]
  const [begins, ends] = [validFrom.slice(0, 10), validTo.slice(0, 10)]
  if (Number.isNaN(from) || Number.isNaN(to)) return
  if (now < from)
    return {
      name: 'not-yet-valid',
      severity: 'high',
      text: say(`Das Zertifikat gilt erst ab ${begins}.`, `The certificate is valid only from ${begins} on.`),
    }
  if (now >= to)
    return {
      name: 'expired',
      severity: 'high',
      text: say(`Das Zertifikat ist am ${ends} abgelaufen.`, `The certificate expired on ${ends}.`),
    }
  const [left, life] = [to - now, to - from]
  if (left > Math.min(30 * dayMs, life / 3)) return
  const days = Math.floor(left / dayMs)
  return {
    name: 'expiring',
    severity: left > Math.min(14 * dayMs, life / 6) ? 'low' : 'medium',
    text: say(
      `Das Zertifikat läuft in ${days} Tagen ab (am ${ends}).`,
      `The certificate expires in ${days} days (on ${ends}).`,
    ),
  }
}

function wrongName({ names }: CertificateFact, host: string): CertificateProblem {
  const shown = names.slice(0, 5).map(quotation).join(', ')
  return {
    name: 'wrong-name',
    severity: 'high',
    text: say(
      `Das Zertifikat gilt nicht für ${host}, sondern für: ${shown || 'keinen Namen'}.`,
      `The certificate is not valid for ${host} but for: ${shown || 'no name'}.`,
    ),
  }
}

/** OpenSSL's words for a chain that fails only because of a date; the date is a problem of its own. */
const dateWords: readonly string[] = ['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID']

function trust({ selfSigned, trusted, distrust, issuer }: CertificateFact): CertificateProblem | undefined {
  if (trusted || (distrust !== undefined && dateWords.includes(distrust) && !selfSigned)) return
  if (selfSigned)
    return {
      name: 'self-signed',
      severity: 'high',
      text: say(
        'Das Zertifikat hat sich selbst unterschrieben; niemand kann es von einer Fälschung unterscheiden.',
        'The certificate signed itself; nobody can tell it from a forgery.',
      ),
    }
  const word = distrust === undefined ? '' : ` (${quotation(distrust)})`
  const by = quotation(issuer)
  return {
    name: 'untrusted',
    severity: 'high',
    text: say(
      `Das Zertifikat von „${by}“ führt zu keiner vertrauten Stelle${word}; fehlt ein Zwischenzertifikat, oder ist es eine eigene Stelle?`,
      `The certificate by "${by}" leads to no trusted authority${word}; is an intermediate certificate missing, or is it an authority of your own?`,
    ),
  }
}

/** Below 112 bits of strength: RSA and DSA under 2048 bits, elliptic curves under 224 (NIST SP 800-57, part 1). */
function strength({ key }: CertificateFact): CertificateProblem | undefined {
  const least: Readonly<Record<string, number>> = { rsa: 2048, 'rsa-pss': 2048, dsa: 2048, ec: 224 }
  const wanted = least[key.type.toLowerCase()]
  if (wanted === undefined || key.bits >= wanted) return
  const shown = `${quotation(key.type).toUpperCase()} ${key.bits}`
  return {
    name: 'weak-key',
    severity: 'medium',
    text: say(
      `Der Schlüssel des Zertifikats ist zu kurz: ${shown} Bit, nötig sind ${wanted}.`,
      `The certificate's key is too short: ${shown} bit, ${wanted} are needed.`,
    ),
  }
}
