import { describe, expect, it } from 'vitest'
import { signIn, usualCases } from '../automate-fixture.ts'
import { ask } from '../question-fixture.ts'
import { automateLocalLogin as control } from './automate-sso-local-login.ts'

function service(localLogin: boolean | null, enabled = true): ReturnType<typeof signIn> {
  return signIn({ services: [{ name: 'SSO', enabled, localLogin }] })
}

usualCases(control, {
  pass: [service(false)],
  fail: [service(true)],
  item: 'service:SSO',
  needs: ['automate.authentication'],
})

describe('local logins beside single sign-on', () => {
  it('do not matter where there is no single sign-on', () => {
    expect(ask(control, 'automate', [signIn({ services: [] })]).outcome).toBe('not-applicable')
    expect(ask(control, 'automate', [service(true, false)]).outcome).toBe('not-applicable')
  })

  it.each([
    ['did not name its services', signIn({ services: null })],
    ['did not say', service(null)],
  ])('are unknown where the server %s', (_, auth) => {
    expect(ask(control, 'automate', [auth]).outcome).toBe('unknown')
  })

  it('count where one service allows them and another does not', () => {
    const services = [
      { name: 'A', enabled: true, localLogin: false },
      { name: 'B', enabled: true, localLogin: true },
    ]
    const { outcome, judgements } = ask(control, 'automate', [signIn({ services })])
    expect(outcome).toBe('fail')
    expect(judgements.map((judgement) => [judgement.item, judgement.outcome])).toEqual([
      ['service:A', 'pass'],
      ['service:B', 'fail'],
    ])
  })

  it('count for a service of which nobody knows whether it is on', () => {
    const services = [{ name: 'SSO', enabled: null, localLogin: true }]
    expect(ask(control, 'automate', [signIn({ services })]).outcome).toBe('fail')
  })

  it('are judged with their evidence, also where they are unknown', () => {
    for (const evidence of [signIn({ services: null }), service(null), signIn({ services: [] })])
      expect(ask(control, 'automate', [evidence]).judgements[0]?.evidence).toEqual([evidence])
  })
})
