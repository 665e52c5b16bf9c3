import { describe, expect, it } from 'vitest'
import type { Evidence } from '../model/evidence.ts'
import { newest } from './newest.ts'

const piece = (value: string, at: string, changes: Partial<Evidence> = {}): Evidence => ({
  fact: 'outside.version',
  witness: 'outside',
  server: 'automate',
  source: 'https://automate.example/',
  vantage: { place: 'internet' },
  at,
  value,
  ...changes,
})

describe('of many looks', () => {
  it('the last answer to a question counts', () => {
    const [old, fresh] = [piece('1', '2026-11-22T00:00:00Z'), piece('2', '2026-11-23T00:00:00Z')]
    expect(newest([old, fresh])).toEqual([fresh])
    expect(newest([fresh, old])).toEqual([fresh])
  })

  it('answers from another place, of another server or to another question all count', () => {
    const pieces = [
      piece('1', '2026-11-22T00:00:00Z'),
      piece('2', '2026-11-23T00:00:00Z', { vantage: { place: 'technicians' } }),
      piece('3', '2026-11-23T00:00:00Z', { server: 'screenconnect' }),
      piece('4', '2026-11-23T00:00:00Z', { source: 'https://automate.example/x' }),
    ]
    expect(newest(pieces)).toEqual(pieces)
  })

  it('answers of one moment that disagree are both kept', () => {
    const pieces = [piece('1', '2026-11-23T00:00:00Z'), piece('2', '2026-11-23T00:00:00Z')]
    expect(newest(pieces)).toEqual(pieces)
  })

  it('the same answer from a file and its copy counts once', () => {
    const answer = piece('1', '2026-11-23T00:00:00Z')
    expect(newest([answer, { ...answer }])).toEqual([answer])
  })
})
