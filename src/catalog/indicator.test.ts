import { expect, it } from 'vitest'
import { parseAddress } from '../model/address.ts'
import { bundledIndicators } from './indicator.ts'

const { asOf, indicators } = bundledIndicators

it('dates every indicator, names its source and says how sure it is', () => {
  expect(asOf).toMatch(/^\d{4}-\d\d-\d\d$/)
  for (const { kind, sure, reported, url, title } of indicators) {
    expect(['address', 'host', 'file', 'instance']).toContain(kind)
    expect(['confirmed', 'derived', 'unverified']).toContain(sure)
    expect(reported).toMatch(/^\d{4}-\d\d(-\d\d)?$/)
    expect(url).toMatch(/^https:\/\//)
    expect(title.de).not.toBe(title.en)
  }
})

it('has every indicator once, none so short that it occurs by chance', () => {
  expect(new Set(indicators.map(({ id }) => id)).size).toBe(indicators.length)
  expect(new Set(indicators.map(({ text }) => text.toLowerCase())).size).toBe(indicators.length)
  for (const { text, kind } of indicators) {
    expect(text.length).toBeGreaterThan(6)
    if (kind === 'address') expect(parseAddress(text).ok).toBe(true)
  }
})
