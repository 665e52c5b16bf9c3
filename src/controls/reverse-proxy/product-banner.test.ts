import { describe, expect, it } from 'vitest'
import { fromAustria, fromNowhere } from '../look-fixture.ts'
import { ask, fromInternet, fromMainNetwork, lastYear, seen, unseen } from '../question-fixture.ts'
import { accepting } from '../site-fixture.ts'
import { productBanner as control } from './product-banner.ts'

function answer(headers: Readonly<Record<string, string>>, vantage = fromInternet) {
  const url = 'https://automate.muster-msp.de/'
  return seen('automate', 'outside.http', { url, status: 200, headers }, { vantage })
}

describe('reverse-proxy.product-banner', () => {
  it.each([
    ['no headers', {}],
    ['a name alone', { server: 'Bollwerk', 'x-powered-by': 'ASP.NET' }],
  ])('passes %s', (_, headers) => {
    expect(ask(control, 'automate', [answer(headers)]).outcome).toBe('pass')
  })

  it.each([
    ['server', 'Microsoft-IIS/10.0'],
    ['server', 'ScreenConnect/23.9.7.8804-1234567 Microsoft-HTTPAPI/2.0'],
    ['x-powered-by', 'PHP/8'],
    ['x-aspnet-version', '4.0.30319'],
    ['x-aspnetmvc-version', '5.2'],
  ])('fails lightly for %s: %s', (header, value) => {
    const { judgements } = ask(control, 'automate', [answer({ [header]: value })])
    expect(judgements[0]).toMatchObject({ item: header, severity: 'low', outcome: 'fail' })
    expect(judgements[0]?.detail.de).toContain(value)
  })

  it.each([
    ['nobody looked', []],
    ['nothing came back', [unseen('automate', 'outside.http', { reason: 'too-large', detail: '16 KiB' })]],
  ])('does not know when %s', (_, evidence) => {
    expect(ask(control, 'automate', evidence).outcome).toBe('unknown')
  })

  it('takes a look from an unstated place, but prefers what the internet sees', () => {
    const banner = answer({ server: 'Microsoft-IIS/10.0' }, fromNowhere)
    expect(ask(control, 'automate', [banner]).outcome).toBe('fail')
    const inner = answer({ server: 'Microsoft-IIS/10.0' }, fromMainNetwork)
    expect(ask(control, 'automate', [answer({}), inner]).outcome).toBe('pass')
  })

  it('does not apply where the public name leads to private addresses only', () => {
    const name = { host: 'automate.muster-msp.de', addresses: ['10.0.0.5'], by: 'dns' } as const
    expect(ask(control, 'automate', [seen('automate', 'outside.name', name)]).outcome).toBe('not-applicable')
  })

  it('shows old evidence as stale', () => {
    const { outcome, overlay } = ask(control, 'automate', [{ ...answer({}), at: lastYear }])
    expect([outcome, overlay]).toEqual(['unknown', 'stale'])
  })

  it('fails and shows both when two places disagree', () => {
    const evidence = [answer({ server: 'Microsoft-IIS/10.0' }), answer({}, fromAustria)]
    const { outcome, judgements } = ask(control, 'automate', evidence)
    expect(outcome).toBe('fail')
    expect(judgements[0]?.evidence).toHaveLength(2)
  })

  it('keeps failing under an exception for one header, marked as waived', () => {
    const policy = accepting(control.id, 'server')
    const { outcome, overlay } = ask(control, 'automate', [answer({ server: 'nginx/1.22.1' })], { policy })
    expect([outcome, overlay]).toEqual(['fail', 'waived'])
  })
})
