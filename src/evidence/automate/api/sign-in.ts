import { isObject } from '../../shape.ts'
import type { AutomateAuthenticationFact } from '../facts.ts'
import { entriesIn, filledText, flagOf, instantOf } from '../told.ts'

/** What the server says to a name and a password (automate.md §1.5). */
export interface SignInAnswer {
  /** Empty where a second factor is wanted first. */
  readonly token: string
  readonly secondFactorWanted: boolean
  /** Milliseconds since 1970. */
  readonly expires: number | undefined
  readonly expiresAtLast: number | undefined
}

/** Reads the answer to `POST /apitoken`; undefined if it is none. */
export function signInAnswer(answer: unknown): SignInAnswer | undefined {
  if (!isObject(answer)) return
  const token = answer['AccessToken'] ?? ''
  // A token that does not fit into a header was not meant as one.
  if (typeof token !== 'string' || !/^[\x21-\x7e]{0,8192}$/.test(token)) return
  const secondFactorWanted = [answer['IsTwoFactorRequired'], answer['IsInternalTwoFactorRequired']].includes(true)
  if (token === '' && !secondFactorWanted) return
  return {
    token,
    secondFactorWanted,
    expires: timeOf(answer['ExpirationDate']),
    expiresAtLast: timeOf(answer['AbsoluteExpirationDate']),
  }
}

/** The ways to sign in that the server names to whoever asks: `GET /APIToken`. Null if it names none. */
export function signInServices(answer: unknown): AutomateAuthenticationFact['services'] {
  const services = isObject(answer) ? entriesIn(answer['Services']) : undefined
  return (
    services?.slice(0, 100).map((service) => ({
      name: filledText(service['ServiceName']) ?? filledText(service['Name']) ?? '?',
      enabled: flagOf(service['IsEnabled']),
      localLogin: flagOf(service['IsLocalLoginEnabled']),
    })) ?? null
  )
}

/** Whole minutes from one moment to another; null where the server's time cannot be right. */
export function minutesUntil(then: number | undefined, now: number): number | null {
  if (then === undefined || then < now) return null
  return Math.min(Math.round((then - now) / 60_000), 100_000_000)
}

function timeOf(given: unknown): number | undefined {
  const instant = instantOf(given)
  return instant === null ? undefined : Date.parse(instant)
}
