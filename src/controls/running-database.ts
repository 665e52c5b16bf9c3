import type { DatabaseFact } from '../evidence/outside/facts.ts'
import { type Evidence, isSeen } from '../model/evidence.ts'
import { wasNotAsked } from '../model/missing-words.ts'
import { say, type Text } from '../model/text.ts'
import type { Judgement, Question, RemedyText } from './control.ts'
import { databaseSays } from './database-inside.ts'
import { type DatabaseSighting, databaseSightings, databaseTellers, greetings } from './database-sightings.ts'
import { latestLook } from './latest-look.ts'
import { missingInSentence } from './missing-words.ts'
import { unknownBecause } from './open-question.ts'
import { quotation } from './quotation.ts'
import type { KnownVersion, NoVersion } from './running-version.ts'
import { seenOnly } from './vantage-evidence.ts'

/**
 * The version of the database; `version.product` says which one it is. What the database says of itself counts before
 * the file on Windows, and that before the greeting at the port; that they contradict each other is the question of
 * `database-patched.witnesses-agree`. A port that does not answer is good (`ports-minimal` asks that) and leaves this
 * question open where nobody looked inside.
 */
export function runningDatabase(question: Question): KnownVersion | NoVersion {
  for (const by of databaseTellers) {
    const sightings = databaseSightings(question, by)
    const [first] = sightings
    if (!first) continue
    if (new Set(sightings.map(nameOf)).size > 1) return without(disagreeing(sightings))
    return { known: true, version: first.version, evidence: sightings.map(({ piece }) => piece) }
  }
  const spoken = [
    ...databaseSays(question, 'mysql.version').map(({ piece }) => ({ piece, text: piece.value.version })),
    ...greetings(question).map((piece) => ({ piece, text: piece.value.version ?? '' })),
  ]
  const looked = latestLook(question.evidence.about(question.server.kind, 'outside.database'))
  return without(spoken.length > 0 ? notUnderstood(spoken) : notGreeted(looked))
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
    say(
      'Oder lassen Sie Bollwerk fragen: „bollwerk collect mysql“ liest die Version mit einem Konto, das sonst nichts darf.',
      'Or let Bollwerk ask: "bollwerk collect mysql" reads the version with an account that may do nothing else.',
    ),
  ],
  automatic: false,
}

function without(why: Judgement): NoVersion {
  return { known: false, why: { ...why, remedy: databaseByHand } }
}

function nameOf({ version }: DatabaseSighting): string {
  return `${version.product} ${version.text}`
}

function disagreeing(sightings: readonly DatabaseSighting[]): Judgement {
  const list = [...new Set(sightings.map(nameOf))].join(', ')
  const evidence = sightings.map(({ piece }) => piece)
  if (sightings.some(({ by }) => by !== 'greeting'))
    return unknownBecause(
      say(
        `Es laufen mehrere Datenbanken (${list}). Welche davon die von Automate ist, ist nicht zu erkennen.`,
        `Several databases run (${list}). Which of them is the one of Automate cannot be told.`,
      ),
      evidence,
    )
  const why = say(
    `Die Angaben widersprechen sich (${list}). Welche dieser Datenbanken die von Automate ist, zeigt nur der Blick in den Server.`,
    `The statements contradict each other (${list}). Which of these databases is the one of Automate only a look inside the server shows.`,
  )
  return unknownBecause(why, evidence)
}

function notUnderstood(spoken: readonly { readonly piece: Evidence; readonly text: string }[]): Judgement {
  const text = quotation(spoken[0]?.text ?? '')
  const why = say(
    `Die Datenbank nennt als Version „${text}“; diese Schreibweise ist nicht bekannt.`,
    `The database gives "${text}" as its version; this way of writing it is not known.`,
  )
  return unknownBecause(
    why,
    spoken.map(({ piece }) => piece),
  )
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
