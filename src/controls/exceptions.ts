import type { Exception } from '../model/exception.ts'
import type { ServerKind } from '../model/server.ts'
import { joined, say } from '../model/text.ts'
import type { Judged } from './control.ts'

/** The exceptions that the operator wrote for one control on one server, in force or not. */
export function exceptionsFor(
  exceptions: readonly Exception[],
  control: string,
  server: ServerKind,
): readonly Exception[] {
  return exceptions.filter((exception) => exception.control === control && (exception.server ?? server) === server)
}

/**
 * Lays exceptions over judgements. The outcome stays; what is covered is marked `waived` with who accepted it and
 * until when. An exception that has ended no longer covers anything, and the detail says so.
 */
export function underExceptions(
  judgements: readonly Judged[],
  exceptions: readonly Exception[],
  now: number,
): readonly Judged[] {
  const today = dayInBerlin(now)
  return judgements.map((judgement) => {
    if (judgement.outcome === 'pass' || judgement.outcome === 'not-applicable') return judgement
    const fitting = exceptions.filter(({ item }) => item === undefined || item === judgement.item)
    const inForce = fitting.find(({ since, until }) => since <= today && today <= until)
    if (inForce) return { ...judgement, overlay: 'waived', detail: joined([judgement.detail, acceptance(inForce)]) }
    const ended = fitting.find(({ until }) => until < today)
    return ended ? { ...judgement, detail: joined([judgement.detail, ending(ended)]) } : judgement
  })
}

/** The calendar day (`YYYY-MM-DD`) in Berlin: an exception ends with its last day there, wherever this runs. */
export function dayInBerlin(now: number): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin', dateStyle: 'short' }).format(new Date(now))
}

function acceptance({ owner, approver, until, reason }: Exception): ReturnType<typeof say> {
  return say(
    `Als Ausnahme hingenommen bis ${until} (verantwortlich: ${owner}, genehmigt: ${approver}): ${reason}`,
    `Accepted as an exception until ${until} (owner: ${owner}, approved by: ${approver}): ${reason}`,
  )
}

function ending({ until }: Exception): ReturnType<typeof say> {
  return say(
    `Die Ausnahme dafür ist am ${until} abgelaufen und gilt nicht mehr.`,
    `The exception for this ended on ${until} and no longer holds.`,
  )
}
