import type { Attempts } from './acme-state.ts'
import type { CheckedCertificate } from './certificate-check.ts'

const minute = 60_000
const day = 1_440 * minute

/**
 * When to order a certificate, in milliseconds since 1970: at two thirds of the life of the one there is, or at once
 * if there is none, but never before the next attempt is allowed. `random` lies in [0, 1) and is drawn once for each
 * certificate; it spreads renewals over the twentieth of the life before, so that many gateways do not ask at the
 * same moment.
 */
export function renewalAt(
  certificate: CheckedCertificate | undefined,
  attempts: Attempts | undefined,
  random: number,
): number {
  return Math.max(attempts?.notBefore ?? 0, certificate ? usualRenewal(certificate, random) : 0)
}

function usualRenewal({ notBefore, notAfter }: CheckedCertificate, random: number): number {
  const life = notAfter - notBefore
  return notBefore + life * (2 / 3 - random / 20)
}

/**
 * The attempts after one more that failed at `now`: the next one is allowed after 2, 6, 18, 54 … minutes, at most a
 * day, or when the authority says, whichever is later; a quarter more or less by chance. Four attempts in the first
 * hour stay below the five failures that Let's Encrypt allows for a name in an hour.
 */
export function afterFailure(
  attempts: Attempts | undefined,
  { now, retryAfter, random }: { readonly now: number; readonly retryAfter: number; readonly random: number },
): Attempts {
  const failures = (attempts?.failures ?? 0) + 1
  const pause = Math.min(day, 2 * minute * 3 ** (failures - 1)) * (0.75 + random / 2)
  return { failures, notBefore: now + Math.max(pause, Math.min(retryAfter, 7 * day)) }
}
