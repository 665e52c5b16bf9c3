import type { Assessment } from '../../model/assessment.ts'
import { noticesHeading } from '../score-words.ts'
import type { Page } from './page.ts'

/** What was accepted or answered and ends soon, or counts no longer. Nothing if there is none. */
export function writeNotices(page: Page, { notices = [] }: Assessment): void {
  if (notices.length === 0) return
  page.heading(page.say(noticesHeading))
  for (const { kind, text } of notices) {
    const tone = kind === 'ends-soon' ? 'warning' : 'bad'
    page.write({ lead: '!', leadTone: tone, text, tone })
  }
}
