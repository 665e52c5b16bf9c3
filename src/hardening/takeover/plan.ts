import type { OutsideFacts } from '../../evidence/outside/facts.ts'
import type { ServerKind } from '../../model/server.ts'
import type { Text } from '../../model/text.ts'
import type { Check } from '../checked.ts'

/** A check and the server that it is about. */
export interface ServerCheck extends Check {
  readonly subject: ServerKind
}

/** What the outside witness asks to see the effect of a step. */
export interface OutsideQuestion {
  readonly fact: keyof OutsideFacts
  readonly asks: Text
}

/** One step of putting the gateway in front. */
export interface TakeoverStep {
  /** Unique in the plan. */
  readonly id: string
  readonly title: Text
  readonly instructions: readonly Text[]
  /** How it is checked from outside; empty where only a look inside shows it. */
  readonly outside: readonly OutsideQuestion[]
  /** What must hold for the step to be done. */
  readonly checks: readonly ServerCheck[]
  /** `done` if every check holds, `open` if one does not, `unknown` if nobody can tell. */
  readonly state: 'done' | 'open' | 'unknown'
  readonly rollback: Text
  readonly downtime: Text
}

/** A step before anybody looked how it stands. */
export type UnseenStep = Omit<TakeoverStep, 'checks' | 'state'>
