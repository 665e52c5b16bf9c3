import { compareVersions, type Version } from '../catalog/index.ts'
import type { Evidence } from '../model/evidence.ts'
import { say } from '../model/text.ts'
import type { Judgement, Question } from './control.ts'
import { machineOf } from './machines.ts'
import { notApplicable } from './open-question.ts'

/** A version that one way of looking brought. */
export interface VersionReading {
  /** The way, as a person would name it: `agent.aspx`, `RMM01 LTAgent.exe`. */
  readonly by: string
  readonly version: Version
  readonly piece: Evidence
}

/** What one way of looking for a version brought. */
export interface VersionLook {
  readonly readings: readonly VersionReading[]
  /** What stood where a version should stand and is none. */
  readonly strange: readonly { readonly text: string; readonly piece: Evidence }[]
  /** Where there was nothing to be had. */
  readonly missed: readonly Evidence[]
}

/** One way of looking; it may answer nothing at all. */
export type VersionSource = (question: Question) => VersionLook

export function lookedBy(sources: readonly VersionSource[], question: Question): VersionLook {
  const looks = sources.map((source) => source(question))
  return {
    readings: looks.flatMap(({ readings }) => readings),
    strange: looks.flatMap(({ strange }) => strange),
    missed: looks.flatMap(({ missed }) => missed),
  }
}

/** Whether two texts may name the same version of one product: `26.6.5` and `26.6.5.9742` do. */
export function mayBeSame(a: Version, b: Version): boolean {
  return compareVersions(a, b) === 0 || isWrittenShorter(a, b) || isWrittenShorter(b, a)
}

/** Whether `short` is `long` with its last numbers left out. */
export function isWrittenShorter(short: Version, long: Version): boolean {
  return short.parts.length < long.parts.length && short.parts.every((part, index) => part === long.parts[index])
}

/** The reading that says most; absent if there is none. */
export function mostExact(readings: readonly VersionReading[]): VersionReading | undefined {
  return readings.toSorted((a, b) => b.version.parts.length - a.version.parts.length)[0]
}

/** `agent.aspx: 25.0.436, RMM01 LTAgent.exe: 24.0.331`, each different statement once. */
export function statements(readings: readonly VersionReading[]): string {
  return [...new Set(readings.map(({ by, version }) => `${by}: ${version.text}`))].join(', ')
}

/** Whether witnesses that know nothing of each other name the same version; one witness alone proves nothing. */
export function versionAgreement(readings: readonly VersionReading[]): Judgement {
  const witnesses = new Set(readings.map(witnessOf))
  const exact = mostExact(readings)
  if (witnesses.size < 2 || !exact) return notApplicable(oneWitness)
  const evidence = readings.map(({ piece }) => piece)
  const list = statements(readings)
  if (readings.every(({ version }) => mayBeSame(version, exact.version))) {
    const detail = say(`Alle nennen dieselbe Version (${list}).`, `All name the same version (${list}).`)
    return { outcome: 'pass', detail, evidence }
  }
  const days = [...new Set(evidence.map(({ at }) => at.slice(0, 10)))].join(', ')
  const detail = say(
    `Die Zeugen widersprechen sich (${list}; gesehen am ${days}). Entweder ist ein Beleg älter als das letzte Update, oder der Name führt auf einen anderen Server als den, in den hineingesehen wurde.`,
    `The witnesses contradict each other (${list}; seen on ${days}). Either one piece of evidence is older than the last update, or the name leads to another server than the one that was looked into.`,
  )
  return { outcome: 'fail', detail, evidence }
}

/** The outside is one witness however many ways it has; inside every machine and every collector is one of its own. */
function witnessOf({ piece }: VersionReading): string {
  return piece.witness === 'inside' ? `${piece.fact} ${machineOf(piece)}` : piece.witness
}

const oneWitness = say(
  'Die Version ist nicht von zwei voneinander unabhängigen Zeugen bekannt; zu vergleichen ist nichts.',
  'The version is not known from two witnesses that are independent of each other; there is nothing to compare.',
)
