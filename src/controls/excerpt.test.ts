import { describe, expect, it } from 'vitest'
import type { Seen } from '../model/evidence.ts'
import { excerpt, someOf } from './excerpt.ts'
import { machineOf } from './machines.ts'

const piece: Seen<{ readonly services: readonly string[]; readonly by: string }> = {
  fact: 'windows.services',
  witness: 'inside',
  server: 'automate',
  source: 'RMM01: Win32_Service',
  at: '2026-11-23T11:00:00.000Z',
  value: { services: ['MpsSvc', 'WinDefend', 'ekrn'], by: 'Win32_Service' },
}

describe('an excerpt of evidence', () => {
  it('has the fact, source, time and shape of the whole, and says how much it leaves out', () => {
    const part = excerpt(piece, 'services', ['ekrn'])
    expect(part).toEqual({ ...piece, value: { services: ['ekrn'], by: 'Win32_Service' }, leftOut: 2 })
    expect(machineOf(part)).toBe('RMM01')
  })

  it('says that everything is left out where nothing of the list bears on the answer', () => {
    expect(excerpt(piece, 'services', [])).toMatchObject({ value: { services: [] }, leftOut: 3 })
  })

  it('is the piece itself where nothing is left out', () => {
    expect(excerpt(piece, 'services', ['MpsSvc', 'WinDefend', 'ekrn'])).toBe(piece)
  })

  it('shows some of many, and all of a few', () => {
    expect(someOf(Array.from({ length: 400 }, (_, at) => at))).toHaveLength(10)
    expect(someOf([1, 2])).toEqual([1, 2])
  })
})
