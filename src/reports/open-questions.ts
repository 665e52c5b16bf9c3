import type { Assessment, ControlResult } from '../model/assessment.ts'
import type { Witness } from '../model/evidence.ts'
import { groupedBy } from './grouping.ts'
import type { MeasureOutline } from './outline.ts'
import { clipped } from './printable.ts'

/** A question that nothing has answered yet. */
export interface OpenQuestion {
  readonly measure: MeasureOutline
  readonly control: ControlResult
}

/** Questions that the same witnesses could answer. */
export interface OpenQuestions {
  readonly witnesses: readonly Witness[]
  readonly questions: readonly OpenQuestion[]
}

const longestReason = 240

const witnessOrder: readonly Witness[] = ['inside', 'paper', 'outside']

/** Every control that ended neither in an answer nor as not applicable, in the order of the guidance. */
export function openQuestionsOf(outline: readonly MeasureOutline[]): readonly OpenQuestion[] {
  return outline.flatMap((measure) =>
    measure.controls
      .map(({ result }) => result)
      .filter(({ outcome }) => outcome === 'unknown' || outcome === 'manual' || outcome === 'error')
      .map((control) => ({ measure, control })),
  )
}

/** The open questions by who could answer them; the largest group first. */
export function byWitness(questions: readonly OpenQuestion[]): readonly OpenQuestions[] {
  const groups = groupedBy(questions, ({ control }) => witnessesOf(control).join())
  return [...groups.values()]
    .map((group) => ({ witnesses: witnessesOf(group[0]?.control), questions: group }))
    .sort((a, b) => b.questions.length - a.questions.length)
}

function witnessesOf(control: Pick<ControlResult, 'witnesses'> | undefined): readonly Witness[] {
  return witnessOrder.filter((witness) => control?.witnesses.includes(witness))
}

/** Why a question is open, short enough for a list; the measure tells it in full. */
export function reasonOpen({ control }: OpenQuestion): string {
  return clipped(control.detail, longestReason)
}

/** How many questions an assessment has left open. */
export function openCount({ coverage }: Assessment): number {
  return Math.max(0, coverage.asked - coverage.answered)
}
