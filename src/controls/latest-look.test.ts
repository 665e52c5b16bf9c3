import { describe, expect, it } from 'vitest'
import { latestLook } from './latest-look.ts'
import { fromAustria } from './look-fixture.ts'
import { seen } from './question-fixture.ts'

function heard(at: string, source = 'https://a', vantage?: typeof fromAustria) {
  const value = { text: '25.0.436', by: 'agent.aspx' } as const
  return seen('automate', 'outside.version', value, { at, source, ...(vantage ? { vantage } : {}) })
}

const newest = heard('2026-11-23T11:00:00.000Z')

describe('the latest look', () => {
  it('keeps what was seen in the same way up to an hour before, and no longer', () => {
    const [kept, dropped] = [heard('2026-11-23T10:00:00.000Z'), heard('2026-11-23T09:59:59.999Z')]
    expect(latestLook([newest, kept, dropped])).toEqual([newest, kept])
  })

  it('keeps what was seen in another way up to a day before, and no longer', () => {
    const [kept, dropped] = [
      heard('2026-11-22T11:00:00.000Z', 'https://b'),
      heard('2026-11-22T10:59:59.999Z', 'https://c'),
    ]
    expect(latestLook([newest, kept, dropped])).toEqual([newest, kept])
  })

  it('tells apart places, not only sources', () => {
    const abroad = heard('2026-11-23T08:00:00.000Z', 'https://a', fromAustria)
    expect(latestLook([newest, abroad])).toEqual([newest, abroad])
  })

  it('does not mind the order of the evidence', () => {
    const early = heard('2026-11-23T09:00:00.000Z')
    expect(latestLook([early, newest])).toEqual([newest])
  })

  it('is nothing where nobody looked', () => {
    expect(latestLook([])).toEqual([])
  })
})
