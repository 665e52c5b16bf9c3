import type {
  Acceptance,
  Assessment,
  CitedEvidence,
  ControlResult,
  Finding,
  LostPoints,
  MeasureResult,
  Notice,
  Remedy,
  ScoreExplanation,
} from '../model/assessment.ts'
import { harmlessJson } from './harmless-json.ts'

/**
 * `bollwerk.assessment/1` as JSON: `schema` first, then always the same order of keys, two blanks of indent, a newline
 * at the end. Every text is whole; what could steer a terminal or turn its direction is written as `\uXXXX`.
 */
export function renderJson(assessment: Assessment): string {
  const shared = new Shared()
  const { measures, findings } = assessment
  for (const { evidence } of [...measures.flatMap(({ controls }) => controls), ...findings])
    for (const { value } of evidence) shared.add(value)
  return `${harmlessJson(ordered(assessment, shared), shared.all)}\n`
}

/** What stands in many places: values that many controls cite, and what all findings of a control have in common. */
class Shared {
  readonly all = new Set<unknown>()
  readonly #ordered = new Map<object, unknown>()

  add(value: unknown): void {
    if (typeof value === 'object' && value !== null) this.all.add(value)
  }

  /** The same answer for the same object. */
  once<Given extends object>(given: Given, ordered: (given: Given) => object): unknown {
    const known = this.#ordered.get(given) ?? ordered(given)
    this.#ordered.set(given, known)
    this.add(known)
    return known
  }
}

/** Keys that are absent stay absent: JSON.stringify leaves `undefined` out. */
type Loose<Value> = { readonly [Key in keyof Value]: unknown }

function ordered(assessment: Assessment, shared: Shared): Loose<Assessment> {
  const { schema, language, site, startedAt, finishedAt, tool, catalog, coverage, score, support } = assessment
  const { scoreExplained, notices } = assessment
  return {
    schema,
    language,
    site,
    startedAt,
    finishedAt,
    tool: { version: tool.version },
    catalog: { asOf: catalog.asOf, ageDays: catalog.ageDays, tooOld: catalog.tooOld },
    vantages: assessment.vantages.map(vantage),
    coverage: { asked: coverage.asked, answered: coverage.answered },
    score,
    scoreExplained: scoreExplained && explanation(scoreExplained),
    notices: notices?.map(notice),
    measures: assessment.measures.map(measure),
    findings: assessment.findings.map((found) => finding(found, shared)),
    support: support && { name: support.name, booking: support.booking },
  }
}

function measure({ id, title, outcome, controls }: MeasureResult): Loose<MeasureResult> {
  return { id, title, outcome, controls: controls.map(control) }
}

function control(result: ControlResult): Loose<ControlResult> {
  const { id, version, subject, title, outcome, overlay, severity, detail, witnesses, evidence } = result
  return { id, version, subject, title, outcome, overlay, severity, detail, witnesses, evidence: evidence.map(cited) }
}

function finding(found: Finding, shared: Shared): Loose<Finding> {
  return {
    id: found.id,
    control: found.control,
    version: found.version,
    measure: found.measure,
    subject: found.subject,
    item: found.item,
    outcome: found.outcome,
    overlay: found.overlay,
    exception: found.exception && acceptance(found.exception),
    severity: found.severity,
    title: found.title,
    detail: found.detail,
    evidence: found.evidence.map(cited),
    remedy: shared.once(found.remedy, remedy),
    references: shared.once(found.references, references),
    mappings: shared.once(found.mappings, mappings),
  }
}

function explanation({ possible, earned, reached, ceiling, lost }: ScoreExplanation): Loose<ScoreExplanation> {
  return {
    possible,
    earned,
    reached,
    ceiling: ceiling && { at: ceiling.at, because: ceiling.because },
    lost: lost.map(lostPoints),
  }
}

function lostPoints(lost: LostPoints): Loose<LostPoints> {
  const { control, subject, title, outcome, overlay, severity, weight, points, reason } = lost
  return { control, subject, title, outcome, overlay, severity, weight, points, reason }
}

function notice({ kind, of, control, subject, item, until, daysLeft, warning, text }: Notice): Loose<Notice> {
  return { kind, of, control, subject, item, until, daysLeft, warning, text }
}

function acceptance({ standing, version, reason, owner, approver, since, until }: Acceptance): Loose<Acceptance> {
  return { standing, version, reason, owner, approver, since, until }
}

function cited({ witness, source, at, vantage: place, value, leftOut, missing }: CitedEvidence): Loose<CitedEvidence> {
  return {
    witness,
    source,
    at,
    vantage: place && vantage(place),
    value,
    leftOut,
    missing: missing && { reason: missing.reason, detail: missing.detail },
  }
}

function vantage({ place, country, note }: Assessment['vantages'][number]): Loose<Assessment['vantages'][number]> {
  return { place, country, note }
}

function remedy({ summary, steps, automatic, rollback, downtime }: Remedy): Loose<Remedy> {
  return { summary, steps, automatic, rollback, downtime }
}

function references(all: Finding['references']): object {
  return all.map(({ title, url }) => ({ title, url }))
}

function mappings(all: Finding['mappings']): object {
  return all.map(({ standard, requirement, relation }) => ({ standard, requirement, relation }))
}
