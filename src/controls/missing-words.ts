import type { Missing } from '../model/evidence.ts'
import { missingInWords } from '../model/missing-words.ts'
import type { Text } from '../model/text.ts'
import { quotation } from './quotation.ts'

/** Why something could not be had, fit for a sentence whatever the other side wrote into its detail. */
export function missingInSentence({ reason, detail }: Missing): Text {
  return missingInWords({ reason, detail: quotation(detail) })
}
