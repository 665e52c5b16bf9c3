import { beforeEach, describe, expect, it } from 'vitest'
import { areaIds } from '../model/area.ts'
import type { ServerKind } from '../model/server.ts'
import type { DecisionMemory } from './decision-memory.ts'
import type { Evaluator, Request } from './evaluator.ts'
import { smallMemory } from './memory-fixture.ts'
import { type addresses, evaluatorWith, type RulesOptions, requestFor, rulesWith, sourceFrom } from './rules-fixture.ts'
import type { TraceEntry, Verdict } from './verdict.ts'

type Who = keyof typeof addresses

const agent = '/LabTech/agent.aspx'
const wizard = '/SetupWizard.aspx/x'
const all = -1 >>> 1

let memory: DecisionMemory
let evaluator: Evaluator

function given(options: RulesOptions = {}): void {
  memory = smallMemory()
  evaluator = evaluatorWith(options, memory)
}

function judge(who: Who, target: string, more: Partial<Request> & { headers?: Record<string, string> } = {}): Verdict {
  return judgeAt(
    who,
    target.startsWith('sc:') ? 'screenconnect' : 'automate',
    requestFor(target.replace('sc:', ''), more),
  )
}

function judgeAt(who: Who, server: ServerKind, request: Request, trace?: TraceEntry[]): Verdict {
  return evaluator.judgeRequest({ source: sourceFrom(who), server, now: 1000 }, request, trace)
}

function ruleFor(who: Who, target: string, more: Partial<Request> = {}): string {
  return judge(who, target, more).rule
}

function ban(who: Who): void {
  memory.bans.ban({ source: sourceFrom(who).peer, scopes: all, now: 0, duration: 3_600_000 })
}

beforeEach(() => given())

describe('the decision', () => {
  it.each<[Who, string, string, Partial<Request>?]>([
    ['german', agent, 'forward 0'],
    ['german', '/LabTech/%00', 'malformed 400'],
    ['german', '/LabTech/../x', 'malformed 400'],
    ['german', 'sc:/nothing-of-the-product', 'closed 404'],
    ['german', `sc:${wizard}`, 'patch.cve-2024-1709 404'],
    ['german', 'sc:/SetupWizard.aspx', 'patch.cve-2024-1709 404'],
    ['french', agent, 'country 403'],
    ['listed', agent, 'block-list.feed 403'],
    ['german', '/automate', 'audience 403'],
    ['technician', '/automate', 'forward 0'],
    ['named', '/automate', 'forward 0'],
    ['monitor', '/automate', 'audience 403'],
    ['german', agent, 'method 405', { method: 'PUT' }],
    ['technician', agent, 'method 405', { method: 'PUT' }],
    ['german', '/LabTech/Service/x.msi', 'size 413', { contentLength: 1 }],
    ['german', 'sc:/Guest', 'size 413', { method: 'POST', contentLength: 16 * 1024 * 1024 + 1 }],
    ['german', 'sc:/Guest', 'forward 0', { method: 'POST', contentLength: 16 * 1024 * 1024 }],
  ])('for %s and %s is %s', (who, target, expected, more) => {
    const verdict = judge(who, target, more)
    expect(`${verdict.rule} ${verdict.status}`).toBe(expected)
    expect(verdict.action).toBe(expected === 'forward 0' ? 'forward' : 'refuse')
  })

  it('looks at what is always closed and at patches before any permission', () => {
    for (const who of ['technician', 'named', 'monitor'] as const) {
      expect(ruleFor(who, `sc:${wizard}`)).toBe('patch.cve-2024-1709')
      expect(ruleFor(who, 'sc:/nothing-of-the-product')).toBe('closed')
      expect(ruleFor(who, '/LabTech/%00')).toBe('malformed')
    }
  })

  it('lets permission skip bans, lists and countries', () => {
    for (const who of ['technician', 'named', 'monitor'] as const) {
      ban(who)
      expect(ruleFor(who, agent)).toBe('forward')
    }
  })

  it('names a ban before a list, a list before a country, a country before the audience', () => {
    given({ gateway: 'blocked: []', more: 'areas: { automate.technicians: { countries: [DE] } }' })
    expect(ruleFor('french', '/automate')).toBe('country')
    expect(ruleFor('listed', '/automate')).toBe('block-list.feed')
    ban('listed')
    expect(ruleFor('listed', '/automate')).toBe('ban')
    ban('french')
    expect(ruleFor('french', '/automate')).toBe('ban')
  })

  it('bans from scopes, not from everything', () => {
    const scopes = 1 << areaIds.indexOf('automate.technicians')
    memory.bans.ban({ source: sourceFrom('german').peer, scopes, now: 0, duration: 3_600_000 })
    expect(ruleFor('german', agent)).toBe('forward')
    expect(ruleFor('german', '/automate')).toBe('ban')
  })

  it('does not let permission skip the rate of an area, and takes nothing for what is refused', () => {
    given({ more: 'areas: { automate.agents: { rate: { perMinute: 1, burst: 3 } } }' })
    for (let count = 0; count < 10; count++) judge('technician', agent, { method: 'PUT' })
    const rules = Array.from({ length: 4 }, () => ruleFor('technician', agent))
    expect(rules).toEqual(['forward', 'forward', 'forward', 'rate'])
    expect(judge('technician', agent).status).toBe(429)
  })

  it('counts attempts to sign in apart', () => {
    const attempt = (): string => ruleFor('technician', 'sc:/Login', { method: 'POST' })
    expect(Array.from({ length: 11 }, attempt)).toEqual([
      ...Array.from({ length: 10 }, () => 'forward'),
      'rate.sign-in',
    ])
    expect(ruleFor('technician', 'sc:/Login')).toBe('forward')
    expect(ruleFor('technician', 'sc:/Host', { method: 'POST' })).toBe('forward')
  })

  it('never turns a restriction into a permission: whatever is added to the policy, nobody gets in who did not before', () => {
    const targets = [agent, '/automate', 'sc:/nothing', 'sc:/Guest', 'sc:/Login', `sc:${wizard}`, 'sc:/Bin/x.exe']
    const whos: readonly Who[] = [
      'german',
      'french',
      'disputed',
      'unknown',
      'private',
      'technician',
      'monitor',
      'listed',
    ]
    const passing = (): Set<string> =>
      new Set(
        whos.flatMap((who) => targets.filter((target) => ruleFor(who, target) === 'forward').map((t) => `${who} ${t}`)),
      )
    const before = passing()
    for (const more of [
      'areas: { automate.agents: { countries: [DE] } }',
      'areas: { automate.agents: { audience: technicians } }',
      'areas: { automate.agents: { audience: nobody }, screenconnect.guests: { audience: nobody } }',
      'geo: { disagreement: refuse, private: refuse }',
      'fixedNetworksOnly: true\nfixedNetworks: [192.0.2.1]',
    ]) {
      given({ more })
      expect([more, [...passing()].filter((pair) => !before.has(pair))]).toEqual([more, []])
    }
  })
})

describe('the country of an area', () => {
  const countries = '{ countries: [DE] }'

  it.each<[string, Partial<Record<Who, 'forward' | 'country'>>]>([
    [
      '',
      {
        german: 'forward',
        french: 'country',
        disputed: 'forward',
        foreignDisputed: 'country',
        unknown: 'country',
        private: 'forward',
      },
    ],
    ['geo: { unknown: admit }', { unknown: 'forward', french: 'country' }],
    ['geo: { private: refuse }', { private: 'country', german: 'forward' }],
    ['geo: { disagreement: refuse }', { disputed: 'country', german: 'forward' }],
    [
      `areas: { automate.agents: { countries: any } }`,
      { french: 'forward', unknown: 'forward', foreignDisputed: 'forward' },
    ],
    [
      `areas: { automate.agents: { countries: [FR] } }`,
      { french: 'forward', german: 'country', disputed: 'forward', foreignDisputed: 'forward' },
    ],
    [`areas: { screenconnect.guests: ${countries} }`, { french: 'country' }],
  ])('with "%s" lets in whom it names', (more, expected) => {
    given({ more })
    const found = Object.fromEntries(Object.keys(expected).map((who) => [who, ruleFor(who as Who, agent)]))
    expect(found).toEqual(expected)
  })

  it('gives way to the fixed networks', () => {
    given({ more: 'fixedNetworksOnly: true\nfixedNetworks: [192.0.2.140]' })
    expect(ruleFor('customer', agent)).toBe('forward')
    expect(ruleFor('german', agent)).toBe('fixed-networks')
    expect(ruleFor('private', agent)).toBe('fixed-networks')
    expect(ruleFor('technician', agent)).toBe('forward')
    expect(ruleFor('customer', '/automate')).toBe('audience')
  })
})

describe('observe mode', () => {
  it.each<[string, Who, string, Partial<Request>?]>([
    ['country', 'french', agent],
    ['ban', 'german', agent],
    ['block-list', 'listed', agent],
    ['audience', 'german', '/automate'],
    ['method', 'german', agent, { method: 'PUT' }],
    ['size', 'german', '/LabTech/Service/x.msi', { contentLength: 1 }],
    ['patch', 'technician', 'sc:/Login?__VIEWSTATE=x'],
  ])('of %s lets pass, and says what it would have done', (family, who, target, more) => {
    given({ gateway: `observe: [${family}]` })
    if (family === 'ban') ban(who)
    const verdict = judge(who, target, more)
    expect(verdict.action).toBe('forward')
    expect(verdict.observed.map(({ rule, mode }) => [rule.split('.')[0], mode])).toEqual([[family, 'observe']])
  })

  it('of one rule hides no other one', () => {
    given({ gateway: 'observe: [country]' })
    const verdict = judge('french', '/automate')
    expect(verdict.rule).toBe('audience')
    given({
      gateway: 'observe: [country, audience, method]',
      more: 'areas: { automate.technicians: { countries: [DE] } }',
    })
    const observed = judge('french', '/automate', { method: 'TRACE' }).observed.map(({ rule }) => rule)
    expect(observed).toEqual(['country', 'audience'])
  })

  it('of a patch opens nothing that is closed', () => {
    given({ gateway: 'observe: [patch]' })
    for (const target of [`sc:${wizard}`, 'sc:/Nothing.aspx?__VIEWSTATE=x', 'sc:/Nothing.aspx/x']) {
      const verdict = judge('technician', target)
      expect([target, verdict.rule]).toEqual([target, 'closed'])
      expect(verdict.observed[0]?.rule).toMatch(/^patch\./)
    }
  })

  it('of everything leaves the wizard and the unreadable refused', () => {
    given({ observeAll: true })
    expect(judge('french', 'sc:/SetupWizard.aspx')).toMatchObject({ action: 'refuse', rule: 'closed', mode: 'enforce' })
    expect(judge('french', '/x%00')).toMatchObject({ action: 'refuse', rule: 'malformed' })
    expect(judge('french', 'sc:/nothing-of-the-product').action).toBe('forward')
    expect(judge('listed', '/automate').observed.map(({ rule }) => rule)).toEqual(['block-list.feed', 'audience'])
  })

  it('of one area binds the rules about who may enter it, and leaves the others', () => {
    given({ more: 'areas: { automate.agents: { mode: observe } }' })
    expect(judge('french', agent).action).toBe('forward')
    ban('german')
    expect(ruleFor('german', agent)).toBe('ban')
  })
})

describe('what the address alone decides', () => {
  const web = ['automate.agents', 'automate.technicians', 'screenconnect.setup'] as const

  it('refuses whom no area behind the door lets in, and nobody else', () => {
    const rule = (who: Who): string => evaluator.judgeConnection(sourceFrom(who), web, 1000).rule
    expect(rule('german')).toBe('forward')
    expect(rule('french')).toBe('country')
    expect(rule('listed')).toBe('block-list.feed')
    expect(rule('technician')).toBe('forward')
    ban('german')
    expect(rule('german')).toBe('ban')
  })

  it('takes nothing from a rate', () => {
    given({ more: 'areas: { automate.agents: { rate: { perMinute: 1, burst: 1 } } }' })
    for (let count = 0; count < 5; count++) evaluator.judgeConnection(sourceFrom('german'), web, 1000)
    expect(ruleFor('german', agent)).toBe('forward')
  })

  it('drops at the relay and the heartbeat, and keeps their rates', () => {
    given({ more: 'areas: { automate.heartbeat: { rate: { perMinute: 1, burst: 1 } } }' })
    const judged = (who: Who): Verdict => evaluator.judgeArea(sourceFrom(who), 'automate.heartbeat', 1000)
    expect(judged('french')).toMatchObject({ action: 'drop', status: 0, rule: 'country' })
    expect([judged('german').rule, judged('german').rule]).toEqual(['forward', 'rate'])
    expect(evaluator.judgeArea(sourceFrom('german'), 'screenconnect.relay', 1000).rule).toBe('forward')
  })
})

describe('the trace', () => {
  const steps = ['canonical', 'patch', 'never', 'allow', 'ban', 'block-list', 'country', 'audience', 'rate', 'forward']

  it('goes through the steps in the order of the decision', () => {
    const trace: TraceEntry[] = []
    judgeAt('german', 'automate', requestFor(agent), trace)
    expect(trace.map(({ step }) => step)).toEqual(steps)
  })

  it('says what permission skipped, and ends with what decided', () => {
    const trace: TraceEntry[] = []
    judgeAt('technician', 'automate', requestFor(agent), trace)
    expect(trace.filter(({ result }) => result === 'skipped').map(({ step }) => step)).toEqual([
      'ban',
      'block-list',
      'country',
    ])
    const refused: TraceEntry[] = []
    const verdict = judgeAt('french', 'automate', requestFor(agent), refused)
    expect(refused.at(-1)).toMatchObject({ step: 'country', rule: verdict.rule })
    expect(refused.at(-1)?.result).toContain('FR')
  })
})

describe('an evaluator', () => {
  it('knows its servers by name, whatever the case and the port', () => {
    for (const host of [
      'support.muster-msp.example',
      'SUPPORT.muster-msp.example',
      'support.muster-msp.example:8443',
    ]) {
      expect(evaluator.serverOf(host)).toBe('screenconnect')
    }
    for (const host of [
      '',
      'x',
      'support.muster-msp.example:',
      'support.muster-msp.example:123456',
      'support.muster-msp.example.',
      'a@support.muster-msp.example',
    ]) {
      expect(evaluator.serverOf(host)).toBeUndefined()
    }
  })

  it('keeps bans when the rules change, and looks anew at whom it knows', () => {
    const source = sourceFrom('french')
    const judged = (): string =>
      evaluator.judgeRequest({ source, server: 'automate', now: 1000 }, requestFor(agent)).rule
    expect(judged()).toBe('country')
    evaluator.adopt(rulesWith({ generation: 2, more: 'areas: { automate.agents: { countries: any } }' }))
    expect(judged()).toBe('forward')
    ban('french')
    evaluator.adopt(rulesWith({ generation: 3, more: 'areas: { automate.agents: { countries: any } }' }))
    expect(judged()).toBe('ban')
  })

  it('shows patches the beginning of a body and the names of the relay', () => {
    expect(evaluator.readsBody('automate', `${agent}?x=1`)).toBe(true)
    expect(evaluator.readsBody('screenconnect', '/Services/PageService.ashx/GetLiveData')).toBe(false)
    const body = '<!DOCTYPE a>'
    expect(ruleFor('technician', '/cwa/api', { method: 'POST', body })).toBe('patch.cve-2021-35066')
    const observed = (host: string): readonly string[] =>
      judge('technician', `sc:/Bin/ScreenConnect.Client.application?h=${host}`).observed.map(({ rule }) => rule)
    expect(observed('evil.example')).toEqual(['patch.cve-2023-25719-relay'])
    for (const own of ['support.muster-msp.example', '192.0.2.10', '2001:db8::10', '%5B2001:db8::10%5D']) {
      expect([own, observed(own)]).toEqual([own, []])
    }
  })

  it('does not care who takes the headers of a request out of it', () => {
    const headers = { 'content-type': 'text/plain; charset=utf-7' }
    const verdict = judge('technician', 'sc:/Login', { method: 'POST', headers })
    expect(verdict.observed.map(({ rule }) => rule)).toEqual(['patch.cve-2025-3935-body'])
  })
})
