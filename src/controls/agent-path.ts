import type { PathFact } from '../evidence/outside/facts.ts'
import type { Seen } from '../model/evidence.ts'
import { say, type Text } from '../model/text.ts'
import type { Admit } from '../policy/intent.ts'
import { admitsCountry } from './admitted-country.ts'
import { quotation } from './quotation.ts'
import { vantageOf } from './vantage-evidence.ts'
import type { WebLook } from './web-look.ts'

/** How a path that agents need answered, with everything else that the same vantage saw. */
export interface Asked {
  readonly look: WebLook
  readonly path: Seen<PathFact>
}

/** Refused although the country is admitted, while the same address answered another request. */
export function isLost({ look, path }: Asked, countries: Admit['countries']): boolean {
  const siteAnswers = look.isProduct || look.paths.some(({ value }) => value.answer === 'answered')
  return (
    path.value.answer === 'refused' &&
    look.stranger === undefined &&
    siteAnswers &&
    admitsCountry(countries, vantageOf(path)) === 'yes'
  )
}

/** Why an answer neither shows that agents get through nor that they are shut out. */
export function whyUnsettled({ path }: Asked, countries: Admit['countries']): Text {
  const { answer, path: name, status } = path.value
  const shown = quotation(name)
  if (answer === 'failing')
    return say(
      `${shown} meldet einen Serverfehler (HTTP ${status ?? '5xx'}); ob Agenten durchkommen, ist offen.`,
      `${shown} reports a server fault (HTTP ${status ?? '5xx'}); whether agents get through is open.`,
    )
  const admitted = admitsCountry(countries, vantageOf(path))
  if (admitted === 'no')
    return say(
      `${shown} wurde nur aus einem Land abgewiesen, das die Richtlinie nicht zulässt; das ist gewollt. Sehen Sie aus einem erlaubten Land nach.`,
      `${shown} was refused only to a country that the policy does not admit; that is wanted. Look from an admitted country.`,
    )
  if (admitted === 'unstated')
    return say(
      `${shown} wurde abgewiesen, aber das Land des Beobachters ist nicht angegeben; es kann am Geoblocking liegen. Nennen Sie es mit --country.`,
      `${shown} was refused, but the country of the observer is not stated; it may be geoblocking. Name it with --country.`,
    )
  return say(
    `${shown} wurde abgewiesen, aber auch sonst antwortet dort nichts.`,
    `${shown} was refused, but nothing else answers there either.`,
  )
}
