import type { Assessment } from '../model/assessment.ts'
import { openQuestionsOf } from './open-questions.ts'
import { outlineOf } from './outline.ts'
import { writeFindings } from './terminal/findings.ts'
import { writeHeader } from './terminal/header.ts'
import { writeMeasures } from './terminal/measures.ts'
import { writeNextSteps } from './terminal/next-steps.ts'
import { writeNotices } from './terminal/notices.ts'
import { Page, type PageOptions } from './terminal/page.ts'
import { writeStanding } from './terminal/standing.ts'

export interface TextOptions extends PageOptions {
  /** With every step, reference and piece of evidence, and every open question by name. */
  readonly verbose: boolean
}

/**
 * The assessment for a terminal, in its own language: what was looked at, the measures in the order of the guidance,
 * what needs fixing, what ends or no longer holds, and last what to do next, because that is what stays on the screen. Ends with a newline. No
 * control character but the newline and, with `color`, the codes of `terminal/style.ts` gets through.
 */
export function renderText(assessment: Assessment, options: TextOptions): string {
  const page = new Page(options, assessment.language)
  const outline = outlineOf(assessment)
  writeHeader(page, assessment)
  writeMeasures(page, outline, assessment)
  writeFindings(page, outline, { assessment, verbose: options.verbose })
  writeNotices(page, assessment)
  writeNextSteps(page, assessment)
  writeStanding(page, assessment, { outline, questions: openQuestionsOf(outline), verbose: options.verbose })
  return page.toString()
}
