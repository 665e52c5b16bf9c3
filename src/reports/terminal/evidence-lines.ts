import type { CitedEvidence } from '../../model/assessment.ts'
import type { Language } from '../../model/text.ts'
import { shownContent, shownOrigin } from '../cited-evidence.ts'
import * as messages from '../messages.ts'
import type { Page } from './page.ts'

/** So much of a value, and so many pieces, stand in the short form. */
const short = { value: 160, pieces: 2 }
const whole = { value: 600, pieces: Number.POSITIVE_INFINITY }

/** Evidence, each piece once; time and place stand below the last of those that share them. */
export function writeEvidence(
  page: Page,
  evidence: readonly CitedEvidence[],
  { language, verbose }: { readonly language: Language; readonly verbose: boolean },
): void {
  const limits = verbose ? whole : short
  const different = [...new Map(evidence.map((piece) => [JSON.stringify(piece), piece])).values()]
  const shown = different.slice(0, limits.pieces)
  const lead = `${page.say(messages.evidenceLabel)}:`
  const indent = 5 + lead.length
  for (const [index, piece] of shown.entries()) {
    const text = `${piece.source} → ${shownContent(piece, language, limits.value)}`
    page.write({ lead, leadTone: 'faint', text, indent: 4 })
    const origin = shownOrigin(piece, language)
    const next = shown[index + 1]
    if (!next || shownOrigin(next, language) !== origin) page.write({ text: origin, tone: 'faint', indent })
  }
  const rest = different.length - shown.length
  if (rest > 0) page.write({ text: page.say(messages.furtherEvidence(rest)), tone: 'faint', indent })
}
