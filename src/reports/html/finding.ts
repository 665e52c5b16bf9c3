import type { Assessment, Finding, Reference, Remedy } from '../../model/assessment.ts'
import type { Language, Text } from '../../model/text.ts'
import { expertFor } from '../actions.ts'
import { headingOf } from '../finding-words.ts'
import * as messages from '../messages.ts'
import { outcomeBadge, serverTag, severityBadge } from './badges.ts'
import { link, type Markup, markup } from './escape.ts'
import { evidenceTable } from './evidence-table.ts'
import type { Told } from './told-once.ts'

/** One finding with everything that a technician needs to see it, fix it, and undo the fix. */
export function findingCard(told: Told, assessment: Assessment): Markup {
  const { language } = assessment
  const { finding, subjects, remedyAbove, references } = told
  const { outcome, overlay, severity, control, version, item, detail } = finding
  const failing = outcome === 'fail'
  return markup`<article class="card ${outcome}"><h4>${headingOf(finding, assessment)}</h4>
<p class="tags">${outcomeBadge(outcome, overlay, language)} ${failing ? severityBadge(severity, language) : undefined}
${serverTag(subjects)} <code>${[`${control} v${version}`, item].filter((part) => part !== undefined).join(' · ')}</code></p>
<p>${detail}</p>
${remedyAbove ? pointer(finding.remedy, failing, language) : remedy(finding, assessment)}
${evidenceOf(told, language)}
${sources(references, language)}</article>`
}

function evidenceOf({ finding: { outcome, evidence }, evidenceAbove }: Told, language: Language): Markup | undefined {
  if (evidenceAbove) return markup`<p class="quiet">${messages.evidenceAbove[language]}</p>`
  return outcome === 'fail' || evidence.length > 0 ? evidenceTable(evidence, language) : undefined
}

/** The same steps stand at the finding before; here only which ones. */
function pointer({ summary }: Remedy, failing: boolean, language: Language): Markup {
  const label = failing ? messages.remedyLabel : messages.adviceLabel
  return markup`<p class="remedy"><strong>${label[language]}:</strong> ${summary} <span class="quiet">(${messages.stepsAbove[language]})</span></p>`
}

function remedy(finding: Finding, assessment: Assessment): Markup {
  const { language } = assessment
  const { summary, steps, automatic, downtime, rollback } = finding.remedy
  const label = finding.outcome === 'fail' ? messages.remedyLabel : messages.adviceLabel
  const expert = finding.outcome === 'fail' ? expertFor(finding, assessment) : undefined
  const notes = [
    ...(downtime === undefined ? [] : [note(messages.downtimeLabel, markup`${downtime}`, language)]),
    ...(rollback === undefined ? [] : [note(messages.rollbackLabel, markup`${rollback}`, language)]),
    ...(expert ? [note(messages.expertLabel, link(expert.booking, expert.name), language)] : []),
  ]
  return markup`<div class="remedy"><h5>${label[language]}</h5><p><strong>${summary}</strong></p>
${steps.length > 0 ? markup`<ol>${steps.map((step) => markup`<li>${step}</li>`)}</ol>` : undefined}
${automatic ? markup`<p>${messages.automaticNote[language]}</p>` : undefined}
${notes.length > 0 ? markup`<dl>${notes}</dl>` : undefined}</div>`
}

function sources(references: readonly Reference[], language: Language): Markup {
  if (references.length === 0) return markup``
  const cited = references.map(({ title, url }) => markup`<li>${link(url, title)}</li>`)
  return markup`<dl class="sources">${note(messages.referencesLabel, markup`<ul>${cited}</ul>`, language)}</dl>`
}

function note(label: Text, content: Markup, language: Language): Markup {
  return markup`<div><dt>${label[language]}</dt><dd>${content}</dd></div>`
}
