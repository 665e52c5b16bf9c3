import { describe, expect, it } from 'vitest'
import { say } from '../model/text.ts'
import { between, isFalse, isTrue, ruledSettings } from './screenconnect-rules.ts'

const rule = {
  name: 'Limit',
  good: between(1, 8),
  wanted: say('1 bis 8', '1 to 8'),
  meaning: say('So oft darf man raten.', 'That often may be guessed.'),
  severity: 'medium',
} as const

function judged(value: string | null | undefined) {
  return ruledSettings([rule], () => value, []).map(({ outcome, detail }) => [outcome, detail.en])
}

describe('a setting with a rule', () => {
  it.each(['1', '8', '05'])('is good with %s', (value) => {
    expect(judged(value)).toEqual([])
  })

  it.each(['0', '9', '-1', '1.5', '1x', 'x1', ' 1'])('fails with %j', (value) => {
    expect(judged(value)[0]?.[0]).toBe('fail')
  })

  it('tells what it is, what it should be and what that means', () => {
    expect(judged('9')).toEqual([['fail', 'Limit is 9, wanted is 1 to 8. That often may be guessed.']])
  })

  it.each([
    [undefined, 'does not stand in web.config'],
    [null, 'has no readable value'],
    ['', 'has no readable value'],
  ])('is not known with %j', (value, why) => {
    expect(judged(value)).toEqual([['unknown', expect.stringContaining(`Limit ${why};`)]])
  })

  it('names the file that it was looked for in', () => {
    const [answer] = ruledSettings([rule], () => undefined, [], 'app.config')
    expect(answer?.detail.en).toContain('does not stand in app.config')
  })

  it('is a word in any case', () => {
    expect([isTrue('TRUE'), isTrue('false'), isTrue('1'), isFalse('False'), isFalse('true'), isFalse('0')]).toEqual([
      true,
      false,
      false,
      true,
      false,
      false,
    ])
  })
})
