import type { Assessment, Finding, Remedy } from '../../model/assessment.ts'
import { serverNames } from '../../model/server.ts'
import type { Language, Text } from '../../model/text.ts'
import { expertFor } from '../actions.ts'
import { headingOf } from '../finding-words.ts'
import * as messages from '../messages.ts'
import { outcomeBadge, severityBadge } from './badges.ts'
import { link, type Markup, markup } from './escape.ts'
import { evidenceTable } from './evidence-table.ts'

/** One finding with everything that a technician needs to see it, fix it, and undo the fix. */
export function findingCard(finding: Finding, remedyAbove: boolean, assessment: Assessment): Markup {
  const { language } = assessment
  const { outcome, overlay, severity, subject, control, version, item, detail, evidence } = finding
  return markup`<article class="card ${outcome}"><h4>${headingOf(finding, assessment)}</h4>
<p class="tags">${outcomeBadge(outcome, overlay, language)} ${outcome === 'fail' ? severityBadge(severity, language) : undefined}
<span>${serverNames[subject]}</span> <code>${control} v${version}${item === undefined ? '' : ` · ${item}`}</code></p>
<p>${detail}</p>
${remedyAbove ? pointer(finding.remedy, outcome === 'fail', language) : remedy(finding, assessment)}
${evidenceTable(evidence, language)}
${sources(finding, language)}</article>`
}

/** The same steps stand at the finding before; here only which ones. */
function pointer({ summary }: Remedy, failing: boolean, language: Language): Markup {
  const label = failing ? messages.remedyLabel : messages.answerLabel
  return markup`<p class="remedy"><strong>${label[language]}:</strong> ${summary} <span class="quiet">(${messages.stepsAbove[language]})</span></p>`
}

function remedy(finding: Finding, assessment: Assessment): Markup {
  const { language } = assessment
  const { summary, steps, automatic, downtime, rollback } = finding.remedy
  const label = finding.outcome === 'fail' ? messages.remedyLabel : messages.answerLabel
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

function sources({ references, mappings }: Finding, language: Language): Markup {
  const cited = references.map(({ title, url }) => markup`<li>${link(url, title)}</li>`)
  const mapped = mappings.map(
    ({ standard, requirement, relation }) =>
      markup`<li>${standard}, ${requirement} <span class="quiet">(${messages.relationWords[relation][language]})</span></li>`,
  )
  const lists = [
    ...(cited.length > 0 ? [note(messages.referencesLabel, markup`<ul>${cited}</ul>`, language)] : []),
    ...(mapped.length > 0 ? [note(messages.mappingsLabel, markup`<ul>${mapped}</ul>`, language)] : []),
  ]
  return lists.length > 0 ? markup`<dl class="sources">${lists}</dl>` : markup``
}

function note(label: Text, content: Markup, language: Language): Markup {
  return markup`<div><dt>${label[language]}</dt><dd>${content}</dd></div>`
}
