import { describe, expect, it } from 'vitest'
import { ask, lastYear, seen } from '../question-fixture.ts'
import { accepting, outcomeWithout } from '../site-fixture.ts'
import { screenconnectInstallation } from '../windows-fixture.ts'
import { screenconnectRelease } from './release.ts'
import { screenconnectVersionsAgree as control } from './witnesses-agree.ts'

function shows(text: string, at?: string) {
  return seen('screenconnect', 'outside.version', { text, by: 'script.ashx' }, at === undefined ? {} : { at })
}

const other = screenconnectInstallation({ serverVersion: '26.2.0.9000' })

describe('screenconnect-current.witnesses-agree', () => {
  it.each(['26.6.5.9742', '26.6.5'])('passes when the outside shows %s', (text) => {
    expect(ask(control, 'screenconnect', [shows(text), screenconnectInstallation()]).outcome).toBe('pass')
  })

  it('fails when they contradict each other', () => {
    const { outcome, judgements } = ask(control, 'screenconnect', [shows('26.6.5.9742'), other])
    expect(outcome).toBe('fail')
    expect(judgements[0]?.evidence).toHaveLength(2)
    expect(judgements[0]?.detail.en).toContain('seen on 2026-11-23).')
  })

  it('takes two answers from outside for one witness', () => {
    const twoAddresses = ['198.51.100.11', '198.51.100.12'].map((address) => ({
      ...shows('26.6.5.9742'),
      source: `https://${address}/Script.ashx`,
    }))
    expect(ask(control, 'screenconnect', twoAddresses).outcome).toBe('not-applicable')
  })

  it.each([
    ['nobody looked', []],
    ['only one looked', [screenconnectInstallation()]],
    ['the outside look is old', [shows('26.6.5.9742', lastYear), screenconnectInstallation()]],
  ])('has nothing to compare when %s', (_, evidence) => {
    expect(ask(control, 'screenconnect', evidence).outcome).toBe('not-applicable')
  })

  it('is not asked of a site without ScreenConnect', () => {
    expect(outcomeWithout('screenconnect', control, [])).toBe('not-applicable')
  })

  it('keeps a waived contradiction visible', () => {
    const policy = accepting(control.id)
    const { outcome, overlay } = ask(control, 'screenconnect', [shows('26.6.5.9742'), other], { policy })
    expect([outcome, overlay]).toEqual(['fail', 'waived'])
  })

  it('answers the question for the newest release where the outside shows only the beginning', () => {
    expect(ask(screenconnectRelease, 'screenconnect', [shows('26.6.5')]).outcome).toBe('unknown')
    const both = [shows('26.6.5'), screenconnectInstallation()]
    expect(ask(screenconnectRelease, 'screenconnect', both).outcome).toBe('pass')
  })
})
