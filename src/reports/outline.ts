import type { Assessment, ControlResult, Finding, MeasureResult } from '../model/assessment.ts'
import { type MeasureId, measureIds, measureTitles } from '../model/measure.ts'
import { bySeverity, type Outcome, type Overlay, type Severity, worstOf } from '../model/outcome.ts'
import { groupedBy } from './grouping.ts'

/** One measure as a report tells it: its place in the guidance, what came out, and what it came from. */
export interface MeasureOutline {
  /** Place in the guidance, from 1. */
  readonly number: number
  readonly id: MeasureId
  readonly title: string
  readonly outcome: Outcome
  /** Lies over every control that decided the outcome. */
  readonly overlay: Overlay | undefined
  /** The worst failure that nobody accepted; absent if there is none. */
  readonly severity: Severity | undefined
  /** The gravest outcome first. */
  readonly controls: readonly ControlOutline[]
}

/** One control about one server with what it found worth telling. */
export interface ControlOutline {
  readonly result: ControlResult
  readonly findings: readonly Finding[]
}

/**
 * All fourteen measures in the order of the guidance. A measure that the assessment does not speak of is `unknown`;
 * a finding whose control is missing from its measure still appears, under a control made from itself.
 */
export function outlineOf(assessment: Assessment): readonly MeasureOutline[] {
  return measureIds.map((id, index) => {
    const result = assessment.measures.find((measure) => measure.id === id) ?? notAsked(id, assessment)
    const findings = assessment.findings.filter(({ measure }) => measure === id)
    return {
      number: index + 1,
      id,
      title: result.title,
      outcome: result.outcome,
      overlay: sharedOverlay(result),
      severity: findings
        .filter(isOpenFailure)
        .map(({ severity }) => severity)
        .sort(bySeverity)[0],
      controls: controlsOf(result, findings),
    }
  })
}

/** A failure that no exception covers. */
export function isOpenFailure(finding: Finding): boolean {
  return finding.outcome === 'fail' && finding.overlay !== 'waived'
}

function notAsked(id: MeasureId, { language }: Assessment): MeasureResult {
  return { id, title: measureTitles[id][language], outcome: 'unknown', controls: [] }
}

function sharedOverlay({ outcome, controls }: MeasureResult): Overlay | undefined {
  const overlays = new Set(controls.filter((control) => control.outcome === outcome).map(({ overlay }) => overlay))
  const [first] = overlays
  return overlays.size === 1 ? first : undefined
}

function controlsOf(result: MeasureResult, findings: readonly Finding[]): readonly ControlOutline[] {
  const byControl = groupedBy(findings, identity)
  const known = result.controls.map((control) => {
    const own = byControl.get(identity({ control: control.id, subject: control.subject })) ?? []
    byControl.delete(identity({ control: control.id, subject: control.subject }))
    return { result: control, findings: own }
  })
  const strays = [...byControl.values()].flatMap((own) => own.slice(0, 1).map((first) => stray(first, own)))
  return [...known, ...strays].sort((a, b) => byGravity(a.result.outcome, b.result.outcome))
}

function identity({ control, subject }: Pick<Finding, 'control' | 'subject'>): string {
  return `${control}/${subject}`
}

function stray(first: Finding, findings: readonly Finding[]): ControlOutline {
  const { control, version, subject, title, severity, detail, evidence } = first
  const outcome = worstOf(findings.map((finding) => finding.outcome))
  return {
    result: { id: control, version, subject, title, outcome, severity, detail, witnesses: [], evidence },
    findings,
  }
}

function byGravity(a: Outcome, b: Outcome): number {
  if (a === b) return 0
  return worstOf([a, b]) === a ? -1 : 1
}
