import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { describe, expect, it } from 'vitest'
import { defaultSizes, memoryBytes, openMemory } from './decision-memory.ts'
import { peer, peerNumber, seed, smallSizes } from './memory-fixture.ts'
import type { StrikingThread } from './striking-thread-fixture.ts'

describe('the memory', () => {
  it('takes at most 32 MB', () => expect(memoryBytes()).toBeLessThan(32e6))

  it('is one for all who open the same buffer', () => {
    const buffer = new SharedArrayBuffer(memoryBytes(smallSizes))
    const one = openMemory(buffer, { seed, sizes: smallSizes })
    const other = openMemory(buffer, { seed, sizes: smallSizes })
    one.bans.ban({ source: peer('203.0.113.7'), scopes: 1, until: 60_000, now: 0 })
    expect(other.bans.isBanned(peer('203.0.113.7'), 0, 0)).toBe(true)
  })

  it('refuses a buffer that is too small', () => {
    const buffer = new ArrayBuffer(memoryBytes(smallSizes) - 1)
    expect(() => openMemory(buffer, { seed, sizes: smallSizes })).toThrow(RangeError)
  })

  it('refuses a number of slots that is no power of two', () => {
    expect(() => openMemory(new ArrayBuffer(50e6), { seed, sizes: { ...defaultSizes, bans: 1000 } })).toThrow(
      RangeError,
    )
  })

  it('refuses a second opening with another seed or other sizes', () => {
    const buffer = new ArrayBuffer(memoryBytes(smallSizes))
    openMemory(buffer, { seed, sizes: smallSizes })
    expect(() => openMemory(buffer, { seed: [1, 2], sizes: smallSizes })).toThrow(RangeError)
    expect(() => openMemory(buffer, { seed, sizes: { ...smallSizes, bans: 512 } })).toThrow(RangeError)
  })
})

describe('two threads on one memory', () => {
  const sources = 3000

  async function struckByTwoThreads(sizes: typeof smallSizes) {
    const buffer = new SharedArrayBuffer(memoryBytes(sizes))
    const start = new SharedArrayBuffer(4)
    const workerData: StrikingThread = { buffer, sizes, sources, rounds: 12, start }
    const file = new URL('./striking-thread-fixture.ts', import.meta.url)
    const threads = [new Worker(file, { workerData }), new Worker(file, { workerData })]
    await Promise.all(threads.map((thread) => once(thread, 'online')))
    const answers = threads.map((thread) => once(thread, 'message'))
    Atomics.store(new Int32Array(start), 0, 1)
    Atomics.notify(new Int32Array(start), 0)
    const banned = (await Promise.all(answers)).map(([count]) => Number(count))
    await Promise.all(threads.map((thread) => thread.terminate()))
    return { banned, memory: openMemory(buffer, { seed, sizes }) }
  }

  it('ban each source exactly once, in one of them, and both see it', async () => {
    const sizes = { bans: 8192, strikes: 8192, limits: 16, connections: 8192, agents: 16 }
    const { banned, memory } = await struckByTwoThreads(sizes)
    const held = Array.from({ length: sources }, (_, source) => source).filter((source) =>
      memory.bans.isBanned(peerNumber(source), source % 31, 2000),
    )
    expect(held).toHaveLength(sources)
    expect(banned.reduce((sum, count) => sum + count)).toBe(sources)
    expect([...memory.bans.entries(2000)]).toHaveLength(sources + 1)
    expect(memory.bans.isBanned(peerNumber(0xffff_ffff), 0, 2000)).toBe(true)
    expect(held.filter((source) => memory.connections.count(peerNumber(source)) !== 0)).toEqual([])
  })

  it('leave a table that is far too small in order', async () => {
    const { memory } = await struckByTwoThreads({ bans: 256, strikes: 256, limits: 16, connections: 256, agents: 16 })
    const entries = [...memory.bans.entries(2000)]
    expect(new Set(entries.map(({ prefix }) => prefix.number)).size).toBe(entries.length)
    for (const { prefix, scopes, level } of entries.filter((entry) => entry.prefix.number < sources)) {
      const source = Number(prefix.number)
      expect([scopes, level]).toEqual([1 << (source % 31), 1])
      expect(memory.bans.isBanned(peerNumber(source), source % 31, 2000)).toBe(true)
    }
  })
})
