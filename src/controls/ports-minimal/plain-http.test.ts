import { describe, expect, it } from 'vitest'
import { fromAustria, fromNowhere, scan } from '../look-fixture.ts'
import { ask, fromAbroad, fromTechnicians, lastYear, musterMsp, seen } from '../question-fixture.ts'
import { accepting } from '../site-fixture.ts'
import { plainHttp as control } from './plain-http.ts'

const open = scan('automate', { open: [80, 443] })
const shut = scan('automate', { open: [443], closed: [80] })

function answer(status: number, location?: string, url = 'http://automate.muster-msp.de/') {
  return seen('automate', 'outside.http', { url, status, headers: location === undefined ? {} : { location } })
}

describe('ports-minimal.plain-http', () => {
  it('passes when the port is closed, or silent while the server answers elsewhere', () => {
    expect(ask(control, 'automate', [shut]).outcome).toBe('pass')
    expect(ask(control, 'automate', [scan('automate', { open: [443] })]).outcome).toBe('pass')
  })

  it.each([
    ['https://automate.muster-msp.de/'],
    ['https://AUTOMATE.muster-msp.de:443/automate?x=1'],
    ['https://automate.muster-msp.de'],
  ])('fails lightly when it only redirects to %s', (location) => {
    const { outcome, judgements } = ask(control, 'automate', [open, answer(301, location)])
    expect(outcome).toBe('fail')
    expect(judgements[0]?.severity).toBe('low')
  })

  it.each([
    ['another host', 301, 'https://boese.example/'],
    ['a host that only begins like ours', 301, 'https://automate.muster-msp.de.boese.example/'],
    ['ours as user name', 301, 'https://automate.muster-msp.de@boese.example/'],
    ['a backslash', 301, 'https://automate.muster-msp.de\\@boese.example/'],
    ['another port', 302, 'https://automate.muster-msp.de:8443/'],
    ['plain HTTP', 301, 'http://automate.muster-msp.de/automate'],
    ['a path', 302, '/automate'],
    ['nowhere', 200, undefined],
    ['no redirect in spite of a location', 200, 'https://automate.muster-msp.de/'],
  ])('fails when it leads to %s', (_, status, location) => {
    const { outcome, judgements } = ask(control, 'automate', [open, answer(status, location)])
    expect(outcome).toBe('fail')
    expect(judgements[0]?.severity).toBe('medium')
  })

  it('takes the port of the policy for that of HTTPS', () => {
    const listen = { ...musterMsp.gateway.listen, https: 8443 }
    const policy = { ...musterMsp, gateway: { ...musterMsp.gateway, listen } }
    const severity = (location: string) =>
      ask(control, 'automate', [open, answer(301, location)], { policy }).judgements[0]?.severity
    expect(severity('https://automate.muster-msp.de:8443/')).toBe('low')
    expect(severity('https://automate.muster-msp.de/')).toBe('medium')
  })

  it('fails when the port is open and nobody heard what answers there', () => {
    const other = answer(301, 'https://automate.muster-msp.de/', 'http://automate.muster-msp.de:8080/')
    const secure = answer(200, undefined, 'https://automate.muster-msp.de/')
    const { outcome, judgements } = ask(control, 'automate', [open, other, secure])
    expect(outcome).toBe('fail')
    expect(judgements[0]?.detail.de).toContain('war nicht zu sehen')
  })

  it.each([
    ['nobody looked', []],
    ['only technicians looked', [scan('automate', { open: [80, 443] }, { vantage: fromTechnicians })]],
    ['nobody said where', [scan('automate', { open: [80, 443] }, { vantage: fromNowhere })]],
    ['everything was silent', [scan('automate', {})]],
    ['only a foreign country was refused', [scan('automate', { open: [443], closed: [80] }, { vantage: fromAbroad })]],
  ])('does not know when %s', (_, evidence) => {
    expect(ask(control, 'automate', evidence).outcome).toBe('unknown')
  })

  it('does not apply where the public name leads to private addresses only', () => {
    const name = { host: 'automate.muster-msp.de', addresses: ['192.168.1.2'], by: 'dns' } as const
    expect(ask(control, 'automate', [seen('automate', 'outside.name', name)]).outcome).toBe('not-applicable')
  })

  it('shows old evidence as stale', () => {
    const { outcome, overlay } = ask(control, 'automate', [{ ...shut, at: lastYear }])
    expect([outcome, overlay]).toEqual(['unknown', 'stale'])
  })

  it('fails and shows both when two places disagree', () => {
    const elsewhere = scan('automate', { open: [443] }, { vantage: fromAustria })
    const { outcome, judgements } = ask(control, 'automate', [open, elsewhere])
    expect(outcome).toBe('fail')
    expect(judgements[0]?.evidence).toHaveLength(2)
  })

  it('keeps failing under an exception, marked as waived', () => {
    const { outcome, overlay } = ask(control, 'automate', [open, answer(200)], { policy: accepting(control.id) })
    expect([outcome, overlay]).toEqual(['fail', 'waived'])
  })

  it('tells where an answer leads that does not lead to HTTPS, or that it leads nowhere', () => {
    const told = (status: number, location?: string) =>
      ask(control, 'automate', [open, answer(status, location)]).judgements[0]?.detail.en
    expect(told(302, 'https://boese.example/')).toContain(
      '(HTTP 302) does not lead to the same name over HTTPS but to "https://boese.example/".',
    )
    expect(told(200)).toContain('without encryption (HTTP 200) and does not redirect to HTTPS.')
    expect(told(301, 'https://automate.muster-msp.de/')).toContain('Still, the port is not needed.')
  })

  it.each([300, 304, 305, 306])('does not take the status %i for a redirect', (status) => {
    const { judgements } = ask(control, 'automate', [open, answer(status, 'https://automate.muster-msp.de/')])
    expect(judgements[0]?.severity).toBe('medium')
  })

  it.each([301, 302, 303, 307, 308])('takes the status %i for a redirect', (status) => {
    const { judgements } = ask(control, 'automate', [open, answer(status, 'https://automate.muster-msp.de/')])
    expect(judgements[0]?.severity).toBe('low')
  })

  it('fails by one answer that does not redirect, beside others that do, and cites all', () => {
    const good = answer(301, 'https://automate.muster-msp.de/')
    const bad = answer(200, undefined, 'http://automate.muster-msp.de:80/automate')
    const { judgements } = ask(control, 'automate', [open, good, bad])
    expect(judgements).toMatchObject([{ item: '80', severity: 'medium' }])
    expect(judgements[0]?.evidence).toHaveLength(3)
  })

  it('cites only the places that got an answer where the port is closed', () => {
    const away = scan('automate', {}, { vantage: fromAustria })
    const { outcome, judgements } = ask(control, 'automate', [shut, away])
    expect([outcome, judgements[0]?.evidence]).toEqual(['pass', [shut]])
    expect(judgements[0]?.detail.en).toBe('TCP 80 is not open from the internet (DE).')
  })
})
