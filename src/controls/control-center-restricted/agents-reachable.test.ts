import { describe, expect, it } from 'vitest'
import { fromAustria, fromSomewhere, path, product, stranger } from '../look-fixture.ts'
import { ask, fromAbroad, fromInternet, fromTechnicians, lastYear, musterMsp } from '../question-fixture.ts'
import { accepting } from '../site-fixture.ts'
import { agentsReachable as control } from './agents-reachable.ts'

const agent = (answer: 'answered' | 'refused' | 'failing', vantage = fromInternet) =>
  path({ area: 'automate.agents', path: '/LabTech/agent.aspx', answer }, { vantage })
const siteAnswers = (vantage = fromInternet) =>
  path({ area: 'automate.technicians', path: '/automate', answer: 'answered' }, { vantage })
const catchAll = path({ area: 'nothing', path: '/gibt-es-nicht', answer: 'answered' })

describe('control-center-restricted.agents-reachable', () => {
  it('passes when the agents’ page answers the internet', () => {
    expect(ask(control, 'automate', [product('automate'), agent('answered')]).outcome).toBe('pass')
  })

  it('passes with the places where it answers, not those that are turned away as the policy wants', () => {
    const evidence = [product('automate'), agent('answered'), agent('refused', fromAbroad), siteAnswers()]
    const { outcome, judgements } = ask(control, 'automate', evidence)
    expect(outcome).toBe('pass')
    expect(judgements[0]?.detail.en).toBe('/LabTech/agent.aspx answers from the internet (DE).')
  })

  it('fails when it is refused while the site answers', () => {
    const { outcome, judgements } = ask(control, 'automate', [agent('refused'), siteAnswers()])
    expect(outcome).toBe('fail')
    expect(judgements[0]?.item).toBe('/LabTech/agent.aspx')
    expect(judgements[0]?.detail.de).toContain('Agenten melden sich von dort nicht mehr')
  })

  it.each([
    ['nobody looked', [], /--from internet/],
    ['only technicians looked', [agent('answered', fromTechnicians)], /nur aus dem Netz der Techniker/],
    ['only a foreign country is refused', [agent('refused', fromAbroad), siteAnswers(fromAbroad)], /das ist gewollt/],
    ['the country is unstated', [agent('refused', fromSomewhere), siteAnswers(fromSomewhere)], /--country/],
    ['nothing answers at all', [agent('refused')], /auch sonst antwortet dort nichts/],
    ['the server fails', [agent('failing')], /Serverfehler/],
    ['a stranger refuses', [stranger('automate'), agent('refused'), siteAnswers()], /„nginx“/],
    ['everything answers', [product('automate'), agent('answered'), catchAll], /Pfad, den das Produkt nicht hat/],
  ])('does not know when %s, and says why', (_, evidence, why) => {
    const { outcome, judgements } = ask(control, 'automate', evidence)
    expect(outcome).toBe('unknown')
    expect(judgements[0]?.detail.de).toMatch(why)
  })

  it.each([
    ['lets in fixed networks only', { ...musterMsp, fixedNetworksOnly: true }],
    [
      'keeps the agents’ area for technicians',
      { ...musterMsp, areas: { 'automate.agents': { audience: 'technicians' as const } } },
    ],
  ])('does not apply where the policy %s', (_, policy) => {
    expect(ask(control, 'automate', [agent('refused'), siteAnswers()], { policy }).outcome).toBe('not-applicable')
  })

  it('fails abroad too where the policy lets agents travel', () => {
    const policy = { ...musterMsp, areas: { 'automate.agents': { countries: 'any' as const } } }
    const { outcome } = ask(control, 'automate', [agent('refused', fromAbroad), siteAnswers(fromAbroad)], { policy })
    expect(outcome).toBe('fail')
  })

  it('shows old evidence as stale', () => {
    const old = [product('automate'), agent('answered')].map((piece) => ({ ...piece, at: lastYear }))
    const { outcome, overlay } = ask(control, 'automate', old)
    expect([outcome, overlay]).toEqual(['unknown', 'stale'])
  })

  it('fails and shows both when two admitted places disagree', () => {
    const evidence = [agent('refused'), siteAnswers(), agent('answered', fromAustria)]
    const { outcome, judgements } = ask(control, 'automate', evidence)
    expect(outcome).toBe('fail')
    expect(judgements[0]?.evidence).toHaveLength(2)
  })

  it('keeps failing under an exception, marked as waived', () => {
    const policy = accepting(control.id)
    const { outcome, overlay } = ask(control, 'automate', [agent('refused'), siteAnswers()], { policy })
    expect([outcome, overlay]).toEqual(['fail', 'waived'])
  })
})
