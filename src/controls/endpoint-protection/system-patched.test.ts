import { describe, expect, it } from 'vitest'
import { bundledCatalog, type Catalog } from '../../catalog/index.ts'
import { itJudgesEveryMachine } from '../inside-cases-fixture.ts'
import { ask } from '../question-fixture.ts'
import { system } from '../windows-fixture.ts'
import { systemPatched as control } from './system-patched.ts'

const windows = bundledCatalog.products['windows-server']

/** The bundled catalogue with an update of Windows Server 2022 that is a few days old at the moment of the tests. */
const fresh: Catalog = {
  ...bundledCatalog,
  products: {
    ...bundledCatalog.products,
    'windows-server': {
      ...windows,
      releases: [...windows.releases, { version: '10.0.20348.6000', date: '2026-11-10', sure: 'confirmed' }],
    },
  },
}

const current = {
  ...control,
  judge: (question: Parameters<typeof control.judge>[0]) => control.judge({ ...question, catalog: fresh }),
}

describe('endpoint-protection.system-patched', () => {
  itJudgesEveryMachine(current, {
    good: [system({ revision: 6_000 })],
    bad: [system({ revision: 5_999 })],
    item: 'update',
  })

  it('fails what is older than an update that was published', () => {
    const { judgements } = ask(control, 'automate', [system({ revision: 5_138 })])
    expect(judgements[0]).toMatchObject({ item: 'update', outcome: 'fail' })
    expect(judgements[0]?.detail.en).toContain('10.0.20348.5139 of 2026-05-12 (195 days old)')
  })

  it('does not know whether the newest update is there if the catalogue knows old ones only', () => {
    const { outcome, judgements } = ask(control, 'automate', [system()])
    expect(outcome).toBe('unknown')
    expect(judgements[0]?.detail.de).toContain('Seither sind weitere erschienen')
  })

  it.each([
    ['an edition without known updates', { build: 9_600 }],
    ['an unknown build', { build: 99_999 }],
    ['a workstation', { installationType: 'Client' }],
  ])('does not know with %s', (_, change) => {
    expect(ask(current, 'automate', [system(change)]).outcome).toBe('unknown')
  })

  it.each([
    ['a restart is pending', { restartPending: true }, 'restart'],
    ['the server has not been restarted for two months', { lastBoot: '2026-09-20T00:00:00.000Z' }, 'uptime'],
  ])('fails when %s, however new the build is', (_, change, item) => {
    const { outcome, judgements } = ask(current, 'automate', [system({ revision: 6_000, ...change })])
    expect(outcome).toBe('fail')
    expect(judgements.map((judgement) => judgement.item)).toEqual([item])
  })

  it('lets a server be that was restarted since the last updates', () => {
    const evidence = [system({ revision: 6_000, lastBoot: '2026-10-05T00:00:00.000Z' })]
    expect(ask(current, 'automate', evidence).outcome).toBe('pass')
    expect(ask(current, 'automate', [system({ revision: 6_000, lastBoot: null })]).outcome).toBe('pass')
  })
})
