import { type RecognisedDatabase, recogniseDatabase } from '../catalog/index.ts'
import type { DatabaseFact } from '../evidence/outside/facts.ts'
import { type Evidence, isSeen, type Seen } from '../model/evidence.ts'
import { wasNotAsked } from '../model/missing-words.ts'
import { say, type Text } from '../model/text.ts'
import type { Judgement, Question, RemedyText } from './control.ts'
import { latestLook } from './latest-look.ts'
import { missingInSentence } from './missing-words.ts'
import { unknownBecause } from './open-question.ts'
import { quotation } from './quotation.ts'
import type { KnownVersion, NoVersion } from './running-version.ts'
import { seenOnly } from './vantage-evidence.ts'

interface Greeting {
  readonly seen: Seen<DatabaseFact>
  readonly database: RecognisedDatabase
}

/**
 * The database that greets on the server's database port; `version.product` says which one it is. A port that does
 * not answer is good (`ports-minimal` asks that) and leaves this question open.
 */
export function runningDatabase(question: Question): KnownVersion | NoVersion {
  const looked = latestLook(question.evidence.about(question.server.kind, 'outside.database'))
  const greeted = seenOnly(looked).filter(({ value }) => value.answer === 'greeting')
  const greetings = greeted.flatMap((seen): Greeting[] => {
    const database = recogniseDatabase(seen.value.version ?? '')
    return database.ok ? [{ seen, database: database.value }] : []
  })
  const [first] = greetings
  if (!first) return without(greeted.length > 0 ? notUnderstood(greeted) : notGreeted(looked))
  if (new Set(greetings.map(nameOf)).size > 1) return without(disagreeing(greetings))
  return { known: true, version: first.database.version, evidence: greetings.map(({ seen }) => seen) }
}

/** How a person reads the version of the database (the guidance; automate.md §8). */
const databaseByHand: RemedyText = {
  summary: say('Lesen Sie die Version der Datenbank auf dem Server ab.', 'Read the database version on the server.'),
  steps: [
    say(
      'Öffnen Sie im Automate Control Center Help > Server Status: Dort steht die MySQL-Version.',
      'In the Automate Control Center open Help > Server Status: the MySQL version stands there.',
    ),
    say(
      'Oder führen Sie auf dem Datenbank-Server SELECT VERSION(); aus.',
      'Or run SELECT VERSION(); on the database server.',
    ),
  ],
  automatic: false,
}

function without(why: Judgement): NoVersion {
  return { known: false, why: { ...why, remedy: databaseByHand } }
}

function nameOf({ database }: Greeting): string {
  return `${database.product} ${database.version.text}`
}

function disagreeing(greetings: readonly Greeting[]): Judgement {
  const list = [...new Set(greetings.map(nameOf))].join(', ')
  const why = say(
    `Die Angaben widersprechen sich (${list}). Welche dieser Datenbanken die von Automate ist, zeigt nur der Blick in den Server.`,
    `The statements contradict each other (${list}). Which of these databases is the one of Automate only a look inside the server shows.`,
  )
  return unknownBecause(
    why,
    greetings.map(({ seen }) => seen),
  )
}

function notUnderstood(greeted: readonly Seen<DatabaseFact>[]): Judgement {
  const text = quotation(greeted[0]?.value.version ?? '')
  const why = say(
    `Die Datenbank nennt als Version „${text}“; diese Schreibweise ist nicht bekannt.`,
    `The database gives "${text}" as its version; this way of writing it is not known.`,
  )
  return unknownBecause(why, greeted)
}

function notGreeted(looked: readonly Evidence<DatabaseFact>[]): Judgement {
  const { de, en } = whyNoGreeting(looked)
  const hint = say('Die Version zeigt nur der Blick in den Server.', 'Only a look inside the server shows the version.')
  return unknownBecause(say(`${de} ${hint.de}`, `${en} ${hint.en}`), looked)
}

function whyNoGreeting(looked: readonly Evidence<DatabaseFact>[]): Text {
  const answers = seenOnly(looked).map(({ value }) => value.answer)
  if (answers.includes('host-refused'))
    return say(
      'Eine MySQL-Datenbank antwortet, spricht aber nicht mit dieser Adresse und nennt keine Version.',
      'A MySQL database answers but does not talk to this address and gives no version.',
    )
  if (answers.includes('not-mysql'))
    return say(
      'Am Datenbank-Port antwortet etwas, das nicht MySQL ist.',
      'Something that is not MySQL answers at the database port.',
    )
  const [miss] = looked.flatMap((piece) => (isSeen(piece) ? [] : [piece.missing]))
  if (!miss || wasNotAsked(miss))
    return say('Nach der Datenbank wurde nicht gesehen.', 'Nobody looked at the database.')
  const reason = missingInSentence(miss)
  if (miss.reason === 'absent' || miss.reason === 'timeout')
    return say(
      `Die Datenbank antwortet hier nicht (${reason.de}), und das ist gut so.`,
      `The database does not answer here (${reason.en}), and that is good.`,
    )
  return say(
    `Am Datenbank-Port kam kein Gruß einer Datenbank zurück (${reason.de}).`,
    `No greeting of a database came back from the database port (${reason.en}).`,
  )
}
