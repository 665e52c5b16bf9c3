import type { Attestation } from '../../model/attestation.ts'
import { daysLater } from '../../model/berlin.ts'
import { parseLine } from '../../model/line.ts'
import { accepted, type Parsed, rejected } from '../../model/parsed.ts'
import type { ServerKind } from '../../model/server.ts'
import { say } from '../../model/text.ts'
import { type Wanted, wantedAnswer } from '../answer.ts'
import type { Program } from '../program.ts'
import type { Named } from '../subject.ts'
import { parseLastDay, today } from '../term.ts'
import { attachmentOf } from './attachment.ts'
import type { AttestFlags } from './command.ts'

/** A control about one server, perhaps one item of it. */
export type Question = Named & { readonly server: ServerKind }

export type Said = Pick<AttestFlags, 'answer' | 'by' | 'note' | 'until' | 'attachment'>

/** How long an answer usually counts: half a year. */
const usualDays = 182

/** The answer as the flags say it; at the terminal a person is asked for what is missing. */
export async function statedAnswer(
  program: Program,
  said: Said,
  { control, server, item }: Question,
  usual: Usual = {},
): Promise<Attestation> {
  const since = today()
  const answer = await wantedAnswer(program, said.answer, wantedOutcome)
  const by = await wantedAnswer(
    program,
    said.by,
    usual.by === undefined ? wantedName : { ...wantedName, usual: usual.by },
  )
  const note = await wantedAnswer(program, said.note, wantedNote)
  const until = await wantedAnswer(program, said.until, wantedEnd(since, usual))
  return {
    control: control.id,
    version: control.version,
    server,
    ...(item === undefined ? {} : { item }),
    ...{ answer, by, since, until, note },
    ...(said.attachment === undefined ? {} : { attachment: await attachmentOf(said.attachment) }),
  }
}

/** What the person answered before, to be confirmed. */
export interface Usual {
  readonly by?: string
  readonly until?: string
}

const wantedOutcome: Wanted<'pass' | 'fail'> = {
  flag: 'answer',
  question: say('Ist es so? (pass oder fail)', 'Is it so? (pass or fail)'),
  example: 'pass',
  parse: parseAnswer,
}

const wantedName: Wanted<string> = {
  flag: 'by',
  question: say('Wer sagt es?', 'Who says so?'),
  example: '"A. Muster"',
  parse: (text) => parseLine(text),
}

const wantedNote: Wanted<string> = {
  flag: 'note',
  question: say('Was haben Sie angesehen, und wie?', 'What did you look at, and how?'),
  example: '"Im Switch nachgesehen: VLAN 20"',
  parse: (text) => parseLine(text, 1_000),
}

function wantedEnd(since: string, { until }: Usual): Wanted<string> {
  return {
    flag: 'until',
    question: say('Bis zu welchem Tag zählt die Antwort?', 'Until which day does the answer count?'),
    example: '2027-05-31',
    usual: until ?? daysLater(since, usualDays),
    parse: (text) => parseLastDay(text, since),
  }
}

function parseAnswer(text: string): Parsed<'pass' | 'fail'> {
  if (text === 'pass' || text === 'fail') return accepted(text)
  return rejected(say('Antworten Sie mit pass oder fail.', 'Answer with pass or fail.'))
}
