import type { Assessment } from '../model/assessment.ts'
import { say } from '../model/text.ts'
import * as messages from './messages.ts'
import { type MeasureOutline, outlineOf } from './outline.ts'
import { reasonOf } from './reason.ts'
import { markOf } from './terminal/marks.ts'
import { Page, type PageOptions } from './terminal/page.ts'

/** Two assessments of one site. */
export interface AssessmentPair {
  readonly before: Assessment
  readonly after: Assessment
}

const heading = say('Die Maßnahmen, vorher → nachher', 'The measures, before → after')

/**
 * What changed between two assessments, measure by measure, for a terminal and in the language of the later one. Of a
 * measure that is not met yet the reason is told.
 */
export function renderDifference({ before, after }: AssessmentPair, options: PageOptions): string {
  const page = new Page(options, after.language)
  page.heading(page.say(heading))
  const earlier = new Map(outlineOf(before).map((measure) => [measure.id, measure]))
  for (const measure of outlineOf(after)) writeChange(page, measure, { after, was: earlier.get(measure.id) })
  page.blank()
  page.write({ text: page.say(sum(before, after)), tone: 'strong' })
  return page.toString()
}

interface Past {
  readonly after: Assessment
  readonly was: MeasureOutline | undefined
}

function writeChange(page: Page, measure: MeasureOutline, { after, was }: Past): void {
  const { sign, tone } = markOf(measure.outcome, page.unicode)
  const words = [was?.outcome ?? 'unknown', measure.outcome].map((outcome) => page.say(messages.outcomeWords[outcome]))
  const failing = [was, measure].map((outline) => failures(outline))
  const counts = failing[0] === failing[1] ? '' : page.say(fewer(failing[0] ?? 0, failing[1] ?? 0))
  page.write({ lead: sign, leadTone: tone, text: `${measure.title}: ${words.join(' → ')}${counts}` })
  if (measure.outcome === 'pass') return
  page.write({ text: reasonOf(measure, after), tone: 'faint', indent: sign.length + 1, oneLine: true })
}

function failures(measure: MeasureOutline | undefined): number {
  return measure?.controls.flatMap(({ findings }) => findings).filter(({ outcome }) => outcome === 'fail').length ?? 0
}

function fewer(before: number, after: number) {
  return say(` (Befunde: ${before} → ${after})`, ` (findings: ${before} → ${after})`)
}

function sum(before: Assessment, after: Assessment) {
  const [was, is] = [before, after].map(({ findings }) => findings.filter(({ outcome }) => outcome === 'fail').length)
  return say(
    `Befunde: ${was} → ${is}. Punkte: ${before.score} → ${after.score} von 100.`,
    `Findings: ${was} → ${is}. Score: ${before.score} → ${after.score} of 100.`,
  )
}
