import { say } from '../model/text.ts'
import type { Contradiction } from './contradiction.ts'
import type { AcmeChallenge, CertificateFiles } from './gateway-settings.ts'

/** Nobody agrees to a contract by leaving a line out. */
export function termsNotAgreed(agreed: boolean): readonly Contradiction[] {
  if (agreed) return []
  const message = say(
    'Ohne Zustimmung zu den Nutzungsbedingungen stellt keine Zertifizierungsstelle ein Zertifikat aus. Lesen Sie sie, und schreiben Sie agreeTerms: true, oder löschen Sie acme.',
    'No authority issues a certificate without agreement to its terms of service. Read them and write agreeTerms: true, or delete acme.',
  )
  return [{ path: [], at: 'value', message }]
}

export function challengeTwice(challenges: readonly AcmeChallenge[]): readonly Contradiction[] {
  return challenges.flatMap((challenge, index): Contradiction[] => {
    if (challenges.indexOf(challenge) === index) return []
    const message = say(
      `${challenge} steht schon weiter vorn in der Liste. Löschen Sie eine der beiden Angaben.`,
      `${challenge} already stands further up in the list. Delete one of the two.`,
    )
    return [{ path: [index], at: 'value', message }]
  })
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
