import { describe, expect, it } from 'vitest'
import { templates, usualCases } from '../automate-fixture.ts'
import { ask } from '../question-fixture.ts'
import { agentTemplates as control } from './agent-templates.ts'

usualCases(control, {
  pass: [templates({}, { name: 'Server' })],
  fail: [templates({ addresses: ['http://automate.muster-msp.de'] })],
  item: 'http:Default',
  needs: ['automate.agent-templates'],
})

describe('an agent template', () => {
  it('fails for plain HTTP and for bad certificates each by itself', () => {
    const { judgements } = ask(control, 'automate', [
      templates(
        {},
        { name: 'Alt', addresses: ['https://a.de', 'HTTP://b.de'], acceptsBadCertificates: ['SSLAcceptAll'] },
      ),
    ])
    expect(judgements.map(({ item }) => item)).toEqual(['http:Alt', 'certificate:Alt'])
    expect(judgements[0]?.detail.en).toContain('unencrypted to HTTP://b.de.')
  })

  it.each([
    ['there is none', templates()],
    ['it names no address', templates({ addresses: [] })],
    ['it names no scheme', templates({ addresses: ['automate.muster-msp.de'] })],
    ['https stands only somewhere in it', templates({ addresses: ['automate.muster-msp.de/?https://x'] })],
    ['one of its addresses names no scheme', templates({ addresses: ['https://a.de', 'b.de'] })],
  ])('is unknown where %s', (_, evidence) => {
    const { outcome, judgements } = ask(control, 'automate', [evidence])
    expect(outcome).toBe('unknown')
    expect(judgements).toHaveLength(1)
    expect(judgements[0]?.evidence).toEqual([evidence])
  })

  it('names the addresses without https, and no others', () => {
    const { judgements } = ask(control, 'automate', [templates({ addresses: ['https://a.de', 'b.de', 'c.de'] })])
    expect(judgements[0]?.detail.en).toContain('The template Default names b.de, c.de without https://')
  })

  it('fails although another look of the same hour contradicts it', () => {
    const [good, bad] = [templates({}), templates({ acceptsBadCertificates: ['SSLAcceptAll'] })]
    const newer = { ...bad, at: '2026-11-23T11:30:00.000Z' }
    expect(ask(control, 'automate', [good, newer]).outcome).toBe('fail')
  })
})
