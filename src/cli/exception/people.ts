import { parseLine } from '../../model/line.ts'
import { type Parsed, rejected } from '../../model/parsed.ts'
import { samePerson } from '../../model/person.ts'
import { say } from '../../model/text.ts'
import { type Wanted, wantedAnswer } from '../answer.ts'
import type { Program } from '../program.ts'
import { parseLastDay } from '../term.ts'

const reason: Wanted<string> = {
  flag: 'reason',
  question: say('Warum wird das Risiko hingenommen?', 'Why is the risk accepted?'),
  example: '"Umzug bis Ende Januar"',
  parse: (text) => parseLine(text, 1_000),
}

const owner: Wanted<string> = {
  flag: 'owner',
  question: say('Wer ist verantwortlich?', 'Who is responsible?'),
  example: '"A. Muster"',
  parse: (text) => parseLine(text),
}

export function wantedReason(program: Program, given: string | undefined): Promise<string> {
  return wantedAnswer(program, given, reason)
}

export function wantedOwner(program: Program, given: string | undefined): Promise<string> {
  return wantedAnswer(program, given, owner)
}

/** Whoever approves must be somebody else than the owner. */
export function wantedApprover(program: Program, given: string | undefined, responsible: string): Promise<string> {
  return wantedAnswer(program, given, {
    flag: 'approver',
    question: say('Wer genehmigt es? (eine andere Person)', 'Who approves it? (another person)'),
    example: '"B. Muster"',
    parse: (text) => otherThan(responsible, parseLine(text)),
  })
}

export function wantedEnd(program: Program, given: string | undefined, since: string): Promise<string> {
  return wantedAnswer(program, given, {
    flag: 'until',
    question: say('Bis zu welchem Tag? (höchstens zwölf Monate)', 'Until which day? (twelve months at most)'),
    example: '2027-01-31',
    parse: (text) => parseLastDay(text, since),
  })
}

function otherThan(responsible: string, name: Parsed<string>): Parsed<string> {
  if (!name.ok || !samePerson(name.value, responsible)) return name
  return rejected(
    say(
      `${responsible} ist verantwortlich und kann die Ausnahme nicht selbst genehmigen. Nennen Sie eine andere Person.`,
      `${responsible} is responsible and cannot approve the exception alone. Name another person.`,
    ),
  )
}
