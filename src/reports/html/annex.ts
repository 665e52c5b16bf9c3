import type { Assessment } from '../../model/assessment.ts'
import type { Outcome, Overlay } from '../../model/outcome.ts'
import type { Language, Text } from '../../model/text.ts'
import { shownPlace } from '../cited-evidence.ts'
import { groupedBy } from '../grouping.ts'
import * as messages from '../messages.ts'
import { shownDay, shownTime } from '../moment.ts'
import { byWitness, type OpenQuestion, openQuestionsOf, reasonOpen } from '../open-questions.ts'
import type { MeasureOutline } from '../outline.ts'
import { whoAnswers } from '../witness-words.ts'
import { outcomeBadge, serverTag } from './badges.ts'
import { type Markup, markup } from './escape.ts'

const overlays: readonly Overlay[] = ['waived', 'disputed', 'stale']
const outcomes: readonly Outcome[] = ['pass', 'fail', 'unknown', 'manual', 'error', 'not-applicable']

/** How it was looked at, everything that is unknown and who could answer it, and what the words mean. */
export function annex(assessment: Assessment, outline: readonly MeasureOutline[]): Markup {
  const { language } = assessment
  return markup`<section class="annex" aria-labelledby="annex"><h2 id="annex">${messages.annexHeading[language]}</h2>
<h3>${messages.methodHeading[language]}</h3>${method(assessment)}
<h3>${messages.openHeading[language]}</h3>${open(openQuestionsOf(outline), language)}
<h3>${messages.legendHeading[language]}</h3>${legend(language)}</section>`
}

function method({ startedAt, finishedAt, vantages, catalog, tool, language }: Assessment): Markup {
  const places = vantages.map((vantage) => markup`<li>${shownPlace(vantage, language)}</li>`)
  const unstated = vantages.some(({ place }) => place === 'unstated')
  const age = messages.catalogAge(shownDay(catalog.asOf, language), catalog.ageDays)[language]
  return markup`<dl class="facts">
${fact(messages.lookedAt, markup`${shownTime(startedAt, language)} – ${shownTime(finishedAt, language)}`, language)}
${fact(messages.lookedFrom, places.length > 0 ? markup`<ul>${places}</ul>` : markup`${messages.nowhere[language]}`, language)}
${fact(messages.toolLabel, markup`Bollwerk ${tool.version}`, language)}
${fact(messages.catalogLabel, markup`${age}`, language)}</dl>
${unstated ? markup`<p class="warning">${messages.notesOnUnstated[language]}</p>` : undefined}
<p>${messages.disclaimer[language]}</p>`
}

function fact(label: Text, content: Markup, language: Language): Markup {
  return markup`<div><dt>${label[language]}</dt><dd>${content}</dd></div>`
}

function open(questions: readonly OpenQuestion[], language: Language): Markup {
  if (questions.length === 0) return markup`<p>${messages.nothingOpen[language]}</p>`
  const columns = [messages.measureColumn, messages.questionColumn, messages.serverColumn, messages.whyColumn]
  const heads = columns.map((column) => markup`<th scope="col">${column[language]}</th>`)
  return markup`${byWitness(questions).map(
    (
      group,
    ) => markup`<table class="open"><caption>${messages.whoColumn[language]}: ${whoAnswers(group.witnesses, language)} (${group.questions.length})</caption>
<thead><tr>${heads}</tr></thead><tbody>${rows(group.questions, language)}</tbody></table>`,
  )}`
}

/** One row where both servers leave the same question open for the same reason. */
function rows(questions: readonly OpenQuestion[], language: Language): readonly Markup[] {
  const groups = groupedBy(questions, ({ control: { id, outcome, overlay, detail } }) =>
    JSON.stringify([id, outcome, overlay, detail]),
  )
  return [...groups.values()].flatMap((group) => group.slice(0, 1).map((question) => row(question, group, language)))
}

function row(question: OpenQuestion, same: readonly OpenQuestion[], language: Language): Markup {
  const { measure, control } = question
  return markup`<tr><td>${measure.number}. ${measure.title}</td><th scope="row">${control.title}</th>
<td>${serverTag(same.map((one) => one.control))}</td><td>${outcomeBadge(control.outcome, control.overlay, language)} ${reasonOpen(question)}</td></tr>`
}

function legend(language: Language): Markup {
  const rows = [
    ...outcomes.map((outcome) => ({
      word: outcomeBadge(outcome, undefined, language),
      meaning: messages.outcomeMeanings[outcome],
    })),
    ...overlays.map((overlay) => ({
      word: markup`<span class="badge overlay">${messages.overlayWords[overlay][language]}</span>`,
      meaning: messages.overlayMeanings[overlay],
    })),
  ]
  return markup`<dl class="legend">${rows.map(({ word, meaning }) => markup`<div><dt>${word}</dt><dd>${meaning[language]}</dd></div>`)}</dl>`
}
