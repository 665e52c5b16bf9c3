import type { Step } from './change.ts'
import { placeOf } from './place.ts'

/** A piece that a step takes out and puts in, read from the step itself and not from what the plan says about it. */
export interface WrittenPiece {
  readonly place: string
  readonly before: string
  readonly after: string
}

/** Exactly what a step writes, for whoever approves a plan that somebody else may have edited. */
export function writtenPieces(step: Step): readonly WrittenPiece[] {
  if (step.kind !== 'file') return [{ place: placeOf(step), before: text(step.before), after: text(step.after) }]
  return step.splices.map(({ at, out, in: put }) => ({
    place: `${step.path} @ ${at}`,
    before: readable(out),
    after: readable(put),
  }))
}

type Value = Exclude<Step, { kind: 'file' }>['before']

function text(value: Value): string {
  if (value === null) return ''
  return typeof value === 'object' ? `${value.type} ${value.data}` : String(value)
}

/** Bytes as a person reads them; a file in UTF-16 has a zero in every second one. */
function readable(base64: string): string {
  return Buffer.from(base64, 'base64').toString('utf8').replaceAll('\0', '')
}
