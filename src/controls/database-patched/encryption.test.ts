import { describe, expect, it } from 'vitest'
import { mysqlDenied, saysEncryption, saysSettings } from '../database-fixture.ts'
import { ask, lastYear } from '../question-fixture.ts'
import { accepting, outcomeWithout } from '../site-fixture.ts'
import { databaseEncryption as control } from './encryption.ts'

const open = saysSettings({ bind_address: '*' })

describe('database-patched.encryption', () => {
  it('passes a server that encrypts', () => {
    const { outcome, judgements } = ask(control, 'automate', [saysEncryption(), open])
    expect(outcome).toBe('pass')
    expect(judgements[0]?.detail.en).toContain('TLSv1.3')
  })

  it('passes a server that does not, but that nobody else reaches', () => {
    const { outcome, judgements } = ask(control, 'automate', [
      saysEncryption({ offered: false, protocol: null }),
      saysSettings(),
    ])
    expect(outcome).toBe('pass')
    expect(judgements[0]?.detail.en).toContain('its own machine only')
  })

  it('fails a server that others reach and that does not encrypt', () => {
    const { judgements } = ask(control, 'automate', [saysEncryption({ offered: false, protocol: null }), open])
    expect(judgements).toMatchObject([{ item: 'not-offered', outcome: 'fail', severity: 'medium' }])
  })

  it('does not take an unknown address for its own machine', () => {
    const { outcome } = ask(control, 'automate', [saysEncryption({ offered: false, protocol: null })])
    expect(outcome).toBe('fail')
  })

  it('does not know which protocols are taken where the settings were denied', () => {
    const { outcome, judgements } = ask(control, 'automate', [saysEncryption(), mysqlDenied('mysql.settings')])
    expect([outcome, judgements[0]?.item]).toEqual(['unknown', 'tls_version'])
  })

  it('fails for withdrawn protocols', () => {
    const old = saysSettings({ bind_address: '10.20.0.10', tls_version: 'TLSv1,TLSv1.1,TLSv1.2' })
    const { judgements } = ask(control, 'automate', [saysEncryption(), old])
    expect(judgements).toMatchObject([{ item: 'tls_version', outcome: 'fail', severity: 'low' }])
    expect(judgements[0]?.detail.en).toContain('TLSv1 and TLSv1.1')
  })

  it('fails for a certificate that has expired, and not for one that holds', () => {
    const until = (certificateUntil: string) => ask(control, 'automate', [saysEncryption({ certificateUntil }), open])
    expect(until('Oct 12 10:11:12 2026 GMT').judgements).toMatchObject([{ item: 'certificate', severity: 'low' }])
    expect(until('Oct 12 10:11:12 2033 GMT').outcome).toBe('pass')
    expect(until('soon').outcome).toBe('pass')
  })

  it('never says to enforce encryption', () => {
    const steps = control.remedy.steps.map(({ en }) => en).join(' ')
    expect(steps).toContain('Do not set require_secure_transport to ON')
  })

  it.each([
    ['nobody asked', []],
    ['the session said nothing', [mysqlDenied('mysql.encryption')]],
  ])('does not know when %s', (_, evidence) => {
    expect(ask(control, 'automate', evidence).outcome).toBe('unknown')
  })

  it('is not asked of a site without Automate', () => {
    expect(outcomeWithout('automate', control, [saysEncryption()])).toBe('not-applicable')
  })

  it('shows old evidence as stale', () => {
    const { outcome, overlay } = ask(control, 'automate', [saysEncryption({}, { at: lastYear })])
    expect([outcome, overlay]).toEqual(['unknown', 'stale'])
  })

  it('judges each of two servers that contradict each other', () => {
    const other = saysEncryption({ offered: false, protocol: null }, { machine: 'DB02' })
    const { outcome, judgements } = ask(control, 'automate', [saysEncryption(), other])
    expect(outcome).toBe('fail')
    expect(judgements.map(({ item }) => item)).toEqual(['DB02: not-offered', 'RMM01'])
  })

  it('keeps the failure visible when it is waived', () => {
    const evidence = [saysEncryption({ offered: false }), open]
    const { outcome, overlay } = ask(control, 'automate', evidence, { policy: accepting(control.id, 'not-offered') })
    expect([outcome, overlay]).toEqual(['fail', 'waived'])
  })
})
