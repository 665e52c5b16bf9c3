import type { Assessment } from '../../model/assessment.ts'
import { serverNames } from '../../model/server.ts'
import type { Language } from '../../model/text.ts'
import { type Action, actionsOf } from '../actions.ts'
import { factOf } from '../finding-words.ts'
import { failingCounts, headlineOf, standingOf } from '../headline.ts'
import * as messages from '../messages.ts'
import { openCount } from '../open-questions.ts'
import type { MeasureOutline } from '../outline.ts'
import { severityBadge, sign } from './badges.ts'
import { link, type Markup, markup } from './escape.ts'
import { bar, ring, squares } from './figures.ts'
import { noticeList, scoreTable } from './score.ts'

const mostActions = 5

/** The manager's page: where the site stands, three numbers, the most urgent actions and all measures at a glance. */
export function overview(assessment: Assessment, outline: readonly MeasureOutline[]): Markup {
  const { language } = assessment
  const warning = assessment.catalog.tooOld && messages.catalogTooOld(assessment.catalog.ageDays)[language]
  return markup`<section class="overview" aria-labelledby="standing">
<h2 id="standing" class="headline ${standingOf(assessment)}">${headlineOf(assessment)[language]}</h2>
<p class="lead">${meaning(assessment)}</p>
${warning ? markup`<p class="warning">${warning}</p>` : undefined}
<div class="numbers">${numbers(assessment, outline)}</div>
${scoreTable(assessment)}
${noticeList(assessment)}
<h3>${messages.nextHeading[language]}</h3>
${actions(assessment)}
<h3>${messages.measuresHeading[language]} <small>${messages.boardHint[language]}</small></h3>
<ol class="board">${outline.map((measure) => tile(measure, language))}</ol>
</section>`
}

function meaning(assessment: Assessment): string {
  const open = openCount(assessment)
  const sentences = [
    ...(standingOf(assessment) === 'critical' ? [messages.criticalMeaning] : []),
    open > 0 ? messages.openNote(open) : messages.nothingOpen,
  ]
  return sentences.map((sentence) => sentence[assessment.language]).join(' ')
}

function numbers(assessment: Assessment, outline: readonly MeasureOutline[]): readonly Markup[] {
  const { language, score, coverage } = assessment
  const failing = failingCounts(outline)
  const waived = failing.waived > 0 ? ` ${messages.waivedNote(failing.waived)[language]}` : ''
  return [
    number({
      figure: ring(score, standingOf(assessment)),
      value: `${score}`,
      of: messages.ofHundred[language],
      label: messages.scoreLabel[language],
      note: messages.scoreMeaning[language],
    }),
    number({
      figure: squares(outline),
      value: `${failing.all}`,
      of: messages.ofAll(outline.length)[language],
      label: messages.failingLabel[language],
      note: `${messages.failingMeaning[language]}${waived}`,
    }),
    number({
      figure: bar(coverage.answered, coverage.asked),
      value: `${coverage.answered}`,
      of: messages.ofAll(coverage.asked)[language],
      label: messages.coverageLabel[language],
      note: messages.coverageMeaning[language],
    }),
  ]
}

interface Shown {
  readonly figure: Markup
  readonly value: string
  readonly of: string
  readonly label: string
  readonly note: string
}

function number({ figure, value, of, label, note }: Shown): Markup {
  return markup`<div class="number">${figure}<div>
<p class="value"><strong>${value}</strong> ${of}</p><p class="label">${label}</p></div><p class="note">${note}</p></div>`
}

function actions(assessment: Assessment): Markup {
  const { language } = assessment
  const all = actionsOf(assessment)
  const rest = all.length - mostActions
  const idle = openCount(assessment) > 0 ? messages.answerNext : messages.lookAgain
  if (all.length === 0)
    return markup`<p>${messages.nothingToFix(assessment.coverage.answered)[language]} ${idle[language]}</p>`
  return markup`<ol class="actions">${all.slice(0, mostActions).map((action) => actionItem(action, assessment))}</ol>
${rest > 0 ? markup`<p class="quiet">${messages.furtherActions(rest)[language]}</p>` : undefined}`
}

function actionItem({ finding, others, expert }: Action, assessment: Assessment): Markup {
  const { language } = assessment
  const more = others > 0 ? markup` ${messages.moreOfTheSame(others)[language]}` : undefined
  const booking = expert && markup` · ${link(expert.booking, messages.bookWith(expert.name)[language])}`
  return markup`<li><p><strong><a href="#measure-${finding.measure}">${finding.remedy.summary}</a></strong> ${severityBadge(finding.severity, language)}</p>
<p class="quiet">${serverNames[finding.subject]}: ${factOf(finding, assessment)}${more}${booking}</p></li>`
}

function tile({ id, title, outcome, overlay, number: place }: MeasureOutline, language: Language): Markup {
  const over = overlay && `, ${messages.overlayWords[overlay][language]}`
  return markup`<li class="${outcome}">${sign(outcome)}<span><a href="#measure-${id}">${place}. ${title}</a>
<em>${messages.outcomeWords[outcome][language]}${over}</em></span></li>`
}
