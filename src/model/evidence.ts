import type { ServerKind } from './server.ts'
import type { Vantage } from './vantage.ts'

/** Where evidence comes from. */
export type Witness = 'inside' | 'outside' | 'paper'

/** Why a fact could not be had. */
export type MissingReason =
  | 'denied' // the other side said no
  | 'absent' // it is not there: closed port, missing file, name that does not resolve
  | 'timeout' // nothing came within the time limit
  | 'unreadable' // something came, but not what was asked for
  | 'interrupted' // the connection broke before the answer was whole
  | 'too-large' // the answer was cut off at its size limit

export interface Missing {
  readonly reason: MissingReason
  /** A technical word for the trained reader (`ECONNRESET`, `HTTP 502`), the same in every language. */
  readonly detail: string
}

interface Dated {
  /** Name of the fact, such as `outside.tcp-ports`. */
  readonly fact: string
  readonly witness: Witness
  readonly server: ServerKind
  /** What was asked, so that a person could ask it again: `https://support.example.de/Script.ashx`. */
  readonly source: string
  /** ISO 8601 time in UTC at which it was seen. */
  readonly at: string
  readonly vantage?: Vantage
}

/** A dated fact that was seen. */
export interface Seen<Value> extends Dated {
  readonly value: Value
  /** How many entries of the list in the value are not cited, because the judgement does not rest on them. */
  readonly leftOut?: number
}

/** A dated fact that could not be seen, and why. */
interface Unseen extends Dated {
  readonly missing: Missing
}

/** A dated fact with its source, or the reason why it could not be had. */
export type Evidence<Value = unknown> = Seen<Value> | Unseen

export function isSeen<Value>(evidence: Evidence<Value>): evidence is Seen<Value> {
  return 'value' in evidence
}

/** A stored collection of evidence, `bollwerk.evidence/1`. */
export interface EvidenceFile {
  readonly schema: 'bollwerk.evidence/1'
  readonly site: string
  readonly tool: { readonly version: string }
  readonly evidence: readonly Evidence[]
}
