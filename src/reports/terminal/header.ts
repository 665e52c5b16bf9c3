import type { Assessment } from '../../model/assessment.ts'
import { shownPlace } from '../cited-evidence.ts'
import * as messages from '../messages.ts'
import { shownDay, shownTime } from '../moment.ts'
import type { Page } from './page.ts'

/** Which site, when, from where, and by which knowledge; warns where that knowledge is too old. */
export function writeHeader(page: Page, assessment: Assessment): void {
  const { site, finishedAt, vantages, catalog, tool, language } = assessment
  page.blank()
  page.write({ text: `Bollwerk – ${page.say(messages.reportTitle)}: ${site}`, tone: 'strong' })
  page.blank()
  page.field(page.say(messages.lookedAt), shownTime(finishedAt, language))
  const places = vantages.map((vantage) => shownPlace(vantage, language))
  page.field(page.say(messages.lookedFrom), places.join('; ') || page.say(messages.nowhere))
  page.field(
    page.say(messages.catalogLabel),
    page.say(messages.catalogAge(shownDay(catalog.asOf, language), catalog.ageDays)),
  )
  page.field(page.say(messages.toolLabel), `Bollwerk ${tool.version}`)
  if (catalog.tooOld) writeWarning(page, page.say(messages.catalogTooOld(catalog.ageDays)))
  if (vantages.some(({ place }) => place === 'unstated')) writeWarning(page, page.say(messages.notesOnUnstated))
}

function writeWarning(page: Page, text: string): void {
  page.blank()
  page.write({ lead: '!', leadTone: 'warning', text, tone: 'warning' })
}
