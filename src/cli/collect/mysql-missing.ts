import type { Gap } from '../../evidence/mysql/facts.ts'
import type { Evidence, Missing } from '../../model/evidence.ts'
import { missingInWords } from '../../model/missing-words.ts'
import { say, type Text } from '../../model/text.ts'

/** A sentence for everything that could not be seen, whole facts and parts of them. */
export function openQuestionsIn(evidence: readonly Evidence[]): readonly Text[] {
  return evidence.flatMap((piece) => {
    if ('missing' in piece) return [sentence(piece.fact, piece.missing)]
    return gapsOf(piece.value).map(({ part, missing }) => sentence(`${piece.fact} (${part})`, missing))
  })
}

function gapsOf(value: unknown): readonly Gap[] {
  if (typeof value !== 'object' || value === null || !('gaps' in value) || !Array.isArray(value.gaps)) return []
  return value.gaps as readonly Gap[]
}

function sentence(what: string, missing: Missing): Text {
  const why = missingInWords(missing)
  return say(
    `${what} fehlt: ${why.de}. Welche Rechte das Konto braucht, zeigt --grants.`,
    `${what} is missing: ${why.en}. --grants shows which rights the account needs.`,
  )
}
