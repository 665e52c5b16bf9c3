import type { Seen } from '../model/evidence.ts'

/**
 * A piece of evidence with only those entries of its list that a judgement rests on: the same fact, source and time in
 * the same shape. It says how many entries are left out, so that nobody takes the excerpt for the whole.
 */
export function excerpt<Key extends string, Value extends Readonly<Record<Key, readonly unknown[]>>>(
  piece: Seen<Value>,
  list: Key,
  entries: Value[Key],
): Seen<Value> {
  const leftOut = piece.value[list].length - entries.length
  return leftOut === 0 ? piece : { ...piece, value: { ...piece.value, [list]: entries }, leftOut }
}

/** The first few entries, for a judgement that rests on many: what is well is shown by some of them. */
export function someOf<Entry>(entries: readonly Entry[]): readonly Entry[] {
  return entries.slice(0, most)
}

const most = 10
