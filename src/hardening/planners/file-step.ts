import type { EditedValue, XmlEdit } from '../../targets/xml-edit.ts'
import type { Change, Step } from '../change.ts'
import { fingerprintOf } from '../fingerprint.ts'
import { spliced } from '../splices.ts'

/** A file as it is and as it becomes, and the step between. */
export interface EditedFile {
  readonly step: Extract<Step, { kind: 'file' }>
  /** The whole file afterwards: what a later change of the same plan finds. */
  readonly after: Buffer
}

/** The step that makes an edit in a file. */
export function fileStep(path: string, before: Buffer, edit: XmlEdit): EditedFile {
  const splices = edit.splices().map(({ at, out, in: put }) => ({ at, out: base64(out), in: base64(put) }))
  const after = spliced(before, splices)
  return { step: { kind: 'file', path, before: fingerprintOf(before), after: fingerprintOf(after), splices }, after }
}

/** What a person reads before and after. */
export function shownValues(file: string, edited: readonly EditedValue[], absent: string): Change['shown'] {
  return edited.map(({ place, before, after }) => ({ place: `${file}: ${place}`, before: before ?? absent, after }))
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64')
}
