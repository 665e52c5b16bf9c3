import { describe, expect, it } from 'vitest'
import { inside, musterMsp, seen } from '../../controls/question-fixture.ts'
import { without } from '../../controls/site-fixture.ts'
import type { Evidence } from '../../model/evidence.ts'
import type { Policy } from '../../policy/policy.ts'
import { situationWith } from '../situation-fixture.ts'
import type { TakeoverStep } from './plan.ts'
import { takeoverPlan } from './takeover-plan.ts'

function stepOf(id: string, evidence: readonly Evidence[], policy: Policy = musterMsp): TakeoverStep {
  const step = takeoverPlan(situationWith(evidence, policy)).find((one) => one.id === id)
  if (!step) throw new Error(`no step ${id}`)
  return step
}

const terminator = (answer: 'http.sys' | 'other'): readonly Evidence[] => [
  seen('automate', 'outside.terminator', { address: '198.51.100.10', port: 443, terminator: answer }),
  seen('automate', 'outside.identity', { expected: 'automate', recognised: 'automate', marks: ['agent.aspx'] }),
]
const heartbeat = seen('automate', 'outside.heartbeat', { address: '198.51.100.10', port: 75, answer: 'answered' })

const template = (addresses: readonly string[]): Evidence =>
  inside('automate', 'automate.agent-templates', {
    by: 'api',
    templates: [
      { id: '1', name: 'Default', addresses, acceptsBadCertificates: [], heartbeat: true, cachePassword: false },
    ],
  })

const relayTold = (value: string): Evidence =>
  inside('screenconnect', 'screenconnect.settings', {
    settings: [{ name: 'RelayAddressableUri', value }],
    userSources: [],
    secrets: [],
    hidden: [],
  })

describe('the take-over plan', () => {
  it('prepares before it switches and closes last', () => {
    expect(takeoverPlan(situationWith([])).map(({ id }) => id)).toEqual([
      'prepare',
      'certificates',
      'client-address',
      'dns',
      'agent-template',
      'heartbeat',
      'relay',
      'enforce',
      'close',
    ])
  })

  it('names for every step how it is checked from outside and the way back', () => {
    for (const { outside, rollback, checks } of takeoverPlan(situationWith([]))) {
      expect(outside).not.toEqual([])
      expect(checks).not.toEqual([])
      expect(rollback.de).not.toBe('')
    }
  })

  it('says of nothing that it is done where nobody looked', () => {
    expect(takeoverPlan(situationWith([])).filter(({ state }) => state === 'done')).toEqual([])
  })

  it('leaves out the steps of a server that the site does not have', () => {
    const ids = takeoverPlan(situationWith([], without('automate'))).map(({ id }) => id)
    expect(ids).not.toContain('agent-template')
    expect(ids).not.toContain('heartbeat')
  })

  it('tells the name that leads to Windows itself from the one that leads to a proxy', () => {
    const policy = without('screenconnect')
    expect(stepOf('dns', terminator('http.sys'), policy).state).toBe('open')
    expect(stepOf('dns', terminator('other'), policy).state).toBe('done')
  })

  it('does not take a heartbeat that goes past the gateway for one that goes over it', () => {
    expect(stepOf('heartbeat', [heartbeat]).state).toBe('unknown')
    expect(stepOf('heartbeat', [heartbeat, ...terminator('http.sys')]).state).toBe('open')
    expect(stepOf('heartbeat', [heartbeat, ...terminator('other')]).state).toBe('done')
  })

  it('needs no new template where every template names the public name already', () => {
    expect(stepOf('agent-template', [template(['https://automate.muster-msp.de'])]).state).toBe('done')
    expect(stepOf('agent-template', [template(['https://rmm.old.example'])]).state).toBe('open')
  })

  it('never tells anybody to change the default template', () => {
    const { instructions } = stepOf('agent-template', [])
    expect(instructions[0]?.en).toContain('Never change the template Default')
    expect(instructions[1]?.en).toContain('old address as the second')
  })

  it('compares the address that clients are told with the public one', () => {
    const check = (value: string) => stepOf('relay', [relayTold(value)]).checks.find(({ id }) => id === 'relay-address')
    expect(check('relay://support.muster-msp.de:8041')).toMatchObject({ answer: 'met' })
    expect(check('relay://10.20.0.11:8041/')).toMatchObject({ answer: 'not-met' })
  })

  it('notices a policy that names the public side as the origin', () => {
    const servers = musterMsp.servers.map((server) => ({ ...server, origin: { ...server.origin, host: server.host } }))
    expect(stepOf('prepare', [], { ...musterMsp, servers }).state).toBe('open')
    expect(stepOf('prepare', []).state).toBe('unknown')
  })
})
