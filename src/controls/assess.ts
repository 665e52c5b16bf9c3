import { ageOf } from '../catalog/index.ts'
import type { Assessment, CitedEvidence, ControlResult, Finding, MeasureResult, Remedy } from '../model/assessment.ts'
import { type Evidence, isSeen } from '../model/evidence.ts'
import { type MeasureId, measureIds, measureTitles } from '../model/measure.ts'
import { bySeverity, worstOf } from '../model/outcome.ts'
import type { Language } from '../model/text.ts'
import type { Vantage } from '../model/vantage.ts'
import type { Control, Judged, RemedyText } from './control.ts'
import { type Examination, examine, type Situation } from './examine.ts'
import { findingId } from './finding-id.ts'
import { noticesOf } from './notices.ts'
import { coverage, score } from './score.ts'
import { scoreExplained } from './score-explained.ts'

/** What an assessment is made of besides the situation itself. */
export interface Occasion {
  readonly language: Language
  readonly toolVersion: string
  /** When looking began, in milliseconds since 1970. */
  readonly startedAt: number
}

/** Asks every control about every server that it is for, and writes the answers in one language. */
export function assess(controls: readonly Control[], situation: Situation, occasion: Occasion): Assessment {
  const { policy, catalog, evidence, now } = situation
  const examinations = controls.flatMap((control) =>
    policy.servers
      .filter((server) => control.servers.includes(server.kind))
      .map((server) => examine(control, server, situation)),
  )
  const { days, tooOld } = ageOf(catalog, now)
  return {
    schema: 'bollwerk.assessment/1',
    language: occasion.language,
    site: policy.site,
    startedAt: new Date(occasion.startedAt).toISOString(),
    finishedAt: new Date(now).toISOString(),
    tool: { version: occasion.toolVersion },
    catalog: { asOf: catalog.asOf, ageDays: days, tooOld },
    vantages: vantagesOf(evidence.all),
    coverage: coverage(examinations),
    score: score(examinations),
    scoreExplained: scoreExplained(examinations, occasion.language),
    notices: noticesOf(policy, { controls, evidence: evidence.all, now, language: occasion.language }),
    measures: measureIds.map((id) => measureResult(id, examinations, occasion.language)),
    findings: findings(examinations, occasion.language),
    ...(policy.support ? { support: policy.support } : {}),
  }
}

function measureResult(id: MeasureId, examinations: readonly Examination[], language: Language): MeasureResult {
  const controls = examinations
    .filter(({ control }) => control.measure === id)
    .map((examination) => controlResult(examination, language))
  return {
    id,
    title: measureTitles[id][language],
    outcome: worstOf(controls.map(({ outcome }) => outcome)),
    controls,
  }
}

function controlResult(examination: Examination, language: Language): ControlResult {
  const { control, server, outcome, overlay, judgements } = examination
  const deciding = judgements.filter((judgement) => judgement.outcome === outcome)
  return {
    id: control.id,
    version: control.version,
    subject: server,
    title: control.title[language],
    outcome,
    ...(overlay ? { overlay } : {}),
    severity: deciding.map(({ severity }) => severity).sort(bySeverity)[0] ?? control.severity,
    detail: deciding.map(({ detail }) => detail[language]).join(' '),
    witnesses: control.witnesses,
    // Many judgements may cite the same piece, such as all rules of one firewall.
    evidence: [...new Set(deciding.flatMap(({ evidence }) => evidence))].map(cited),
  }
}

function findings(examinations: readonly Examination[], language: Language): Finding[] {
  const remedyOf = remediesIn(language)
  return examinations
    .flatMap((examination) =>
      examination.judgements
        .filter(({ outcome }) => outcome !== 'pass' && outcome !== 'not-applicable')
        .map((judgement) => finding(examination, judgement, { language, remedyOf })),
    )
    .sort(byUrgency)
}

/** Failures before what is open, the worse before the less bad, then the order of the guidance. */
function byUrgency(a: Finding, b: Finding): number {
  return Number(b.outcome === 'fail') - Number(a.outcome === 'fail') || bySeverity(a.severity, b.severity)
}

interface Writing {
  readonly language: Language
  readonly remedyOf: (remedy: RemedyText) => Remedy
}

function finding({ control, server }: Examination, judgement: Judged, { language, remedyOf }: Writing): Finding {
  const { item, outcome, overlay, acceptance, severity, title, detail, evidence, remedy, references } = judgement
  return {
    id: findingId(control.id, server, item),
    control: control.id,
    version: control.version,
    measure: control.measure,
    subject: server,
    ...(item === undefined ? {} : { item }),
    outcome,
    ...(overlay ? { overlay } : {}),
    ...(acceptance ? { exception: acceptance } : {}),
    severity,
    title: (title ?? control.title)[language],
    detail: detail[language],
    evidence: evidence.map(cited),
    remedy: remedyOf(remedy ?? control.remedy),
    references: references ?? control.references,
    mappings: control.mappings,
  }
}

/** Answers one object for all findings with the same remedy, so that a report need not compare and write it for each. */
function remediesIn(language: Language): (remedy: RemedyText) => Remedy {
  const remedies = new Map<RemedyText, Remedy>()
  return (remedy) => {
    const known = remedies.get(remedy) ?? inLanguage(remedy, language)
    remedies.set(remedy, known)
    return known
  }
}

function inLanguage(remedy: RemedyText, language: Language): Remedy {
  return {
    summary: remedy.summary[language],
    steps: remedy.steps.map((step) => step[language]),
    automatic: remedy.automatic,
    ...(remedy.rollback ? { rollback: remedy.rollback[language] } : {}),
    ...(remedy.downtime ? { downtime: remedy.downtime[language] } : {}),
  }
}

function cited(evidence: Evidence): CitedEvidence {
  const { witness, source, at, vantage } = evidence
  const where = vantage ? { vantage } : {}
  if (!isSeen(evidence)) return { witness, source, at, ...where, missing: evidence.missing }
  const { value, leftOut } = evidence
  return { witness, source, at, ...where, value, ...(leftOut === undefined ? {} : { leftOut }) }
}

function vantagesOf(evidence: readonly Evidence[]): readonly Vantage[] {
  const different = new Map<string, Vantage>()
  for (const { vantage } of evidence) if (vantage) different.set(JSON.stringify(vantage), vantage)
  return [...different.values()]
}
