import type { Change } from './change.ts'
import { within } from './time-limit.ts'

/** How somebody who must keep access says that it is still there. */
export interface Confirmation {
  /** Resolves with `true` when it was confirmed. `until` is in milliseconds since 1970; what comes later does not count. */
  wait(change: Change, until: number): Promise<boolean>
}

/** So long there is time to confirm, in milliseconds. */
export const confirmationTime = 120_000

/** Waits, but never past the time: a confirmation that hangs or fails is none. */
export async function confirmedInTime(
  confirmation: Confirmation,
  change: Change,
  { until, now }: { readonly until: number; readonly now: number },
): Promise<boolean> {
  try {
    return await within(until - now, confirmation.wait(change, until), false)
  } catch {
    return false
  }
}
