import { say } from '../../model/text.ts'
import type { CheckedCertificate } from './certificate-check.ts'
import type { Notice } from './notice.ts'

const dayInMs = 86_400_000

/** Days ahead of the end at which the operator is told; 0 is the end itself. */
const warnings = [30, 14, 7, 3, 1, 0]

/** Before that part of its life is left nothing is late: certificates are renewed at a third. */
const late = 0.3

/** Tells of each certificate's end ahead of time, once at each step however often it is asked. */
export class ExpiryClock {
  readonly #told = new Map<string, number>()

  /** What is to be told at `now` (milliseconds since 1970). A new certificate begins anew. */
  notices(certificates: readonly CheckedCertificate[], now: number): readonly Notice[] {
    return certificates.flatMap((certificate) => {
      const days = daysLeft(certificate, now)
      const life = certificate.notAfter - certificate.notBefore
      const step = warnings.findLast((warning) => days <= warning && warning * dayInMs <= late * life)
      const identity = `${certificate.notAfter} ${certificate.hosts.join(' ')}`
      if (step === undefined || step >= (this.#told.get(identity) ?? Number.POSITIVE_INFINITY)) return []
      this.#told.set(identity, step)
      return [notice(certificate, days)]
    })
  }
}

/** Whole days until a certificate ends, at least 0. */
function daysLeft({ notAfter }: CheckedCertificate, now: number): number {
  return Math.max(0, Math.floor((notAfter - now) / dayInMs))
}

function notice({ hosts, notAfter }: CheckedCertificate, days: number): Notice {
  const names = hosts.join(', ')
  const day = new Date(notAfter).toISOString().slice(0, 10)
  const text =
    days === 0
      ? say(
          `Das Zertifikat für ${names} endet am ${day}: Danach verbinden sich Agenten nicht mehr. Legen Sie heute ein neues ab.`,
          `The certificate for ${names} ends on ${day}: agents will not connect any more after it. Put a new one there today.`,
        )
      : say(
          `Das Zertifikat für ${names} endet in ${days} Tagen, am ${day}. Legen Sie vorher ein neues ab.`,
          `The certificate for ${names} ends in ${days} days, on ${day}. Put a new one there before.`,
        )
  return { severity: days <= 7 ? 'error' : 'warning', hosts, text }
}
