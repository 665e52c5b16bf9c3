import type { MysqlFacts } from '../evidence/mysql/facts.ts'
import { type Evidence, isSeen, type Seen } from '../model/evidence.ts'
import { joined, say, type Text } from '../model/text.ts'
import type { Judgement, Question, RemedyText } from './control.ts'
import { machineOf, newestPerMachine } from './machines.ts'
import { missingInSentence } from './missing-words.ts'
import { unknownBecause } from './open-question.ts'
import { seenOnly } from './vantage-evidence.ts'

/** One thing that the database said of itself, and the machine that it runs on. */
export interface DatabaseSaying<Value> {
  readonly machine: string
  readonly piece: Seen<Value>
  readonly value: Value
}

/** The newest that each database server says of one fact. */
export function databaseSays<Name extends keyof MysqlFacts>(
  { evidence, server }: Question,
  fact: Name,
): readonly DatabaseSaying<MysqlFacts[Name]>[] {
  return seenOnly(newestPerMachine(evidence.about(server.kind, fact))).map((piece) => ({
    machine: machineOf(piece),
    piece,
    value: piece.value,
  }))
}

/** The same from one machine only, or from the only one that there is. */
export function databaseSaysOn<Name extends keyof MysqlFacts>(
  question: Question,
  fact: Name,
  machine: string,
): DatabaseSaying<MysqlFacts[Name]> | undefined {
  return databaseSays(question, fact).find((saying) => saying.machine === machine)
}

/** An item of a judgement; it carries the machine where there is more than one. */
export function itemOn(machine: string, item: string, machines: number): string {
  return machines > 1 ? `${machine}: ${item}` : item
}

/** The answer where the database said nothing of a fact: what came in its place, and how to ask. */
export function databaseSilent(question: Question, fact: keyof MysqlFacts): Judgement {
  const looked: readonly Evidence[] = newestPerMachine(question.evidence.about(question.server.kind, fact))
  const [reason] = looked.flatMap((piece) => (isSeen(piece) ? [] : [missingInSentence(piece.missing)]))
  const why = reason
    ? say(`Die Datenbank hat das nicht gesagt: ${reason.de}.`, `The database did not say this: ${reason.en}.`)
    : say('Die Datenbank selbst wurde noch nicht gefragt.', 'The database itself was not asked yet.')
  return { ...unknownBecause(joined([why, collectHint]), looked), remedy: askTheDatabase }
}

/** Why one database server did not say a fact for which it was asked; absent if it said it, or nobody asked. */
export function databaseUntold(
  { evidence, server }: Question,
  fact: keyof MysqlFacts,
  machine: string,
): Judgement | undefined {
  const piece = newestPerMachine(evidence.about(server.kind, fact)).find((one) => machineOf(one) === machine)
  if (!piece || isSeen(piece)) return
  const reason = missingInSentence(piece.missing)
  const why = say(
    `${machine}: Die Datenbank hat das nicht gesagt: ${reason.de}.`,
    `${machine}: the database did not say this: ${reason.en}.`,
  )
  return { ...unknownBecause(joined([why, collectHint]), [piece]), remedy: askTheDatabase }
}

/** How to have the database asked. */
export const collectHint: Text = say(
  'Antworten kann der Blick in die Datenbank: „bollwerk collect mysql“.',
  'What can answer is a look inside the database: "bollwerk collect mysql".',
)

export const askTheDatabase: RemedyText = {
  summary: say('Lassen Sie Bollwerk die Datenbank selbst fragen.', 'Let Bollwerk ask the database itself.'),
  steps: [
    say(
      'Legen Sie ein Konto an, das nur lesen darf; die Befehle gibt „bollwerk collect mysql --grants mysql-8“ aus.',
      'Create an account that may only read; "bollwerk collect mysql --grants mysql-8" prints the statements.',
    ),
    say(
      'Führen Sie auf dem Datenbank-Server „bollwerk collect mysql --host 127.0.0.1 --user bollwerk“ aus und prüfen Sie danach neu.',
      'Run "bollwerk collect mysql --host 127.0.0.1 --user bollwerk" on the database server and assess again.',
    ),
  ],
  automatic: false,
}
