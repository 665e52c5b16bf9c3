import type { LostPoints, ScoreExplanation } from '../model/assessment.ts'
import { type Language, say, type Text } from '../model/text.ts'
import type { Examination } from './examine.ts'
import { findingId } from './finding-id.ts'
import { criticalCeiling, isOpenCriticalFailure, reckoned, wasAsked, weightOf } from './score.ts'

/**
 * Why the score is what it is: every question that earned nothing, with the points that it cost and why, the most
 * costly first, and the critical failures that cap it. The points of all lost questions and of all that were met are
 * 100 together, before the score is rounded down to whole points and capped.
 */
export function scoreExplained(examinations: readonly Examination[], language: Language): ScoreExplanation {
  const { possible, earned, reached, capped } = reckoned(examinations)
  const lost = examinations
    .filter((examination) => wasAsked(examination) && examination.outcome !== 'pass')
    .map((examination) => lostBy(examination, possible, language))
    .sort((a, b) => b.weight - a.weight)
  return {
    possible,
    earned,
    reached,
    ...(capped ? { ceiling: { at: criticalCeiling, because: examinations.flatMap(criticalFindings) } } : {}),
    lost,
  }
}

function lostBy(examination: Examination, possible: number, language: Language): LostPoints {
  const { control, server, outcome, overlay } = examination
  const weight = weightOf(examination)
  return {
    control: control.id,
    subject: server,
    title: control.title[language],
    outcome,
    ...(overlay === undefined ? {} : { overlay }),
    severity: control.severity,
    weight,
    points: Math.round((10_000 * weight) / possible) / 100,
    reason: reasonOf(examination)[language],
  }
}

function reasonOf({ outcome, overlay, judgements }: Examination): Text {
  const failing = judgements.filter((judgement) => judgement.outcome === 'fail').length
  if (outcome === 'fail' && overlay === 'waived')
    return say(
      'Nicht erfüllt. Die Ausnahme nimmt das Risiko hin, bringt aber keine Punkte.',
      'Not met. The exception accepts the risk, but earns no points.',
    )
  if (outcome === 'fail' && overlay === 'disputed')
    return say(
      'Nicht erfüllt. Das Ergebnis ist umstritten und zählt bis zur Klärung, wie es ist.',
      'Not met. The result is disputed and counts as it is until that is cleared up.',
    )
  if (outcome === 'fail')
    return failing === 1
      ? say('Nicht erfüllt: ein Befund.', 'Not met: one finding.')
      : say(`Nicht erfüllt: ${failing} Befunde.`, `Not met: ${failing} findings.`)
  return open[outcome]
}

const open: Readonly<Record<Exclude<Examination['outcome'], 'fail'>, Text>> = {
  unknown: say('Ungeklärt: Kein Beleg beantwortet die Frage.', 'Unknown: no evidence answers the question.'),
  manual: say('Von Hand zu prüfen: Noch niemand hat geantwortet.', 'To check by hand: nobody has answered yet.'),
  error: say('Die Prüfung selbst ist gescheitert.', 'The check itself failed.'),
  pass: say('Erfüllt.', 'Met.'),
  'not-applicable': say('Entfällt.', 'Not applicable.'),
}

function criticalFindings({ control, server, judgements }: Examination): readonly string[] {
  return judgements.filter(isOpenCriticalFailure).map(({ item }) => findingId(control.id, server, item))
}
