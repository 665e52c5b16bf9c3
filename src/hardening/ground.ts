import type { Change, Step, StepKind, Verification } from './change.ts'

/** What stands at the place of a step now. */
export type Standing = 'before' | 'after' | 'other'

/**
 * How steps of one kind are made: files, registry, database. Reading and writing are all that it knows; when, in which
 * order and whether at all is decided by `apply.ts`.
 */
export interface Ground<Kind extends StepKind = StepKind> {
  /**
   * What stands there. Throws where it cannot be read: what nobody can read is not changed.
   */
  standing(step: Extract<Step, { kind: Kind }>): Promise<Standing>
  /**
   * Keeps in `folder` (already there, the operator's alone) what `restore` needs where a step breaks off half-way.
   * Flushed to disk when it resolves. A ground whose single write cannot break off half-way keeps nothing.
   */
  snapshot(step: Extract<Step, { kind: Kind }>, folder: string, name: string): Promise<void>
  /** Makes the place what it is on that side. Its answer is not believed: the caller reads back. */
  move(step: Extract<Step, { kind: Kind }>, to: 'before' | 'after'): Promise<void>
  /** Brings back what `snapshot` kept, where the place is `other` because this very step broke off. */
  restore(step: Extract<Step, { kind: Kind }>, folder: string, name: string): Promise<void>
}

export type Grounds = { readonly [Kind in StepKind]?: Ground<Kind> }

/** Asks the controls that asked for a change again, of evidence collected now. */
export type Verifier = (change: Change) => Promise<Verification>
