import { setTimeout as sleep } from 'node:timers/promises'

/** What the work answers, or `late` when so many milliseconds have passed. Rejects as the work does. */
export async function within<Answer>(milliseconds: number, work: Promise<Answer>, late: Answer): Promise<Answer> {
  const timer = new AbortController()
  const limit = sleep(Math.max(0, milliseconds), late, { signal: timer.signal })
  try {
    return await Promise.race([work, limit])
  } finally {
    timer.abort()
    // Ended before its time, which is no failure of anything.
    await limit.catch(() => undefined)
  }
}
