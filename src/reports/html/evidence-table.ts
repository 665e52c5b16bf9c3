import type { CitedEvidence } from '../../model/assessment.ts'
import type { Language } from '../../model/text.ts'
import { shownContent, shownOrigin } from '../cited-evidence.ts'
import * as messages from '../messages.ts'
import { type Markup, markup } from './escape.ts'

/** So much of a value is shown; the JSON report has the rest. */
const longestValue = 400

/** What an answer rests on: the source as asked, what was seen or why not, when and from where. */
export function evidenceTable(evidence: readonly CitedEvidence[], language: Language): Markup {
  if (evidence.length === 0) return markup`<p class="quiet">${messages.noEvidence[language]}</p>`
  const columns = [messages.sourceColumn, messages.whatColumn, messages.whenColumn]
  const heads = columns.map((column) => markup`<th scope="col">${column[language]}</th>`)
  return markup`<table class="evidence"><caption>${messages.evidenceHeading[language]}</caption>
<thead><tr>${heads}</tr></thead><tbody>${evidence.map((piece) => row(piece, language))}</tbody></table>`
}

function row(piece: CitedEvidence, language: Language): Markup {
  const content = shownContent(piece, language, longestValue)
  return markup`<tr><th scope="row"><code>${piece.source}</code></th>
<td>${piece.missing ? markup`<em>${content}</em>` : markup`<code>${content}</code>`}</td><td>${shownOrigin(piece, language)}</td></tr>`
}
