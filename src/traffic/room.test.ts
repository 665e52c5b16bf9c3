import { describe, expect, it } from 'vitest'
import { type Rank, roomFor } from './room.ts'

const room = { total: 1000, perSource: 200 }

/** How many connections so many sources of a rank get that all want as many as they can have. */
function taken(rank: Rank, sources: number, before = 0): number[] {
  const counts = Array.from({ length: sources }, () => 0)
  let open = before
  for (let going = true; going; ) {
    going = false
    for (const [source, count] of counts.entries()) {
      if (count >= roomFor(rank, open, room)) continue
      counts[source] = count + 1
      open += 1
      going = true
    }
  }
  return counts
}

describe('room for connections', () => {
  it('is there for a single source up to its limit', () => expect(taken('stranger', 1)).toEqual([200]))

  it('is left for newcomers, however many connections others want', () => {
    const greedy = taken('stranger', 50)
    const open = greedy.reduce((sum, count) => sum + count, 0)
    expect(open).toBeLessThan(900)
    expect(roomFor('stranger', open, room)).toBeGreaterThan(0)
    expect(new Set(greedy).size).toBeLessThanOrEqual(2)
  })

  it('is kept for known agents when strangers have taken theirs, and for the operator when those have', () => {
    expect(taken('stranger', 2000).reduce((sum, count) => sum + count, 0)).toBe(900)
    expect(roomFor('stranger', 900, room)).toBe(0)
    expect(roomFor('known', 900, room)).toBe(200)
    expect(roomFor('known', 980, room)).toBe(0)
    expect(roomFor('allowed', 980, room)).toBe(1000)
    expect(roomFor('allowed', 1000, room)).toBe(0)
  })

  it('is there for somebody even where one connection is all', () => {
    expect(roomFor('stranger', 0, { total: 1, perSource: 1 })).toBe(1)
  })
})
