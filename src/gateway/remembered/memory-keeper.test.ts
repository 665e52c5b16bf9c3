import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { DecisionMemory } from '../../traffic/decision-memory.ts'
import { peer, smallMemory } from '../../traffic/memory-fixture.ts'
import { openLog } from '../log.ts'
import { sharedClock } from '../shared-clock.ts'
import { MemoryKeeper } from './memory-keeper.ts'
import { memoryLines, readMemoryLines } from './memory-lines.ts'

const day = 86_400_000
let folder: string
let told: string[]
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bollwerk-memory-'))
  told = []
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const log = openLog({ form: 'json', language: 'en', write: (line) => void told.push(JSON.parse(line).code) })

async function opened(): Promise<{ memory: DecisionMemory; keeper: MemoryKeeper }> {
  const memory = smallMemory()
  return { memory, keeper: await MemoryKeeper.open(folder, memory, log) }
}

it('brings back bans with their end and level, and agents that are known', async () => {
  const now = sharedClock()
  const { memory, keeper } = await opened()
  const culprit = peer('203.0.113.7')
  const agent = peer('2001:db8::1')
  memory.bans.strike({ peer: culprit, scope: 3, weight: 10, now })
  memory.bans.ban({ source: peer('203.0.113.8'), scopes: 1, until: Number.POSITIVE_INFINITY, now })
  // A day ago: before the machine was started, it may be.
  for (let time = 0; time < 20; time++) memory.agents.succeed(agent, now - day + time * 300_000)
  await keeper.close()
  const after = await opened()
  await after.keeper.close()
  expect(after.memory.bans.isBanned(culprit, 3, now)).toBe(true)
  expect(after.memory.bans.isBanned(culprit, 3, now + 12 * 60_000)).toBe(false)
  expect(after.memory.bans.isBanned(peer('203.0.113.8'), 0, now + 1000 * day)).toBe(true)
  expect([...after.memory.bans.entries(now)].map(({ level }) => level).sort()).toEqual([0, 1])
  expect(after.memory.agents.isKnown(agent, now)).toBe(true)
  expect(told).toEqual(['memory.restored'])
})

it('writes for the owner alone, and leaves nothing else behind', async () => {
  const { keeper } = await opened()
  await Promise.all([keeper.save(), keeper.save()])
  await keeper.close()
  expect(readdirSync(folder)).toEqual(['bans.jsonl'])
  expect(statSync(join(folder, 'bans.jsonl')).mode & 0o777).toBe(0o600)
})

it.each([
  ['shortened', (text: string) => text.slice(0, -15)],
  ['empty', () => ''],
  ['of something else', () => '{"schema":"other/1","savedAt":""}\n{"lines":0}\n'],
  ['with a line too few', (text: string) => text.replace(/\n\{"ban.*/, '')],
  ['with a line that is none', (text: string) => text.replace('203.0.113.7', '203.0.113.777')],
])('tells of a file that is %s, and goes on without it', async (_what, spoil) => {
  const { memory, keeper } = await opened()
  memory.bans.ban({ source: peer('203.0.113.7'), scopes: 1, duration: day, now: sharedClock() })
  await keeper.close()
  const path = join(folder, 'bans.jsonl')
  writeFileSync(path, spoil(readFileSync(path, 'utf8')))
  const after = await opened()
  expect([...after.memory.bans.entries(sharedClock())]).toEqual([])
  expect(told).toEqual(['memory.damaged'])
  await after.keeper.close()
})

it('tells once that nothing can be written, and never fails', async () => {
  const { keeper } = await opened()
  rmSync(folder, { recursive: true })
  // A file where the folder was.
  writeFileSync(folder, '')
  await keeper.save()
  await keeper.close()
  expect(told).toEqual(['memory.failing'])
})

it('lets no ban last longer for having been written down while the clock was wrong', () => {
  const now = sharedClock()
  const memory = smallMemory()
  memory.bans.strike({ peer: peer('203.0.113.7'), scope: 0, weight: 10, now })
  const text = [...memoryLines(memory, now)].join('\n').replace(/"until":\d+/, `"until":${Date.now() + 400 * day}`)
  const [ban] = readMemoryLines(text, now).bans
  expect(ban?.expiresAt).toBeLessThan(now + 12 * 60_000)
})
