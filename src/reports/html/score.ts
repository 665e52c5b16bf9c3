import type { Assessment, LostPoints } from '../../model/assessment.ts'
import type { Language } from '../../model/text.ts'
import * as messages from '../messages.ts'
import { lostColumn, lostReasonColumn, noticesHeading, reckoningOf, scoreHeading, shownPoints } from '../score-words.ts'
import { outcomeBadge, serverTag, severityBadge } from './badges.ts'
import { type Markup, markup } from './escape.ts'

/** Every lost point with its reason, folded away: whoever wants to know opens it. */
export function scoreTable(assessment: Assessment): Markup | undefined {
  const { language, scoreExplained } = assessment
  if (!scoreExplained) return undefined
  const columns = [messages.questionColumn, messages.serverColumn, lostReasonColumn, lostColumn]
  const heads = columns.map((column) => markup`<th scope="col">${column[language]}</th>`)
  const rows = scoreExplained.lost.map((lost) => row(lost, language))
  return markup`<details><summary>${scoreHeading[language]}</summary>
<p class="quiet">${reckoningOf(assessment, scoreExplained)[language]}</p>
${rows.length > 0 ? markup`<table><thead><tr>${heads}</tr></thead><tbody>${rows}</tbody></table>` : undefined}</details>`
}

/** What ends or no longer holds, for whoever decided it. */
export function noticeList({ language, notices = [] }: Assessment): Markup | undefined {
  if (notices.length === 0) return undefined
  const items = notices.map(({ text }) => markup`<p class="warning">${text}</p>`)
  return markup`<h3>${noticesHeading[language]}</h3>${items}`
}

function row(lost: LostPoints, language: Language): Markup {
  const { title, outcome, overlay, severity, reason, points } = lost
  return markup`<tr><th scope="row">${title} ${severityBadge(severity, language)}</th><td>${serverTag([lost])}</td>
<td>${outcomeBadge(outcome, overlay, language)} ${reason}</td><td>${shownPoints(points, language)}</td></tr>`
}
