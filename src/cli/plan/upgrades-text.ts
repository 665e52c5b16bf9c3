import type { UpgradePlan, UpgradeStep } from '../../hardening/upgrades/plan.ts'
import type { Outcome } from '../../model/outcome.ts'
import { type Language, say, type Text } from '../../model/text.ts'
import { Page, type PageOptions } from '../../reports/terminal/page.ts'
import type { Tone } from '../../reports/terminal/style.ts'
import { labels, writeCheck, writeInstructions, writeLabelled } from './plan-page.ts'

interface Reading {
  readonly site: string
  readonly asOf: string
  readonly support?: { readonly name: string; readonly booking?: string }
}

const states: Readonly<Record<UpgradePlan['state'], { readonly text: Text; readonly tone: Tone }>> = {
  due: { text: say('Update fällig', 'Upgrade due'), tone: 'bad' },
  'settle-first': { text: say('Erst zu klären', 'To be settled first'), tone: 'warning' },
  accepted: { text: say('Als Ausnahme hingenommen', 'Accepted as an exception'), tone: 'faint' },
  nothing: { text: say('Nichts zu tun', 'Nothing to do'), tone: 'good' },
}

/** The upgrade plans for a terminal: what is due and why, then step by step, and last who helps. Ends with a newline. */
export function upgradesText(
  plans: readonly UpgradePlan[],
  reading: Reading,
  { language, ...options }: PageOptions & { readonly language: Language },
): string {
  const page = new Page(options, language)
  page.write({ text: page.say(title(reading)), tone: 'strong' })
  for (const plan of plans) writePlan(page, plan)
  const { support } = reading
  if (support) writeSupport(page, support)
  return page.toString()
}

function title({ site, asOf }: Reading): Text {
  return say(`Updates für ${site}, Stand des Katalogs ${asOf}`, `Upgrades for ${site}, as of the catalogue of ${asOf}`)
}

function writePlan(page: Page, plan: UpgradePlan): void {
  page.heading(page.say(plan.title))
  const { text, tone } = states[plan.state]
  page.write({ lead: `${page.say(text)}.`, leadTone: tone, text: page.say(plan.reason), hang: 0 })
  const way = [...(plan.from === undefined ? [] : [plan.from]), ...plan.path.map((stop) => page.say(stop))]
  if (plan.path.length > 0) page.write({ lead: `${page.say(words.path)}:`, leadTone: 'faint', text: way.join(' → ') })
  for (const [index, step] of plan.steps.entries()) writeStep(page, step, index + 1)
  if (plan.state === 'nothing' || plan.state === 'accepted') return
  page.blank()
  page.write({ text: `${page.say(words.afterwards)}:` })
  for (const { control, title: asks, outcome } of plan.afterwards)
    page.write({ lead: '-', text: `${page.say(asks)} (${control}; ${page.say(outcomes[outcome])})`, indent: 1 })
}

function writeStep(page: Page, step: UpgradeStep, number: number): void {
  page.blank()
  page.write({ lead: `${number}.`, text: page.say(step.title), tone: 'strong' })
  for (const check of step.checks) writeCheck(page, check)
  writeInstructions(page, step.instructions)
  writeLabelled(page, labels.proof, page.say(step.proof))
  writeLabelled(page, labels.rollback, page.say(step.rollback))
  writeLabelled(page, labels.downtime, page.say(step.downtime))
}

function writeSupport(page: Page, { name, booking }: { readonly name: string; readonly booking?: string }): void {
  page.blank()
  page.write({
    lead: `${page.say(words.help)}:`,
    text: booking === undefined ? name : `${name}, ${page.say(words.book)}: ${booking}`,
    tone: 'strong',
  })
}

const words = {
  path: say('Weg', 'Path'),
  afterwards: say('Danach müssen diese Prüfungen bestanden sein', 'Afterwards these controls must pass'),
  help: say('Hilfe', 'Help'),
  book: say('Termin buchen', 'book an appointment'),
} as const

const outcomes: Readonly<Record<Outcome, Text>> = {
  pass: say('jetzt bestanden', 'passes now'),
  fail: say('jetzt nicht bestanden', 'fails now'),
  unknown: say('jetzt offen', 'open now'),
  manual: say('jetzt von Hand zu prüfen', 'to be checked by hand now'),
  'not-applicable': say('jetzt nicht zutreffend', 'not applicable now'),
  error: say('jetzt gescheitert', 'broken now'),
}
