import type { Dispute } from '../model/dispute.ts'
import { joined, say, type Text } from '../model/text.ts'
import type { Judged } from './control.ts'
import { entriesFor, type Subject, speakingFor } from './scope.ts'

/**
 * Marks what somebody holds to be wrong as `disputed`. The outcome stays and counts as before. A dispute that has
 * ended, or that was about another version of the control, marks nothing, and the detail says so.
 */
export function underDisputes(
  judgements: readonly Judged[],
  disputes: readonly Dispute[],
  subject: Subject,
): readonly Judged[] {
  const own = entriesFor(disputes, subject.control.id, subject.server)
  if (own.length === 0) return judgements
  return judgements.map((judgement) => {
    if (judgement.outcome === 'pass' || judgement.outcome === 'not-applicable') return judgement
    const found = speakingFor(own, judgement.item, subject)
    if (!found) return judgement
    const { detail } = judgement
    if (found.standing !== 'in-force') return { ...judgement, detail: joined([detail, over(found.entry)]) }
    return { ...judgement, overlay: 'disputed', detail: joined([detail, disputed(found.entry)]) }
  })
}

function disputed({ since, until, reason }: Dispute): Text {
  return say(
    `Seit ${since} umstritten (bis ${until}): ${reason} Das Ergebnis bleibt stehen und zählt in der Punktzahl weiter als nicht erfüllt.`,
    `Disputed since ${since} (until ${until}): ${reason} The result stays and still counts in the score as not met.`,
  )
}

function over({ until }: Dispute): Text {
  return say(
    `Der Einspruch dagegen (bis ${until}) gilt nicht mehr.`,
    `The dispute of this (until ${until}) no longer holds.`,
  )
}
