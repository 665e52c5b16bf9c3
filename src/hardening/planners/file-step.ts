import { createHash } from 'node:crypto'
import type { ByteSplice, EditedValue, XmlEdit } from '../../targets/xml-edit.ts'
import type { Change, Fingerprint, Step } from '../change.ts'

/** A file as it is and as it becomes, and the step between. */
export interface EditedFile {
  readonly step: Extract<Step, { kind: 'file' }>
  /** The whole file afterwards: what a later change of the same plan finds. */
  readonly after: Buffer
}

/** The step that makes an edit in a file. */
export function fileStep(path: string, before: Buffer, edit: XmlEdit): EditedFile {
  const splices = edit.splices()
  const after = spliced(before, splices)
  const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')
  const step = {
    kind: 'file',
    path,
    before: fingerprint(before),
    after: fingerprint(after),
    splices: splices.map(({ at, out, in: put }) => ({ at, out: base64(out), in: base64(put) })),
  } as const
  return { step, after }
}

/** What a person reads before and after. */
export function shownValues(file: string, edited: readonly EditedValue[], absent: string): Change['shown'] {
  return edited.map(({ place, before, after }) => ({ place: `${file}: ${place}`, before: before ?? absent, after }))
}

function spliced(bytes: Buffer, splices: readonly ByteSplice[]): Buffer {
  const pieces: Uint8Array[] = []
  let position = 0
  for (const { at, out, in: put } of splices) {
    pieces.push(bytes.subarray(position, at), put)
    position = at + out.length
  }
  return Buffer.concat([...pieces, bytes.subarray(position)])
}

function fingerprint(bytes: Buffer): Fingerprint {
  return { sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length }
}
