import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { SecurityEvent } from './event.ts'
import { makeReference } from './reference.ts'

/** An hour that most tests play in. */
export const noon: number = Date.UTC(2026, 6, 30, 12)

/** The nth event of a thread, n seconds after noon. */
export function sampleEvent(count: number, changes: Partial<SecurityEvent> = {}): SecurityEvent {
  const now = noon + count * 1000
  return {
    schema: 'bollwerk.event/1',
    at: new Date(now).toISOString(),
    reference: makeReference({ now, thread: 0, count }),
    verdict: 'refuse',
    status: 403,
    rule: 'country',
    mode: 'enforce',
    address: '203.0.113.7',
    listener: 'tcp:443',
    ...changes,
  }
}

/** A folder that is gone after the test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'bollwerk-events-'))
  onTestFinished(async () => await rm(folder, { recursive: true, force: true }))
  return folder
}

/** Everything that an iterator gives. */
export async function allOf<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = []
  for await (const item of items) all.push(item)
  return all
}
