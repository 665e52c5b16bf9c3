import { compareVersions, parseVersion, type Version } from '../catalog/index.ts'
import { type Evidence, isSeen, type Seen } from '../model/evidence.ts'
import { serverNames } from '../model/server.ts'
import { joined, say } from '../model/text.ts'
import type { Judgement, Question } from './control.ts'
import { type ReadVersion, versionsInside } from './inside-version.ts'
import { latestLook } from './latest-look.ts'
import { missingInSentence } from './missing-words.ts'
import { unknownBecause } from './open-question.ts'
import { strangerJudgement, unclearIdentity } from './product-identity.ts'
import { quotation } from './quotation.ts'
import { seenOnly } from './vantage-evidence.ts'
import { versionByHand } from './version-by-hand.ts'

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

interface Reading {
  readonly seen: Seen<ReadVersion>
  readonly version: Version
}

/**
 * The version of the product that runs at the server's address. It is known only if nothing speaks against the
 * product itself and all ways by which it was read agree as far as each of them writes it.
 */
export function runningVersion(question: Question): KnownVersion | NoVersion {
  const { kind } = question.server
  const stranger = strangerJudgement(question)
  if (stranger) return without(question, stranger)
  const looked = latestLook<ReadVersion>([
    ...question.evidence.about(kind, 'outside.version'),
    ...versionsInside(question),
  ])
  const seen = seenOnly(looked)
  const readings = seen.flatMap((piece): Reading[] => {
    const version = parseVersion(kind, piece.value.text)
    return version.ok ? [{ seen: piece, version: version.value }] : []
  })
  const exact = readings.toSorted((a, b) => b.version.parts.length - a.version.parts.length)[0]
  if (!exact) return without(question, seen.length > 0 ? notUnderstood(seen) : notSeen(question, looked))
  if (!readings.every(({ version }) => agree(version, exact.version))) return without(question, disagreeing(readings))
  return { known: true, version: exact.version, evidence: readings.map((reading) => reading.seen) }
}

/** Whether two texts may name the same version: `26.6.5` and `26.6.5.9742` do. */
function agree(a: Version, b: Version): boolean {
  return compareVersions(a, b) === 0 || isWrittenShorter(a, b) || isWrittenShorter(b, a)
}

/** Whether `short` is `long` with its last numbers left out. */
export function isWrittenShorter(short: Version, long: Version): boolean {
  return short.parts.length < long.parts.length && short.parts.every((part, index) => part === long.parts[index])
}

function without(question: Question, why: Judgement): NoVersion {
  return { known: false, why: { ...why, remedy: versionByHand[question.server.kind] } }
}

function notSeen(question: Question, looked: readonly Evidence[]): Judgement {
  const misses = looked.flatMap((piece) => (isSeen(piece) ? [] : [piece]))
  const reason = misses[0] && missingInSentence(misses[0].missing)
  const name = serverNames[question.server.kind]
  const why = reason
    ? say(`Die Version war von außen nicht zu lesen: ${reason.de}.`, `The version could not be read: ${reason.en}.`)
    : say(`Die Version von ${name} wurde nicht gelesen.`, `Nobody read the version of ${name}.`)
  const unclear = unclearIdentity(question)
  return unknownBecause(joined(unclear ? [why, unclear] : [why]), misses)
}

function notUnderstood(seen: readonly Seen<ReadVersion>[]): Judgement {
  const text = quotation(seen[0]?.value.text ?? '')
  const why = say(
    `Der Server nennt als Version „${text}“; diese Schreibweise ist nicht bekannt.`,
    `The server gives "${text}" as its version; this way of writing it is not known.`,
  )
  return unknownBecause(why, seen)
}

function disagreeing(readings: readonly Reading[]): Judgement {
  const list = [...new Set(readings.map(({ seen, version }) => `${seen.value.by}: ${version.text}`))].join(', ')
  const why = say(
    `Die Angaben widersprechen sich (${list}). Vielleicht stehen hinter dem Namen mehrere Server, oder eine Angabe kommt aus einem Zwischenspeicher.`,
    `The statements contradict each other (${list}). There may be several servers behind the name, or one statement comes from a cache.`,
  )
  return unknownBecause(
    why,
    readings.map(({ seen }) => seen),
  )
}
