import type { Assessment, LostPoints, ScoreExplanation } from '../model/assessment.ts'
import { type Language, say, type Text } from '../model/text.ts'
import { groupedBy } from './grouping.ts'

/** Where points went, in the order in which a reader wants to know. */
type Whereabouts = 'failed' | 'accepted' | 'open' | 'faulty'

const whereabouts: Readonly<Record<Whereabouts, Text>> = {
  failed: say('nicht erfüllt', 'not met'),
  accepted: say('als Ausnahme hingenommen', 'accepted as an exception'),
  open: say('ungeklärt', 'unknown'),
  faulty: say('Prüfung gescheitert', 'faulty check'),
}

export const scoreHeading: Text = say('Woraus sich die Punktzahl ergibt', 'How the score comes about')
export const lostColumn: Text = say('Punkte', 'Points')
export const lostReasonColumn: Text = say('Warum verloren', 'Why lost')
export const noticesHeading: Text = say('Was abläuft oder nicht mehr gilt', 'What ends or no longer holds')

/** Where all lost points went, in one sentence for each reason, with the ceiling if it holds. */
export function scoreSentences(explanation: ScoreExplanation, language: Language): readonly string[] {
  const { lost, ceiling, reached } = explanation
  const groups = groupedBy(lost, whereaboutsOf)
  const known = Object.entries(whereabouts).flatMap(([key, words]) => {
    const own = groups.get(key)
    return own ? [`${words[language]} ${own.length} (${shownPoints(sum(own), language)})`] : []
  })
  const head = say('Verlorene Punkte', 'Points lost')[language]
  return [
    ...(known.length > 0 ? [`${head}: ${known.join(', ')}.`] : []),
    ...(ceiling ? [underCeiling(ceiling, reached)[language]] : []),
  ]
}

/** Points with at most two decimals, as the language writes them: `4,35`, `4.35`. */
export function shownPoints(points: number, language: Language): string {
  const written = String(Math.round(points * 100) / 100)
  return language === 'de' ? written.replace('.', ',') : written
}

/** How the whole comes together, for whoever reckons it up. */
export function reckoningOf({ score }: Assessment, { possible, earned, reached, ceiling }: ScoreExplanation): Text {
  const whole = say(
    `Jede Frage wiegt nach ihrer Schwere (kritisch 10, hoch 6, mittel 3, niedrig 1). Erfüllt sind ${earned} von ${possible}, abgerundet ${reached} von 100.`,
    `Each question weighs by its severity (critical 10, high 6, medium 3, low 1). Met are ${earned} of ${possible}, rounded down ${reached} of 100.`,
  )
  if (!ceiling) return whole
  const capped = underCeiling(ceiling, reached)
  return say(`${whole.de} ${capped.de} Punktzahl: ${score}.`, `${whole.en} ${capped.en} Score: ${score}.`)
}

function underCeiling({ at, because }: NonNullable<ScoreExplanation['ceiling']>, reached: number): Text {
  const named = because.slice(0, 3).join(', ')
  const rest =
    because.length > 3 ? say(` und ${because.length - 3} weitere`, ` and ${because.length - 3} more`) : say('', '')
  const capped = say(
    `Solange ein kritischer Mangel offen ist, sind höchstens ${at} zu erreichen (${named}${rest.de})`,
    `While a critical failure is open, ${at} is the most (${named}${rest.en})`,
  )
  const cost = reached - at
  if (cost <= 0) return say(`${capped.de}.`, `${capped.en}.`)
  return say(`${capped.de}; das kostet hier ${cost}.`, `${capped.en}; here that costs ${cost}.`)
}

function whereaboutsOf({ outcome, overlay }: LostPoints): Whereabouts {
  if (outcome === 'error') return 'faulty'
  if (outcome !== 'fail') return 'open'
  return overlay === 'waived' ? 'accepted' : 'failed'
}

function sum(lost: readonly LostPoints[]): number {
  return lost.reduce((total, { points }) => total + points, 0)
}
