import type { Assessment } from '../model/assessment.ts'
import { factOf } from './finding-words.ts'
import * as messages from './messages.ts'
import type { MeasureOutline } from './outline.ts'

/** In one sentence why a measure stands as it does: the worst that was found, or what is behind the outcome. */
export function reasonOf(measure: MeasureOutline, assessment: Assessment): string {
  const { language } = assessment
  const deciding = measure.controls.filter(({ result }) => result.outcome === measure.outcome)
  const [first] = deciding
  if (!first) return messages.noControls[language]
  if (measure.outcome === 'fail') return worstFailure(measure, assessment) ?? first.result.detail
  if (measure.outcome === 'pass' && deciding.length > 1) return messages.controlsMet(deciding.length)[language]
  const rest = deciding.length - 1
  return rest === 0 ? first.result.detail : `${first.result.detail} (${messages.furtherQuestions(rest)[language]})`
}

/** The failure that weighs most; one that nobody accepted goes first. */
function worstFailure({ controls, severity }: MeasureOutline, assessment: Assessment): string | undefined {
  const failures = controls.flatMap(({ findings }) => findings).filter(({ outcome }) => outcome === 'fail')
  const worst = failures.find((finding) => finding.overlay !== 'waived' && finding.severity === severity) ?? failures[0]
  const rest = failures.length - 1
  if (!worst) return
  const fact = factOf(worst, assessment)
  return rest > 0 ? `${fact} (${messages.furtherFailures(rest)[assessment.language]})` : fact
}
