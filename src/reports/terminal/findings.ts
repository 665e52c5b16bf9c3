import type { Assessment, Finding } from '../../model/assessment.ts'
import { bySeverity } from '../../model/outcome.ts'
import { serverNames } from '../../model/server.ts'
import { expertFor } from '../actions.ts'
import { headingOf } from '../finding-words.ts'
import { groupedBy } from '../grouping.ts'
import * as messages from '../messages.ts'
import { isOpenFailure, type MeasureOutline } from '../outline.ts'
import { writeEvidence } from './evidence-lines.ts'
import { severityTones } from './marks.ts'
import type { Page } from './page.ts'

interface Reading {
  readonly assessment: Assessment
  readonly verbose: boolean
}

/**
 * The failures by measure: what, on which server, seen where and when, and what to do. Failures of one server with
 * the same remedy stand together above it.
 */
export function writeFindings(page: Page, outline: readonly MeasureOutline[], reading: Reading): void {
  page.heading(page.say(messages.findingsHeading))
  const groups = outline.map((measure) => ({ measure, failures: failuresOf(measure) }))
  const failing = groups.filter(({ failures }) => failures.length > 0)
  const { answered } = reading.assessment.coverage
  if (failing.length === 0) page.write({ text: page.say(messages.nothingToFix(answered)) })
  for (const [index, { measure, failures }] of failing.entries()) {
    if (index > 0) page.blank()
    page.write({ text: measure.title, tone: 'accent' })
    for (const group of groupedBy(failures, remedyKey).values()) writeGroup(page, group, reading)
  }
}

/** The worst first; what was accepted comes last. */
function failuresOf({ controls }: MeasureOutline): readonly Finding[] {
  return controls
    .flatMap(({ findings }) => findings)
    .filter(({ outcome }) => outcome === 'fail')
    .sort((a, b) => Number(isOpenFailure(b)) - Number(isOpenFailure(a)) || bySeverity(a.severity, b.severity))
}

function remedyKey(finding: Finding): string {
  return JSON.stringify([finding.subject, isOpenFailure(finding), finding.remedy])
}

function writeGroup(page: Page, findings: readonly Finding[], reading: Reading): void {
  const { assessment, verbose } = reading
  for (const finding of findings) writeFinding(page, finding, reading)
  const evidence = findings.flatMap((finding) => finding.evidence)
  writeEvidence(page, evidence, { language: assessment.language, verbose })
  const [first] = findings
  if (first) writeRemedy(page, first, reading)
}

function writeFinding(page: Page, finding: Finding, { assessment, verbose }: Reading): void {
  const { severity, overlay, subject, detail } = finding
  const words = [messages.severityWords[severity], ...(overlay ? [messages.overlayWords[overlay]] : [])]
  page.write({
    lead: `[${words.map((word) => page.say(word)).join(', ')}]`,
    leadTone: overlay === 'waived' ? 'faint' : severityTones[severity],
    text: headingOf(finding, assessment),
    tone: 'strong',
    indent: 2,
    hang: 4,
  })
  page.write({ text: `${serverNames[subject]}. ${detail}`, indent: 4 })
  if (!verbose) return
  for (const { title, url } of finding.references) page.write({ text: `${title}: ${url}`, indent: 6, hang: 8 })
  page.write({ text: `${finding.id} v${finding.version}`, tone: 'faint', indent: 6 })
}

function writeRemedy(page: Page, finding: Finding, { assessment, verbose }: Reading): void {
  const { summary, steps, automatic, downtime, rollback } = finding.remedy
  page.write({ lead: `${page.say(messages.remedyLabel)}:`, leadTone: 'faint', text: summary, indent: 4 })
  if (!verbose) return
  for (const [index, step] of steps.entries()) page.write({ lead: `${index + 1}.`, text: step, indent: 6 })
  if (automatic) page.write({ text: page.say(messages.automaticNote), indent: 6 })
  const notes = [
    { label: messages.downtimeLabel, text: downtime },
    { label: messages.rollbackLabel, text: rollback },
    { label: messages.expertLabel, text: expertFor(finding, assessment)?.booking },
  ]
  for (const { label, text } of notes) {
    if (text !== undefined) page.write({ lead: `${page.say(label)}:`, leadTone: 'faint', text, indent: 6 })
  }
}
