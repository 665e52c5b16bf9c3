import type { Assessment } from '../../model/assessment.ts'
import * as messages from '../messages.ts'
import type { MeasureOutline } from '../outline.ts'
import { reasonOf } from '../reason.ts'
import { markOf } from './marks.ts'
import type { Page } from './page.ts'

/** The measures in the order of the guidance, each with its mark, the word for it and a reason on one line. */
export function writeMeasures(page: Page, outline: readonly MeasureOutline[], assessment: Assessment): void {
  page.heading(page.say(messages.measuresHeading))
  for (const measure of outline) {
    const { sign, tone } = markOf(measure.outcome, page.unicode)
    page.write({ lead: sign, leadTone: tone, text: measure.title })
    const word = [
      messages.outcomeWords[measure.outcome],
      ...(measure.overlay ? [messages.overlayWords[measure.overlay]] : []),
    ]
    const text = `${word.map((part) => page.say(part)).join(', ')}: ${reasonOf(measure, assessment)}`
    page.write({ text, tone: 'faint', indent: sign.length + 1, oneLine: true })
  }
}
