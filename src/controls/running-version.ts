import type { Version } from '../catalog/index.ts'
import { type Evidence, isSeen } from '../model/evidence.ts'
import { serverNames } from '../model/server.ts'
import { joined, say } from '../model/text.ts'
import type { Judgement, Question } from './control.ts'
import { latestLook } from './latest-look.ts'
import { missingInSentence } from './missing-words.ts'
import { unknownBecause } from './open-question.ts'
import { strangerJudgement, unclearIdentity } from './product-identity.ts'
import { quotation } from './quotation.ts'
import { versionByHand } from './version-by-hand.ts'
import { lookedBy, mayBeSame, mostExact, statements, type VersionLook, type VersionReading } from './version-reading.ts'
import { insideVersionSources, publicVersion } from './version-sources.ts'

/** A version that is certain, and what shows it. */
export interface KnownVersion {
  readonly known: true
  readonly version: Version
  readonly evidence: readonly Evidence[]
}

/** No version, and the answer that a control gives instead. */
export interface NoVersion {
  readonly known: false
  readonly why: Judgement
}

/**
 * The version of the product that runs on the server, from outside and from within. It is known only if all ways by
 * which it was read agree as far as each of them writes it. Where something else stands at the public address, only
 * what was read from within counts.
 */
export function runningVersion(question: Question): KnownVersion | NoVersion {
  const stranger = strangerJudgement(question)
  const look = lookedBy(stranger ? insideVersionSources : [publicVersion, ...insideVersionSources], question)
  // What was read before an upgrade is history and contradicts nothing.
  const current = new Set(latestLook(look.readings.map(({ piece }) => piece)))
  const readings = look.readings.filter(({ piece }) => current.has(piece))
  const exact = mostExact(readings)
  if (!exact) return without(question, stranger ?? noReading(question, look))
  if (!readings.every(({ version }) => mayBeSame(version, exact.version)))
    return without(question, disagreeing(readings))
  return { known: true, version: exact.version, evidence: readings.map(({ piece }) => piece) }
}

/** Every reading of the version that may be compared with the others. */
export function versionReadings(question: Question): readonly VersionReading[] {
  const sources = strangerJudgement(question) ? insideVersionSources : [publicVersion, ...insideVersionSources]
  return lookedBy(sources, question).readings
}

function without(question: Question, why: Judgement): NoVersion {
  return { known: false, why: { ...why, remedy: versionByHand[question.server.kind] } }
}

function noReading(question: Question, { strange, missed }: VersionLook): Judgement {
  return strange.length > 0 ? notUnderstood(strange) : notSeen(question, missed)
}

function notSeen(question: Question, missed: readonly Evidence[]): Judgement {
  const reasons = missed.flatMap((piece) => (isSeen(piece) ? [] : [missingInSentence(piece.missing)]))
  const [reason] = reasons
  const name = serverNames[question.server.kind]
  const outside = missed[0]?.witness === 'outside'
  const why = reason
    ? say(
        `Die Version war ${outside ? 'von außen ' : ''}nicht zu lesen: ${reason.de}.`,
        `The version could not be read: ${reason.en}.`,
      )
    : say(`Die Version von ${name} wurde nicht gelesen.`, `Nobody read the version of ${name}.`)
  const unclear = unclearIdentity(question)
  return unknownBecause(joined(unclear ? [why, unclear] : [why]), missed)
}

function notUnderstood(strange: VersionLook['strange']): Judgement {
  const text = quotation(strange[0]?.text ?? '')
  const why = say(
    `Der Server nennt als Version „${text}“; diese Schreibweise ist nicht bekannt.`,
    `The server gives "${text}" as its version; this way of writing it is not known.`,
  )
  return unknownBecause(
    why,
    strange.map(({ piece }) => piece),
  )
}

function disagreeing(readings: readonly VersionReading[]): Judgement {
  const list = statements(readings)
  const why = say(
    `Die Angaben widersprechen sich (${list}). Vielleicht stehen hinter dem Namen mehrere Server, oder eine Angabe kommt aus einem Zwischenspeicher.`,
    `The statements contradict each other (${list}). There may be several servers behind the name, or one statement comes from a cache.`,
  )
  return unknownBecause(
    why,
    readings.map(({ piece }) => piece),
  )
}
