import type { Missing, MissingReason } from '../model/evidence.ts'
import { say, type Text } from '../model/text.ts'
import { quotation } from './quotation.ts'

const reasons: Readonly<Record<MissingReason, Text>> = {
  denied: say('verweigert', 'denied'),
  absent: say('nicht vorhanden', 'not there'),
  timeout: say('keine Antwort', 'no answer'),
  unreadable: say('unlesbare Antwort', 'unreadable answer'),
  interrupted: say('abgebrochen', 'interrupted'),
  'too-large': say('zu große Antwort', 'answer too large'),
}

/** Why something could not be had, in a few words: `no answer (ETIMEDOUT)`. */
export function missingInWords({ reason, detail }: Missing): Text {
  const { de, en } = reasons[reason]
  const word = quotation(detail)
  return word === '' ? reasons[reason] : say(`${de} (${word})`, `${en} (${word})`)
}
