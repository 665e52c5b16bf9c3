import { describe, expect, it } from 'vitest'
import type { Evidence } from '../../model/evidence.ts'
import { areaPaths, fromNowhere, fromSomewhere, path, product, stranger } from '../look-fixture.ts'
import {
  ask,
  fromAbroad,
  fromInternet,
  fromTechnicians,
  lastYear,
  musterMsp,
  seen,
  unseen,
} from '../question-fixture.ts'
import { accepting } from '../site-fixture.ts'
import { controlCenterTechnicianAreas as control } from './technician-areas.ts'

const refused = (vantage = fromInternet) => [
  product('automate', { vantage }),
  ...areaPaths('automate.technicians', 'refused', { vantage }),
]
const open = path({ area: 'automate.technicians', path: '/automate', answer: 'answered' })
const nothing = path({ area: 'nothing', path: '/gibt-es-nicht', answer: 'refused' })
const catchAll = path({ area: 'nothing', path: '/gibt-es-nicht', answer: 'answered' })

describe('control-center-restricted.technician-areas', () => {
  it('passes when the product refuses every path to the internet', () => {
    const { outcome, judgements } = ask(control, 'automate', [...refused(), nothing])
    expect(outcome).toBe('pass')
    expect(judgements[0]?.detail.de).toContain('/LegacyCCASMX/')
    expect(judgements[0]?.evidence).toHaveLength(6)
  })

  it('fails once for every path that answers, and names it', () => {
    const paths = areaPaths('automate.technicians', 'answered')
    const { outcome, judgements } = ask(control, 'automate', [product('automate'), ...paths, nothing])
    expect(outcome).toBe('fail')
    expect(judgements.map(({ item }) => item)).toContain('/cwa/api/v1/DatabaseServerTime')
    expect(judgements).toHaveLength(paths.length)
    expect(judgements[0]?.detail.de).toContain('aus dem Internet (DE)')
    expect(judgements[0]?.severity).toBe('high')
  })

  it('never advises to restrict the application that the agents need', () => {
    const { judgements } = ask(control, 'automate', [product('automate'), open, nothing])
    expect(judgements[0]?.outcome).toBe('fail')
    expect(control.remedy.summary.de).toMatch(/cwa, LegacyCCASMX und WCC2.*LabTech bleibt unbeschränkt/)
  })

  it.each([
    ['nobody looked', [], /--from internet/],
    ['only technicians looked', refused(fromTechnicians), /nur aus dem Netz der Techniker/],
    ['nobody said where', refused(fromNowhere), /nicht angegeben, von wo/],
    ['only geoblocking may have refused', refused(fromAbroad), /allein das Geoblocking/],
    ['a stranger refuses', [stranger('automate'), ...areaPaths('automate.technicians', 'refused')], /„nginx“/],
    ['a stranger answers', [stranger('automate'), open], /„nginx“/],
    ['nobody recognised the product', areaPaths('automate.technicians', 'refused'), /nicht zu erkennen/],
    ['everything answers', [product('automate'), open, catchAll], /Pfad, den das Produkt nicht hat/],
    [
      'the server fails',
      [product('automate'), ...areaPaths('automate.technicians', 'failing'), nothing],
      /Serverfehler \(HTTP 502\)/,
    ],
    ['some paths were not asked', refused().slice(0, 3), /noch nicht.*WCC2/],
    [
      'nothing came back',
      [unseen('automate', 'outside.path', { reason: 'timeout', detail: 'ETIMEDOUT' })],
      /\(ETIMEDOUT\)/,
    ],
  ])('does not know when %s, and says why', (_, evidence, why) => {
    const { outcome, judgements } = ask(control, 'automate', evidence)
    expect(outcome).toBe('unknown')
    expect(judgements.map(({ detail }) => detail.de).join(' ')).toMatch(why)
  })

  it('counts an answer that differs from that of a path that does not exist', () => {
    const page = { area: 'nothing', path: '/x', method: 'GET', answer: 'answered', status: 302 } as const
    const redirected = seen('automate', 'outside.path', page, { source: 'https://automate/x' })
    expect(ask(control, 'automate', [product('automate'), open, redirected]).outcome).toBe('fail')
  })

  it('passes a refusal to an internet address whose country nobody named', () => {
    expect(ask(control, 'automate', refused(fromSomewhere)).outcome).toBe('pass')
  })

  it('lets a later failure to look replace an earlier refusal', () => {
    const source = 'https://automate/automate'
    const later = '2026-11-23T11:30:00.000Z'
    const lost = unseen('automate', 'outside.path', { reason: 'timeout', detail: 'ETIMEDOUT' }, { source, at: later })
    expect(ask(control, 'automate', [...refused(), lost]).outcome).toBe('unknown')
  })

  describe('with a name that leads to two addresses', () => {
    const at = (pieces: readonly Evidence[], address: string, second: string) =>
      pieces.map((piece) => ({
        ...piece,
        source: `${piece.source} (${address})`,
        at: `2026-11-23T11:00:${second}.000Z`,
      }))
    const four = at(refused(), '198.51.100.10', '30')

    it('fails for the one that is open, although the other refused later in the same look', () => {
      const six = at([product('automate'), open, nothing], '2001:db8::10', '05')
      const { outcome, judgements } = ask(control, 'automate', [...four, ...six])
      expect(outcome).toBe('fail')
      expect(judgements[0]?.detail.de).toContain('/automate (HTTP 200) antwortet an 2001:db8::10')
    })

    it('does not let the answers of a stranger at one speak for the other', () => {
      const six = at([stranger('automate'), nothing], '2001:db8::10', '05')
      expect(ask(control, 'automate', [...four, ...six]).outcome).toBe('pass')
    })

    it('passes only when both refused everything', () => {
      const six = at(refused(), '2001:db8::10', '05')
      expect(ask(control, 'automate', [...four, ...six]).outcome).toBe('pass')
      expect(ask(control, 'automate', [...four, ...six.slice(0, 3)]).outcome).toBe('unknown')
    })
  })

  it('does not apply where the policy opens the area to everyone', () => {
    const policy = { ...musterMsp, areas: { 'automate.technicians': { audience: 'everyone' as const } } }
    expect(ask(control, 'automate', [open], { policy }).outcome).toBe('not-applicable')
  })

  it('shows old evidence as stale and lets it pass nothing', () => {
    const old = refused().map((piece) => ({ ...piece, at: lastYear }))
    const { outcome, overlay } = ask(control, 'automate', old)
    expect([outcome, overlay]).toEqual(['unknown', 'stale'])
  })

  it('fails and shows both when two looks from the internet disagree', () => {
    const { outcome, judgements } = ask(control, 'automate', [
      ...refused(fromAbroad),
      product('automate'),
      open,
      nothing,
    ])
    expect(outcome).toBe('fail')
    expect(judgements[0]?.evidence.map(({ vantage }) => vantage?.country)).toEqual(['DE', 'BR'])
    expect(judgements[0]?.detail.de).toContain('aus dem Internet (BR) an anderer Stelle abgewiesen')
  })

  it('keeps failing under an exception for one path, marked as waived', () => {
    const policy = accepting(control.id, '/automate')
    const { outcome, overlay } = ask(control, 'automate', [product('automate'), open, nothing], { policy })
    expect([outcome, overlay]).toEqual(['fail', 'waived'])
  })
})
