import { readFile } from 'node:fs/promises'
import type { Plan } from '../../hardening/change.ts'
import { planHash, readPlanFile } from '../../hardening/plan-file.ts'
import { say } from '../../model/text.ts'
import { notReadable } from '../file-failure.ts'
import { Refusal } from '../refusal.ts'

/** A plan and the SHA-256 of the very bytes that it was read from. */
export interface PlanInput {
  readonly plan: Plan
  readonly hash: string
  /** What stands in the file. */
  readonly text: string
}

/** Reads a plan file once, so that what is shown, approved and carried out is the same. */
export async function planInput(path: string): Promise<PlanInput> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw notReadable(path, cause)
  })
  const plan = readPlanFile(bytes)
  if (plan) return { plan, hash: planHash(bytes), text: bytes.toString('utf8') }
  throw new Refusal(
    say(
      `${path} ist kein Plan (bollwerk.plan/1), wie "bollwerk plan" ihn schreibt. Bitte planen Sie neu.`,
      `${path} is no plan (bollwerk.plan/1) as "bollwerk plan" writes it. Please plan again.`,
    ),
  )
}
