import type {
  Assessment,
  CitedEvidence,
  ControlResult,
  Finding,
  MeasureResult,
  Notice,
  ScoreExplanation,
} from '../model/assessment.ts'
import { type MeasureId, measureIds, measureTitles } from '../model/measure.ts'
import { bySeverity, type Outcome, worstOf } from '../model/outcome.ts'
import { type Language, say } from '../model/text.ts'
import { type Entry, entries, mobile, somewhere } from './fixture-entries.ts'

/** An assessment with every outcome, every overlay, every kind of missing evidence and hostile words in it. */
export function richAssessment(language: Language): Assessment {
  const findings = entries.flatMap((entry) => (isTold(entry) ? [findingOf(entry, language)] : [])).sort(byUrgency)
  const controls = entries.filter(({ outcome }) => outcome !== 'not-applicable')
  return {
    schema: 'bollwerk.assessment/1',
    language,
    site: 'Muster-MSP Süd',
    startedAt: '2026-11-23T09:40:02.000Z',
    finishedAt: '2026-11-23T09:42:30.000Z',
    tool: { version: '0.1.0' },
    catalog: { asOf: '2026-10-01', ageDays: 53, tooOld: true },
    vantages: [mobile, somewhere],
    coverage: {
      asked: controls.length,
      answered: controls.filter(({ outcome }) => outcome === 'pass' || outcome === 'fail').length,
    },
    score: 31,
    scoreExplained: scoreOf(controls, language),
    notices: noticesIn(language),
    measures: measureIds.map((id) => measureOf(id, language)),
    findings,
    support: { name: 'EBERTLANG Support', booking: 'https://booking.example/termin?topic=upgrade&site=1' },
  }
}

/** The rich assessment with one text in every place that people, servers or files can fill. */
export function assessmentSaying(text: string, language: Language): Assessment {
  const rich = richAssessment(language)
  const evidence = (piece: CitedEvidence): CitedEvidence => ({
    ...piece,
    source: text,
    at: text,
    vantage: { place: 'internet', country: text, note: text },
    ...('value' in piece ? { value: { [text]: [text, { [text]: text }] } } : {}),
    ...(piece.missing ? { missing: { reason: piece.missing.reason, detail: text } } : {}),
  })
  const told = { title: text, detail: text }
  return {
    ...rich,
    site: text,
    finishedAt: text,
    tool: { version: text },
    catalog: { ...rich.catalog, asOf: text },
    vantages: [{ place: 'unstated', country: text, note: text }],
    support: { name: text, booking: text },
    scoreExplained: {
      possible: 1,
      earned: 0,
      reached: 0,
      ceiling: { at: 40, because: [text, text] },
      lost: (rich.scoreExplained?.lost ?? []).map((lost) => ({ ...lost, title: text, reason: text })),
    },
    notices: (rich.notices ?? []).map((notice) => ({ ...notice, text })),
    measures: rich.measures.map((measure) => ({
      ...measure,
      title: text,
      controls: measure.controls.map((control) => ({ ...control, ...told, evidence: control.evidence.map(evidence) })),
    })),
    findings: rich.findings.map((finding) => ({
      ...finding,
      ...told,
      id: text,
      item: text,
      evidence: finding.evidence.map(evidence),
      remedy: { summary: text, steps: [text, text], automatic: true, rollback: text, downtime: text },
      references: [{ title: text, url: text }],
      mappings: [{ standard: text, requirement: text, relation: 'supports' }],
    })),
  }
}

/** An assessment that found nothing to fix and left nothing open. */
export function calmAssessment(language: Language): Assessment {
  const rich = richAssessment(language)
  const met = (control: ControlResult): ControlResult => {
    const { overlay: _, ...rest } = control
    return {
      ...rest,
      outcome: 'pass',
      detail: say('Alles ist, wie es sein soll.', 'All is as it should be.')[language],
    }
  }
  const measures = rich.measures.map(
    (measure): MeasureResult => ({ ...measure, outcome: 'pass', controls: measure.controls.map(met) }),
  )
  const asked = measures.flatMap(({ controls }) => controls).length
  return {
    ...rich,
    catalog: { asOf: '2026-11-20', ageDays: 3, tooOld: false },
    vantages: [mobile],
    coverage: { asked, answered: asked },
    score: 100,
    scoreExplained: { possible: 60, earned: 60, reached: 100, lost: [] },
    notices: [],
    measures,
    findings: [],
  }
}

/** What the entries of the fixture cost, each as much as the other: how they weigh is no matter of the reports. */
function scoreOf(controls: readonly Entry[], language: Language): ScoreExplanation {
  const lost = controls.filter(({ outcome }) => outcome !== 'pass')
  const because = lost.filter(({ severity, overlay }) => severity === 'critical' && overlay === undefined)
  return {
    possible: controls.length,
    earned: controls.length - lost.length,
    reached: Math.floor((100 * (controls.length - lost.length)) / controls.length),
    ceiling: { at: 40, because: because.map(({ id, subject }) => `${id}/${subject}`) },
    lost: lost.map(({ id, subject, title, outcome, overlay, severity }) => ({
      control: id,
      subject,
      title: title[language],
      outcome,
      ...(overlay ? { overlay } : {}),
      severity,
      weight: 1,
      points: Math.round(10_000 / controls.length) / 100,
      reason: say('Das bringt keine Punkte.', 'This earns no points.')[language],
    })),
  }
}

function noticesIn(language: Language): readonly Notice[] {
  const soon = say('Die Ausnahme endet in 13 Tagen.', 'The exception ends in 13 days.')
  const over = say('Die Antwort ist abgelaufen.', 'The answer has ended.')
  return [
    {
      kind: 'ends-soon',
      of: 'exception',
      control: 'ports-minimal.tcp',
      subject: 'screenconnect',
      item: '22',
      until: '2026-12-06',
      daysLeft: 13,
      warning: 14,
      text: soon[language],
    },
    { kind: 'ended', of: 'attestation', control: 'uac.values', until: '2026-11-01', text: over[language] },
  ]
}

function isTold({ outcome }: Entry): boolean {
  return outcome !== 'pass' && outcome !== 'not-applicable'
}

function byUrgency(a: Finding, b: Finding): number {
  return Number(b.outcome === 'fail') - Number(a.outcome === 'fail') || bySeverity(a.severity, b.severity)
}

function measureOf(id: MeasureId, language: Language): MeasureResult {
  const own = entries.filter(({ measure }) => measure === id)
  const outcome: Outcome = worstOf(own.map((entry) => entry.outcome))
  return { id, title: measureTitles[id][language], outcome, controls: own.map((entry) => controlOf(entry, language)) }
}

function controlOf(entry: Entry, language: Language): ControlResult {
  const { id, subject, outcome, overlay, severity, witnesses, evidence, title, detail, asks = title } = entry
  return {
    id,
    version: 1,
    subject,
    title: asks[language],
    outcome,
    ...(overlay ? { overlay } : {}),
    severity,
    detail: detail[language],
    witnesses,
    evidence,
  }
}

function findingOf(entry: Entry, language: Language): Finding {
  const { measure, item, remedy, references = [], mappings = [] } = entry
  const { witnesses: _, ...told } = controlOf(entry, language)
  return {
    ...told,
    id: [entry.id, entry.subject, ...(item === undefined ? [] : [item])].join('/'),
    control: entry.id,
    measure,
    title: entry.title[language],
    ...(item === undefined ? {} : { item }),
    remedy: {
      summary: (remedy?.summary ?? say('Prüfen Sie es auf dem Server selbst.', 'Check it on the server itself.'))[
        language
      ],
      steps: remedy?.steps.map((step) => step[language]) ?? [],
      automatic: remedy?.automatic ?? false,
      ...(remedy?.rollback ? { rollback: remedy.rollback[language] } : {}),
      ...(remedy?.downtime ? { downtime: remedy.downtime[language] } : {}),
    },
    references,
    mappings,
  }
}
