import type { TakeoverStep } from '../../hardening/takeover/plan.ts'
import { serverNames } from '../../model/server.ts'
import { type Language, say, type Text } from '../../model/text.ts'
import { Page, type PageOptions } from '../../reports/terminal/page.ts'
import type { Tone } from '../../reports/terminal/style.ts'
import { labels, writeCheck, writeInstructions, writeLabelled } from './plan-page.ts'

const states: Readonly<Record<TakeoverStep['state'], { readonly text: Text; readonly tone: Tone }>> = {
  done: { text: say('getan', 'done'), tone: 'good' },
  open: { text: say('zu tun', 'to do'), tone: 'bad' },
  unknown: { text: say('ungeklärt', 'not settled'), tone: 'warning' },
}

/** The take-over plan for a terminal: first the list, then step by step. Ends with a newline. */
export function takeoverText(
  steps: readonly TakeoverStep[],
  site: string,
  { language, ...options }: PageOptions & { readonly language: Language },
): string {
  const page = new Page(options, language)
  page.write({
    text: page.say(say(`Das Gateway vor ${site} setzen`, `Putting the gateway in front of ${site}`)),
    tone: 'strong',
  })
  for (const [index, step] of steps.entries()) writeLine(page, step, index + 1)
  page.write({ text: page.say(inOrder(steps)) })
  for (const [index, step] of steps.entries()) writeStep(page, step, index + 1)
  return page.toString()
}

function writeLine(page: Page, step: TakeoverStep, number: number): void {
  const { text, tone } = states[step.state]
  page.write({ lead: `${number}. [${page.say(text)}]`, leadTone: tone, text: page.say(step.title) })
}

function inOrder(steps: readonly TakeoverStep[]): Text {
  if (steps.every(({ state }) => state === 'done'))
    return say('Alles ist getan. Nichts ist zu tun.', 'Everything is done. There is nothing to do.')
  return say(
    'Gehen Sie in dieser Reihenfolge vor, und gehen Sie erst weiter, wenn der Schritt davor geprüft ist.',
    'Go in this order, and go on only when the step before is checked.',
  )
}

function writeStep(page: Page, step: TakeoverStep, number: number): void {
  const { text, tone } = states[step.state]
  page.heading(`${number}. ${page.say(step.title)}`)
  page.write({ lead: `${page.say(labels.stands)}:`, leadTone: 'faint', text: page.say(text), tone, indent: 3 })
  for (const check of step.checks) writeCheck(page, check, serverNames[check.subject])
  writeInstructions(page, step.instructions)
  for (const { asks, fact } of step.outside) writeLabelled(page, labels.outside, `${page.say(asks)} (${fact})`)
  writeLabelled(page, labels.rollback, page.say(step.rollback))
  writeLabelled(page, labels.downtime, page.say(step.downtime))
}
