import fc from 'fast-check'
import { expect, it } from 'vitest'
import { memoryBytes, openMemory } from './decision-memory.ts'
import { peer, peerNumber, seed, smallMemory, smallSizes } from './memory-fixture.ts'

it('lets a source open as many connections as the limit says, and one more for each that it closed', () => {
  const { connections } = smallMemory()
  const source = peer('2001:db8::1')
  expect([1, 2, 3].map(() => connections.open(source, 2))).toEqual([true, true, false])
  connections.close(peer('2001:db8::2'))
  expect(connections.count(source)).toBe(1)
  expect(connections.open(source, 2)).toBe(true)
})

it('lets a source in uncounted for which there is no room, and counts again when there is', () => {
  const { connections } = smallMemory({ ...smallSizes, connections: 16 })
  for (let other = 0; other < 16; other++) connections.open(peerNumber(other), 9)
  expect(connections.open(peerNumber(99), 9)).toBe(true)
  expect(connections.count(peerNumber(99))).toBe(0)
  connections.close(peerNumber(99))
  connections.close(peerNumber(3))
  connections.open(peerNumber(99), 9)
  expect(connections.count(peerNumber(99))).toBe(1)
})

it('counts as one does by hand', () => {
  const step = fc.record({ source: fc.nat(300), opens: fc.boolean() })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 600, size: 'max' }), (steps) => {
      const { connections } = smallMemory()
      const open = new Map<number, number>()
      for (const { source, opens } of steps) {
        const count = open.get(source) ?? 0
        if (opens) expect(connections.open(peerNumber(source), 3)).toBe(count < 3)
        else connections.close(peerNumber(source))
        open.set(source, opens ? Math.min(3, count + 1) : Math.max(0, count - 1))
      }
      for (const [source, count] of open) expect(connections.count(peerNumber(source))).toBe(count)
    }),
    { numRuns: 30 },
  )
})

it('counts what all threads have open, and forgets those of a thread that died', () => {
  const sizes = { ...smallSizes, threads: 2 }
  const buffer = new SharedArrayBuffer(memoryBytes(sizes))
  const [first, second] = [0, 1].map((thread) => openMemory(buffer, { seed, sizes, thread }).connections)
  if (!first || !second) throw new Error('two threads')
  const source = peer('203.0.113.7')
  expect([first, second, first, second].map((thread) => thread.open(source, 3))).toEqual([true, true, true, false])
  second.forget(0)
  expect(first.count(source)).toBe(1)
  second.close(source)
  expect(first.count(source)).toBe(0)
})

it('refuses a thread that is none of those that share the memory', () => {
  expect(() => openMemory(new ArrayBuffer(50e6), { seed, thread: 1 })).toThrow(RangeError)
})
