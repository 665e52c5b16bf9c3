import { describe, expect, it } from 'vitest'
import type { InstalledExtension } from '../../evidence/screenconnect/facts.ts'
import { ask } from '../question-fixture.ts'
import { itJudgesEveryFolder } from '../screenconnect-cases-fixture.ts'
import { folderFact } from '../screenconnect-fixture.ts'
import { screenconnectExtensionFiles as control } from './extension-files.ts'

const id = 'a4f5d1c2-93a6-4a5e-8b1f-0c7de1b2a3c4'
const usual = { id, name: 'Helper', version: '1.0', enabled: true, signed: true, pages: 1 }

function extension(changes: Partial<InstalledExtension>, configurationRead = true) {
  return [folderFact('screenconnect.extensions', { extensions: [{ ...usual, ...changes }], configurationRead })]
}

describe('screenconnect-current.extension-files', () => {
  itJudgesEveryFolder(control, {
    good: [folderFact('screenconnect.extensions')],
    bad: [folderFact('screenconnect.extensions', { strays: ['poc.ashx'] })],
    item: 'poc.ashx',
  })

  it.each([
    ['without a signature', extension({ signed: false }), 'high'],
    ['without a signature and without code', extension({ signed: false, pages: 0 }), undefined],
    ['that is not registered', extension({ enabled: null }), 'medium'],
    ['of an unread configuration', extension({ enabled: null }, false), undefined],
    ['with a shared secret', extension({ id: '2D558935-686a-4bd0-9991-07539f5fe749' }), 'low'],
    [
      'with a shared secret, switched off',
      extension({ id: '2d558935-686a-4bd0-9991-07539f5fe749', enabled: false }),
      undefined,
    ],
    ['with two signs', extension({ signed: false, enabled: null }), 'high'],
  ])('weighs an extension %s', (_, evidence, severity) => {
    const { judgements } = ask(control, 'screenconnect', evidence)
    expect(judgements.map((one) => [one.outcome, one.severity])).toEqual([
      severity === undefined ? ['pass', 'high'] : ['fail', severity],
    ])
  })

  it('tells all signs of an extension, by its name or its id', () => {
    const { judgements } = ask(control, 'screenconnect', extension({ signed: false, enabled: null, name: null }))
    expect(judgements[0]?.item).toBe(id)
    expect(judgements[0]?.detail.en).toContain(`"${id}": It brings code but no signature. It does not stand in`)
    const [named] = ask(control, 'screenconnect', extension({ signed: false })).judgements
    expect(named?.detail.en).toMatch(/"Helper": It brings code but no signature\.$/)
  })

  it('tells strays beside extensions, and counts those that are in order', () => {
    const both = folderFact('screenconnect.extensions', {
      extensions: [{ ...usual, signed: false }],
      strays: ['a.ashx', 'b.ashx'],
    })
    expect(ask(control, 'screenconnect', [both]).judgements.map(({ item, severity }) => [item, severity])).toEqual([
      ['a.ashx', 'critical'],
      ['b.ashx', 'critical'],
      [id, 'high'],
    ])
    expect(ask(control, 'screenconnect', extension({})).judgements[0]?.detail.en).toContain('All extensions (1)')
  })
})
