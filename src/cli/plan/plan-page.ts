import type { Answer, Check } from '../../hardening/checked.ts'
import { say, type Text } from '../../model/text.ts'
import type { Page } from '../../reports/terminal/page.ts'
import type { Tone } from '../../reports/terminal/style.ts'

const answerWords: Readonly<Record<Answer, Text>> = {
  met: say('erfüllt', 'met'),
  'not-met': say('nicht erfüllt', 'not met'),
  unknown: say('offen', 'open'),
}

const answerTones: Readonly<Record<Answer, Tone>> = { met: 'good', 'not-met': 'bad', unknown: 'warning' }

/** A check with its answer and what shows it; `about` names the server where a step looks at several. */
export function writeCheck(page: Page, check: Check, about?: string): void {
  const title = page.say(check.title)
  page.write({
    lead: `[${page.say(answerWords[check.answer])}]`,
    leadTone: answerTones[check.answer],
    text: about === undefined ? title : `${about}: ${title}`,
    indent: 3,
    hang: 5,
  })
  page.write({ text: page.say(check.reason), tone: 'faint', indent: 5 })
}

export function writeLabelled(page: Page, label: Text, text: string): void {
  page.write({ lead: `${page.say(label)}:`, leadTone: 'faint', text, indent: 3, hang: 5 })
}

/** What is done in a step, one thing after another. */
export function writeInstructions(page: Page, instructions: readonly Text[]): void {
  for (const instruction of instructions) page.write({ lead: '-', text: page.say(instruction), indent: 3 })
}

type Label = 'rollback' | 'downtime' | 'proof' | 'outside' | 'stands'

export const labels: Readonly<Record<Label, Text>> = {
  rollback: say('Zurück', 'Way back'),
  downtime: say('Ausfall', 'Downtime'),
  proof: say('Danach prüfen', 'Check after it'),
  outside: say('Von außen zu prüfen', 'To be checked from outside'),
  stands: say('Stand', 'How it stands'),
}
