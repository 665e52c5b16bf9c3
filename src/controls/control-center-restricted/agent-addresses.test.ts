import { describe, expect, it } from 'vitest'
import { templates, usualCases } from '../automate-fixture.ts'
import { ask } from '../question-fixture.ts'
import { agentAddresses as control } from './agent-addresses.ts'

usualCases(control, {
  pass: [templates({ addresses: ['https://automate.muster-msp.de', 'Automate.Muster-MSP.de:443'] })],
  fail: [templates({ addresses: ['https://alt.muster-msp.de'] })],
  item: 'template:Default',
  needs: ['automate.agent-templates'],
})

describe('the addresses that agents use', () => {
  it.each([
    ['all elsewhere', ['https://alt.muster-msp.de', 'http://10.20.0.10'], 'medium'],
    ['beside the name of the policy', ['https://automate.muster-msp.de', 'https://198.51.100.77'], 'low'],
  ] as const)('fail where they are %s', (_, addresses, severity) => {
    const { judgements } = ask(control, 'automate', [templates({ addresses })])
    expect(judgements).toMatchObject([{ outcome: 'fail', severity }])
  })

  it.each([
    ['no template names one', templates({ addresses: [] })],
    ['there is no template', templates()],
    ['one template names none', templates({}, { name: 'Leer', addresses: [] })],
  ])('are unknown where %s', (_, evidence) => {
    expect(ask(control, 'automate', [evidence]).outcome).toBe('unknown')
  })

  it('are judged for each template where they contradict each other', () => {
    const { outcome, judgements } = ask(control, 'automate', [
      templates({}, { name: 'Alt', addresses: ['https://alt.muster-msp.de'] }),
    ])
    expect(outcome).toBe('fail')
    expect(judgements.map(({ item }) => item)).toEqual(['template:Alt'])
  })
})
