import { type Evidence, isSeen } from '../model/evidence.ts'
import { say, type Text } from '../model/text.ts'
import type { Judgement } from './control.ts'
import { quotation } from './quotation.ts'
import { fromPlace, vantageOf, whence } from './vantage-evidence.ts'

type DecidingPlace = 'internet' | 'main-network'

const lookFrom: Readonly<Record<DecidingPlace, Text>> = {
  internet: say(
    'Sehen Sie aus einem fremden Netz nach, zum Beispiel über einen Mobilfunkanschluss: bollwerk assess --from internet --country DE (mit dem Land dieses Anschlusses).',
    'Look from a foreign network, for example over a mobile connection: bollwerk assess --from internet --country DE (with the country of that connection).',
  ),
  'main-network': say(
    'Sehen Sie aus dem Büronetz nach: bollwerk assess --from main-network.',
    'Look from the office network: bollwerk assess --from main-network.',
  ),
}

/**
 * The answer where the evidence does not come from the place that decides, or shows nothing from there. It names why
 * and what would answer the question. `evidence` is everything that is known of the facts in question.
 */
export function notSettledFrom(place: DecidingPlace, evidence: readonly Evidence[]): Judgement {
  const there = fromPlace(evidence, place)
  const why = there.length > 0 ? nothingSeen(there) : wrongPlace(evidence)
  const hint = lookFrom[place]
  return {
    outcome: 'unknown',
    detail: say(`${why.de} ${hint.de}`, `${why.en} ${hint.en}`),
    evidence: there.length > 0 ? there : evidence,
  }
}

/** An `unknown` with its reason. */
export function unknownBecause(detail: Text, evidence: readonly Evidence[]): Judgement {
  return { outcome: 'unknown', detail, evidence }
}

export function notApplicable(detail: Text, evidence: readonly Evidence[] = []): Judgement {
  return { outcome: 'not-applicable', detail, evidence }
}

function nothingSeen(there: readonly Evidence[]): Text {
  const from = whence(there)
  const reasons = new Set(there.flatMap((piece) => (isSeen(piece) ? [] : [quotation(piece.missing.detail)])))
  const named = [...reasons].slice(0, 3).join(', ')
  const noted = named === '' ? '' : ` (${named})`
  return say(
    `Beim Nachsehen ${from.de} kam nichts Verwertbares zurück${noted}.`,
    `The look ${from.en} brought nothing that could be used${noted}.`,
  )
}

function wrongPlace(evidence: readonly Evidence[]): Text {
  if (evidence.length === 0) return say('Das wurde noch nicht nachgesehen.', 'Nobody has looked yet.')
  if (evidence.every((piece) => vantageOf(piece).place === 'unstated'))
    return say(
      'Es ist nicht angegeben, von wo aus nachgesehen wurde (--from); ohne den Ort sagt „erreichbar“ nichts aus.',
      'It is not stated where the look was taken from (--from); without the place "reachable" says nothing.',
    )
  const from = whence(evidence)
  return say(
    `Nachgesehen wurde nur ${from.de}; das beantwortet diese Frage nicht.`,
    `The only look was taken ${from.en}; that does not answer this question.`,
  )
}
