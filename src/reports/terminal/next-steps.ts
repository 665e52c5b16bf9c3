import type { Assessment } from '../../model/assessment.ts'
import { serverNames } from '../../model/server.ts'
import { type Action, actionsOf } from '../actions.ts'
import { factOf } from '../finding-words.ts'
import * as messages from '../messages.ts'
import { openCount } from '../open-questions.ts'
import { severityTones } from './marks.ts'
import type { Page } from './page.ts'

const mostActions = 5

/** At most five things to do, the worst first, each with the way to an expert where one is needed. */
export function writeNextSteps(page: Page, assessment: Assessment): void {
  const actions = actionsOf(assessment)
  page.heading(page.say(messages.nextHeading))
  for (const [index, action] of actions.slice(0, mostActions).entries()) {
    page.write({
      lead: `${index + 1}.`,
      leadTone: severityTones[action.finding.severity],
      text: action.finding.remedy.summary,
      tone: 'strong',
    })
    writeWhy(page, action, assessment)
  }
  const rest = actions.length - mostActions
  if (rest > 0) page.write({ text: page.say(messages.furtherActions(rest)), tone: 'faint' })
  if (actions.length > 0) return
  page.write({ text: page.say(openCount(assessment) > 0 ? messages.answerNext : messages.lookAgain) })
}

function writeWhy(page: Page, { finding, others, expert }: Action, assessment: Assessment): void {
  const more = others > 0 ? ` ${page.say(messages.moreOfTheSame(others))}` : ''
  const place = `${page.say(messages.severityWords[finding.severity])}, ${serverNames[finding.subject]}`
  page.write({ text: `${place}: ${factOf(finding, assessment)}${more}`, tone: 'faint', indent: 3 })
  if (expert) page.write({ text: `${page.say(messages.bookWith(expert.name))}: ${expert.booking}`, indent: 3 })
}
