import { isDeepStrictEqual } from 'node:util'
import type { Policy } from '../../policy/policy.ts'
import { readPolicy } from '../../policy/read.ts'
import type { PolicyTextEdit } from '../../targets/gateway-policy/text-edit.ts'
import type { Change, Step } from '../change.ts'
import { fingerprintOf } from '../fingerprint.ts'
import { spliced } from '../splices.ts'

/** The policy file as a change finds it. */
export interface PolicyHere {
  readonly path: string
  readonly text: string
  readonly policy: Policy
}

/** What a change makes of it. */
export interface PolicyStep {
  readonly step: Extract<Step, { kind: 'file' }>
  readonly shown: Change['shown']
  /** What a later change of the same plan finds. */
  readonly after: PolicyHere
}

/**
 * The step that makes an edit. `undefined` where the text would not mean exactly what the edit is for, or would not pass
 * the checks of a policy.
 */
export function policyStep({ path, text }: PolicyHere, edit: PolicyTextEdit, absent: string): PolicyStep | undefined {
  const before = Buffer.from(text)
  const splices = edit.pieces.map((piece) => ({
    at: Buffer.byteLength(text.slice(0, piece.at)),
    out: Buffer.from(piece.out).toString('base64'),
    in: Buffer.from(piece.in).toString('base64'),
  }))
  const after = spliced(before, splices)
  const reading = readPolicy(after.toString('utf8'))
  if (!reading.ok || !isDeepStrictEqual(reading.policy, edit.meaning)) return undefined
  return {
    step: { kind: 'file', path, before: fingerprintOf(before), after: fingerprintOf(after), splices },
    shown: edit.shown.map(({ place, before: old, after: put }) => ({
      place: `${path}: ${place}`,
      before: old,
      after: put === '' ? absent : put,
    })),
    after: { path, text: after.toString('utf8'), policy: reading.policy },
  }
}
