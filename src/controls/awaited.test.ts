import { describe, expect, it } from 'vitest'
import { serverNames } from '../model/server.ts'
import type { Control } from './control.ts'
import { controls } from './index.ts'
import { ask, seen } from './question-fixture.ts'
import { accepting, outcomeWithout } from './site-fixture.ts'

/** The questions that the outside witness cannot answer. */
const awaitedControls = controls.filter(
  // Whether witnesses agree is no question while there is only one of them.
  ({ id, witnesses }) => !witnesses.includes('outside') && !id.endsWith('witnesses-agree'),
)
const answeredInside = ['accounts', 'windows-firewall', 'uac', 'endpoint-protection']

const wizard = seen('screenconnect', 'outside.setup-wizard', {
  variant: 'plain',
  path: '/SetupWizard.aspx',
  answer: 'closed',
})

function everyServer(control: Control): readonly (readonly [string, Control, (typeof control.servers)[number]])[] {
  return control.servers.map((kind) => [`${control.id} of ${serverNames[kind]}`, control, kind] as const)
}

describe('a question that only the inside or paper can answer', () => {
  it.each(awaitedControls.flatMap(everyServer))('%s stays unknown and names its witness', (_, control, kind) => {
    const { outcome, judgements } = ask(control, kind, [wizard])
    expect(outcome).toBe('unknown')
    const detail = judgements.map((judgement) => judgement.detail.en).join(' ')
    expect(detail).toMatch(/inside|configuration/)
  })

  it.each(answeredInside)('stands under %s with a way to answer it by hand', (measure) => {
    const questions = awaitedControls.filter((control) => control.measure === measure)
    expect(questions.length).toBeGreaterThan(0)
    for (const { remedy, witnesses } of questions) {
      expect(witnesses).toEqual(['inside'])
      expect(remedy.steps.length).toBeGreaterThan(1)
    }
  })

  it('can be accepted by an exception, without becoming a pass', () => {
    const [control] = awaitedControls.filter(({ id }) => id === 'accounts.automate-mfa')
    if (!control) throw new Error('accounts.automate-mfa is missing')
    const { outcome, overlay } = ask(control, 'automate', [], { policy: accepting('accounts.automate-mfa') })
    expect([outcome, overlay]).toEqual(['unknown', 'waived'])
  })

  it('is not asked of a site without its server', () => {
    const [control] = awaitedControls.filter(({ id }) => id === 'accounts.automate-integrators')
    if (!control) throw new Error('accounts.automate-integrators is missing')
    expect(outcomeWithout('automate', control, [])).toBe('not-applicable')
  })
})
