import fc from 'fast-check'
import { expect, it } from 'vitest'
import { peer, peerNumber, smallMemory, smallSizes } from './memory-fixture.ts'

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
