import { serverNames } from '../../model/server.ts'
import type { Action } from '../actions.ts'
import * as messages from '../messages.ts'
import { severityTones } from './marks.ts'
import type { Page } from './page.ts'

const mostActions = 5

/** At most five things to do, the worst first, each with the way to an expert where one is needed; `open` questions come after that. */
export function writeNextSteps(page: Page, actions: readonly Action[], open: number): void {
  page.heading(page.say(messages.nextHeading))
  if (actions.length === 0) page.write({ text: page.say(open > 0 ? messages.answerNext : messages.lookAgain) })
  for (const [index, action] of actions.slice(0, mostActions).entries()) writeAction(page, action, index + 1)
  const rest = actions.length - mostActions
  if (rest > 0) page.write({ text: page.say(messages.furtherActions(rest)), tone: 'faint' })
}

function writeAction(page: Page, { finding, others, expert }: Action, number: number): void {
  const { severity, remedy, title, subject } = finding
  page.write({ lead: `${number}.`, leadTone: severityTones[severity], text: remedy.summary, tone: 'strong' })
  const more = others > 0 ? `; ${page.say(messages.moreOfTheSame(others))}` : ''
  const text = `${page.say(messages.severityWords[severity])}, ${serverNames[subject]}: ${title}${more}`
  page.write({ text, tone: 'faint', indent: 3 })
  if (expert) page.write({ text: `${page.say(messages.bookWith(expert.name))}: ${expert.booking}`, indent: 3 })
}
