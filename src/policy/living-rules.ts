import { twelveMonthsAfter } from '../model/day.ts'
import { samePerson } from '../model/person.ts'
import { say, type Text } from '../model/text.ts'
import type { Contradiction } from './contradiction.ts'

interface Term {
  readonly since: string
  readonly until: string
}

const exceptionName = say('Die Ausnahme', 'The exception')
const attestationName = say('Die Angabe', 'The answer')
const disputeName = say('Der Einspruch', 'The dispute')

export function termOfException(term: Term): readonly Contradiction[] {
  return endsInTime(term, exceptionName)
}

export function termOfAttestation(term: Term): readonly Contradiction[] {
  return endsInTime(term, attestationName)
}

export function termOfDispute(term: Term): readonly Contradiction[] {
  return endsInTime(term, disputeName)
}

/** Whoever bears a risk cannot be the one who allows it. */
export function approvedByOwner(people: { owner: string; approver: string }): readonly Contradiction[] {
  if (!samePerson(people.owner, people.approver)) return []
  const message = say(
    `${people.owner} ist verantwortlich und kann die Ausnahme nicht selbst genehmigen. Nennen Sie unter approver eine andere Person.`,
    `${people.owner} is responsible and cannot approve the exception alone. Name another person under approver.`,
  )
  return [{ path: ['approver'], at: 'value', message }]
}

function endsInTime({ since, until }: Term, what: Text): readonly Contradiction[] {
  const last = twelveMonthsAfter(since)
  if (since <= until && until <= last) return []
  const message = until < since ? endsBefore({ since, until }, what) : lastsTooLong({ since, last }, what)
  return [{ path: ['until'], at: 'value', message }]
}

function endsBefore({ since, until }: Term, { de, en }: Text): Text {
  return say(
    `${de} endet am ${until}, also vor dem Beginn am ${since}. Berichtigen Sie eines der beiden Daten.`,
    `${en} ends on ${until}, before it begins on ${since}. Correct one of the two dates.`,
  )
}

function lastsTooLong({ since, last }: { since: string; last: string }, { de, en }: Text): Text {
  return say(
    `${de} gilt höchstens zwölf Monate, hier vom ${since} bis ${last}. Danach ist neu zu entscheiden.`,
    `${en} holds for twelve months at most, here from ${since} to ${last}. After that it has to be decided anew.`,
  )
}
