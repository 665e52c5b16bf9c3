import { describe, expect, it } from 'vitest'
import type { Evidence } from '../../model/evidence.ts'
import { ask, lastYear, seen } from '../question-fixture.ts'
import { folderFact } from '../screenconnect-fixture.ts'
import { accepting, outcomeWithout } from '../site-fixture.ts'
import { screenconnectInstallation } from '../windows-fixture.ts'
import { screenconnectClients } from './clients.ts'

function runs(text: string, circumstance?: Parameters<typeof seen>[3]): Evidence {
  return seen('screenconnect', 'outside.version', { text, by: 'script.ashx' }, circumstance)
}

describe('screenconnect-current.clients', () => {
  it('fails a server before 26.6.5, which hands out clients with the hole of 2026', () => {
    const { outcome, judgements } = ask(screenconnectClients, 'screenconnect', [runs('26.2.1.9400')])
    expect(outcome).toBe('fail')
    const worm = judgements.find(({ item }) => item === 'CVE-2026-84869')
    expect(worm).toMatchObject({ outcome: 'fail', severity: 'critical' })
    expect(worm?.detail.en).toContain('hands out clients of its own release')
  })

  it('never passes: an upgraded server does not show which clients run on the machines', () => {
    const { outcome, judgements } = ask(screenconnectClients, 'screenconnect', [runs('26.6.5.9742')])
    expect(outcome).toBe('unknown')
    const worm = judgements.find(({ item }) => item === 'CVE-2026-84869')
    expect(worm?.detail.de).toContain('sehen Sie in der Verwaltung des Produkts nach')
    expect(worm?.detail.de).toContain('Behoben ab 26.6.5.')
  })

  it('fails an old client that runs on one of the servers, although the server is new', () => {
    const clients = [{ name: 'ScreenConnect Client (0123456789abcdef)', version: '26.4.2.9627' }]
    const onAutomate = screenconnectInstallation({ clients }, { server: 'automate', machine: 'RMM01' })
    const { judgements } = ask(screenconnectClients, 'screenconnect', [runs('26.6.5.9742'), onAutomate])
    const worm = judgements.filter(({ item }) => item === 'CVE-2026-84869')
    expect(worm.map(({ outcome }) => outcome)).toEqual(['fail'])
    expect(worm[0]?.detail.en).toContain('RMM01: the client "ScreenConnect Client (0123456789abcdef)"')
  })

  it('fails a server whose folder still holds old clients, and says so once', () => {
    const old = folderFact('screenconnect.version', { text: '26.4.2.9627', part: 'client' })
    const ofNew = ask(screenconnectClients, 'screenconnect', [runs('26.6.5.9742'), old]).judgements
    const worm = ofNew.filter(({ item }) => item === 'CVE-2026-84869')
    expect(worm.map(({ outcome, detail }) => [outcome, detail.en.includes('hands out (version 26.4.2')])).toEqual([
      ['fail', true],
    ])
    const ofOld = ask(screenconnectClients, 'screenconnect', [runs('26.4.2.9627'), old]).judgements
    expect(ofOld.filter(({ item }) => item === 'CVE-2026-84869')).toHaveLength(1)
  })

  it('fails an old client even where the version of the server is not known', () => {
    const clients = [{ name: 'ScreenConnect Client', version: '26.4.2.9627' }]
    const { judgements } = ask(screenconnectClients, 'screenconnect', [
      screenconnectInstallation({ clients, serverVersion: null }),
    ])
    expect(judgements.map(({ outcome, item }) => [outcome, item])).toContainEqual(['fail', 'CVE-2026-84869'])
    expect(judgements.map(({ outcome }) => outcome)).toContain('unknown')
  })

  it('does not know without a version', () => {
    expect(ask(screenconnectClients, 'screenconnect', []).outcome).toBe('unknown')
  })

  it('is not asked of a site without ScreenConnect', () => {
    expect(outcomeWithout('screenconnect', screenconnectClients, [])).toBe('not-applicable')
  })

  it('shows a stale failure as stale', () => {
    const { outcome, overlay } = ask(screenconnectClients, 'screenconnect', [runs('26.2', { at: lastYear })])
    expect([outcome, overlay]).toEqual(['fail', 'stale'])
  })

  it('does not know when versions contradict each other', () => {
    const evidence = [runs('26.6.5.9742', { source: 'https://a/Script.ashx' }), runs('23.9.7.8804')]
    const { judgements } = ask(screenconnectClients, 'screenconnect', evidence)
    expect(judgements.map(({ outcome, item }) => [outcome, item])).toEqual([['unknown', undefined]])
  })

  it('keeps what is waived visible', () => {
    const policy = accepting('screenconnect-current.clients', 'CVE-2026-84869')
    const { judgements } = ask(screenconnectClients, 'screenconnect', [runs('26.2')], { policy })
    expect(judgements.find(({ item }) => item === 'CVE-2026-84869')).toMatchObject({
      outcome: 'fail',
      overlay: 'waived',
    })
  })
})
