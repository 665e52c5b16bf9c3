import type { Assessment, CitedEvidence, Finding } from '../../model/assessment.ts'
import { bySeverity } from '../../model/outcome.ts'
import { serverNames } from '../../model/server.ts'
import { expertFor } from '../actions.ts'
import { shownContent, shownOrigin } from '../cited-evidence.ts'
import * as messages from '../messages.ts'
import { isOpenFailure, type MeasureOutline } from '../outline.ts'
import { severityTones } from './marks.ts'
import type { Page } from './page.ts'

/** So much of a value, and so many pieces, stand in the short form. */
const shortValue = 160
const shortPieces = 2
const verboseValue = 600

/** The failures by measure: what, on which server, seen where and when, and what to do. */
export function writeFindings(
  page: Page,
  assessment: Assessment,
  { outline, verbose }: { readonly outline: readonly MeasureOutline[]; readonly verbose: boolean },
): void {
  page.heading(page.say(messages.findingsHeading))
  const groups = outline.map((measure) => ({ measure, failures: failuresOf(measure) }))
  const failing = groups.filter(({ failures }) => failures.length > 0)
  if (failing.length === 0) page.write({ text: page.say(messages.nothingToFix) })
  for (const [index, { measure, failures }] of failing.entries()) {
    if (index > 0) page.blank()
    page.write({ text: measure.title, tone: 'accent' })
    for (const finding of failures) writeFinding(page, finding, { assessment, verbose })
  }
}

/** The worst first; what was accepted comes last. */
function failuresOf({ controls }: MeasureOutline): readonly Finding[] {
  return controls
    .flatMap(({ findings }) => findings)
    .filter(({ outcome }) => outcome === 'fail')
    .sort((a, b) => Number(isOpenFailure(b)) - Number(isOpenFailure(a)) || bySeverity(a.severity, b.severity))
}

interface Reading {
  readonly assessment: Assessment
  readonly verbose: boolean
}

function writeFinding(page: Page, finding: Finding, { assessment, verbose }: Reading): void {
  const { severity, overlay, title, subject, detail, remedy } = finding
  const words = [messages.severityWords[severity], ...(overlay ? [messages.overlayWords[overlay]] : [])]
  const lead = `[${words.map((word) => page.say(word)).join(', ')}]`
  page.write({
    lead,
    leadTone: overlay === 'waived' ? 'faint' : severityTones[severity],
    text: title,
    tone: 'strong',
    indent: 2,
    hang: 4,
  })
  const indent = 4
  page.write({ text: `${serverNames[subject]}. ${detail}`, indent })
  writeEvidence(page, finding.evidence, { assessment, verbose })
  page.write({ lead: `${page.say(messages.remedyLabel)}:`, leadTone: 'faint', text: remedy.summary, indent })
  if (verbose) writeRemedy(page, finding, assessment)
}

function writeEvidence(page: Page, evidence: readonly CitedEvidence[], { assessment, verbose }: Reading): void {
  const { language } = assessment
  const shown = verbose ? evidence : evidence.slice(0, shortPieces)
  const lead = `${page.say(messages.evidenceLabel)}:`
  const indent = 5 + lead.length
  for (const [index, piece] of shown.entries()) {
    const content = shownContent(piece, language, verbose ? verboseValue : shortValue)
    page.write({ lead, leadTone: 'faint', text: `${piece.source} → ${content}`, indent: 4 })
    const origin = shownOrigin(piece, language)
    const next = shown[index + 1]
    if (!next || shownOrigin(next, language) !== origin) page.write({ text: origin, tone: 'faint', indent })
  }
  const rest = evidence.length - shown.length
  if (rest > 0) page.write({ text: page.say(messages.furtherEvidence(rest)), tone: 'faint', indent })
}

function writeRemedy(page: Page, finding: Finding, assessment: Assessment): void {
  const { steps, automatic, downtime, rollback } = finding.remedy
  for (const [index, step] of steps.entries()) page.write({ lead: `${index + 1}.`, text: step, indent: 6 })
  const notes = [
    { label: messages.downtimeLabel, text: downtime },
    { label: messages.rollbackLabel, text: rollback },
    { label: messages.expertLabel, text: expertFor(finding, assessment)?.booking },
  ]
  if (automatic) page.write({ text: page.say(messages.automaticNote), indent: 6 })
  for (const { label, text } of notes) {
    if (text !== undefined) page.write({ lead: `${page.say(label)}:`, leadTone: 'faint', text, indent: 6 })
  }
  for (const { title, url } of finding.references) page.write({ text: `${title}: ${url}`, indent: 6, hang: 8 })
  page.write({ text: `${finding.id} v${finding.version}`, tone: 'faint', indent: 6 })
}
