import type { Acceptance } from '../model/assessment.ts'
import type { Exception } from '../model/exception.ts'
import { joined, say, type Text } from '../model/text.ts'
import type { Judged } from './control.ts'
import { entriesFor, type Subject, speakingFor } from './scope.ts'

/**
 * Lays exceptions over judgements. The outcome stays; what is covered is marked `waived` with who accepted it and
 * until when. An exception that has ended, or that was made for another version of the control, covers nothing any
 * more, and the detail says so before anything else.
 */
export function underExceptions(
  judgements: readonly Judged[],
  exceptions: readonly Exception[],
  subject: Subject,
): readonly Judged[] {
  const own = entriesFor(exceptions, subject.control.id, subject.server)
  if (own.length === 0) return judgements
  return judgements.map((judgement) => {
    if (judgement.outcome === 'pass' || judgement.outcome === 'not-applicable') return judgement
    const found = speakingFor(own, judgement.item, subject)
    if (!found) return judgement
    const { entry, standing } = found
    const acceptance = acceptanceOf(entry, standing)
    const { detail } = judgement
    if (standing === 'in-force')
      return { ...judgement, acceptance, overlay: 'waived', detail: joined([detail, accepted(entry)]) }
    const why = standing === 'ended' ? ended(entry) : ofOtherVersion(entry, subject.control.version)
    return { ...judgement, acceptance, detail: joined([why, detail]) }
  })
}

function acceptanceOf(exception: Exception, standing: Acceptance['standing']): Acceptance {
  const { version, reason, owner, approver, since, until } = exception
  return { standing, version, reason, owner, approver, since, until }
}

function accepted({ owner, approver, until, reason }: Exception): Text {
  return say(
    `Als Ausnahme hingenommen bis ${until} (verantwortlich: ${owner}, genehmigt: ${approver}): ${reason}`,
    `Accepted as an exception until ${until} (owner: ${owner}, approved by: ${approver}): ${reason}`,
  )
}

function ended({ until, owner }: Exception): Text {
  return say(
    `Die Ausnahme dafür ist am ${until} abgelaufen und gilt nicht mehr (verantwortlich: ${owner}). Beheben Sie den Mangel, oder lassen Sie die Ausnahme neu genehmigen (bollwerk exception renew).`,
    `The exception for this ended on ${until} and no longer holds (owner: ${owner}). Repair the fault, or have the exception approved anew (bollwerk exception renew).`,
  )
}

function ofOtherVersion({ version, until, owner }: Exception, current: number): Text {
  return say(
    `Die Ausnahme dafür (bis ${until}, verantwortlich: ${owner}) gilt nicht mehr: Sie wurde für Version ${version} der Prüfung genehmigt, und die Prüfung fragt inzwischen etwas anderes (Version ${current}). Lassen Sie sie neu genehmigen (bollwerk exception renew).`,
    `The exception for this (until ${until}, owner: ${owner}) no longer holds: it was approved for version ${version} of the control, and the control asks something else by now (version ${current}). Have it approved anew (bollwerk exception renew).`,
  )
}
