import { createHash } from 'node:crypto'
import type { Step } from '../change.ts'

/** Applies the splices of file steps by themselves, as an oracle beside the product's own way; checks the fingerprints. */
export function applied(bytes: Buffer, steps: readonly Step[]): Buffer {
  return steps.reduce<Buffer>((current, step) => replaced(current, step, 'forth'), bytes)
}

/** Takes the splices out again. */
export function undone(bytes: Buffer, steps: readonly Step[]): Buffer {
  return steps.toReversed().reduce<Buffer>((current, step) => replaced(current, step, 'back'), bytes)
}

function replaced(bytes: Buffer, step: Step, way: 'forth' | 'back'): Buffer {
  if (step.kind !== 'file') throw new Error('no step of a file')
  check(bytes, way === 'forth' ? step.before : step.after)
  // Going back, what stands before a place is already as it was; going forth it is longer or shorter by then.
  let shift = 0
  let current = bytes
  for (const splice of step.splices) {
    const [out, put] = [Buffer.from(splice.out, 'base64'), Buffer.from(splice.in, 'base64')]
    const [old, fresh] = way === 'forth' ? [out, put] : [put, out]
    const place = splice.at + shift
    if (!current.subarray(place, place + old.length).equals(old)) throw new Error(`other bytes at ${place}`)
    current = Buffer.concat([current.subarray(0, place), fresh, current.subarray(place + old.length)])
    if (way === 'forth') shift += put.length - out.length
  }
  check(current, way === 'forth' ? step.after : step.before)
  return current
}

function check(bytes: Buffer, { sha256, bytes: size }: { readonly sha256: string; readonly bytes: number }): void {
  const sum = createHash('sha256').update(bytes).digest('hex')
  if (sum !== sha256 || bytes.length !== size) throw new Error('another file than the fingerprint says')
}
