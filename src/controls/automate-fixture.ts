import { describe, expect, it } from 'vitest'
import type {
  AskedBy,
  AutomateAgentsFact,
  AutomateAgentTemplatesFact,
  AutomateAuditsFact,
  AutomateAuthenticationFact,
  AutomateFacts,
  AutomatePatchLevelFact,
  AutomatePlugin,
  AutomateUser,
  AutomateUserClass,
} from '../evidence/automate/facts.ts'
import type { Facts } from '../evidence/facts.ts'
import type { Evidence, Missing } from '../model/evidence.ts'
import type { Control } from './control.ts'
import { anHourAgo, ask, inside, notInside } from './question-fixture.ts'
import { accepting, outcomeWithout } from './site-fixture.ts'

const sources: Readonly<Record<AskedBy, string>> = {
  api: 'automate.muster-msp.de: GET /cwa/api/v1/test',
  sql: '10.20.0.10: SQL labtech.test',
}

function told<Name extends keyof AutomateFacts>(
  fact: Name,
  value: Facts[Name] & { by: AskedBy },
  at = anHourAgo,
): Evidence {
  return inside('automate', fact, value, { source: sources[value.by], at })
}

/** A user of whom the API tells nothing bad: a person in the class `2` who signed in yesterday. */
export function user(name: string, changes: Partial<AutomateUser> = {}): AutomateUser {
  return {
    id: name,
    name,
    classes: ['2'],
    integrator: false,
    locked: false,
    legacyApi: false,
    lastSignIn: '2026-11-22T08:00:00.000Z',
    singleSignOn: false,
    ...changes,
  }
}

/** The same user as the database shows it. */
export function userInDatabase(name: string, classes: readonly string[] = ['2']): AutomateUser {
  return {
    id: name,
    name,
    classes,
    integrator: null,
    locked: null,
    legacyApi: null,
    lastSignIn: null,
    singleSignOn: null,
  }
}

export function users(list: readonly AutomateUser[], by: AskedBy = 'api', at?: string): Evidence {
  return told('automate.users', { by, users: list }, at)
}

/** Class 1 is Super Admin, class 2 is for technicians, class 3 is for integrations. */
export function classes(changes: Readonly<Record<string, Partial<AutomateUserClass>>> = {}): Evidence {
  const usual: readonly AutomateUserClass[] = [
    { id: '1', name: 'Super Admin', superAdmin: true, permissions: ['SuperAdmin', 'SystemConfig'] },
    { id: '2', name: 'Technik', superAdmin: false, permissions: ['ScriptRead'] },
    { id: '3', name: 'API', superAdmin: false, permissions: ['UserRead'] },
  ]
  return told('automate.user-classes', { by: 'api', classes: usual.map((one) => ({ ...one, ...changes[one.id] })) })
}

export function classesInDatabase(): Evidence {
  return told('automate.user-classes', {
    by: 'sql',
    classes: [
      { id: '1', name: 'Super Admin', superAdmin: true, permissions: null },
      { id: '2', name: 'Technik', superAdmin: false, permissions: null },
      { id: '3', name: 'API', superAdmin: false, permissions: null },
    ],
  })
}

export function signIn(changes: Partial<AutomateAuthenticationFact> = {}): Evidence {
  return told('automate.authentication', {
    by: 'api',
    services: [],
    account: 'audit',
    secondFactor: true,
    tokenMinutes: 60,
    longestTokenMinutes: 240,
    ...changes,
  })
}

type Template = AutomateAgentTemplatesFact['templates'][number]

export function templates(...list: readonly Partial<Template>[]): Evidence {
  const usual: Template = {
    id: '1',
    name: 'Default',
    addresses: ['https://automate.muster-msp.de'],
    acceptsBadCertificates: [],
    heartbeat: true,
    cachePassword: false,
  }
  return told('automate.agent-templates', { by: 'api', templates: list.map((one) => ({ ...usual, ...one })) })
}

export function plugins(list: readonly Partial<AutomatePlugin>[], by: AskedBy = 'api'): Evidence {
  const usual: AutomatePlugin = {
    name: 'Report Manager',
    version: '2.1',
    author: 'ConnectWise',
    enabled: true,
    loadedInServer: true,
    loadedInWebServer: false,
    onAgents: false,
  }
  return told('automate.plugins', { by, plugins: list.map((one) => ({ ...usual, ...one })) })
}

export function patchLevel(changes: Partial<AutomatePatchLevelFact> = {}, at?: string): Evidence {
  const value: AutomatePatchLevelFact = {
    by: 'api',
    webServer: '25.0.436',
    databaseAgent: '25.0.436',
    controlCenter: '25.0.436',
    windowsAgent: '250.436',
    linuxAgent: null,
    macAgent: null,
    patchedAt: null,
    schema: null,
    ...changes,
  }
  return told('automate.patch-level', value, at)
}

/** So many agents of each version, all in contact unless said. */
export function agents(versions: Readonly<Record<string, number | readonly [number, number]>>): Evidence {
  const counted = Object.entries(versions).map(([version, count]) => {
    const [total, recent] = typeof count === 'number' ? [count, count] : count
    return { version, total, recent }
  })
  const value: AutomateAgentsFact = {
    by: 'api',
    total: counted.reduce((sum, { total }) => sum + total, 0),
    recent: counted.reduce((sum, { recent }) => sum + recent, 0),
    versions: counted,
  }
  return told('automate.agents', value)
}

type Action = AutomateAuditsFact['actions'][number]

export function audits(...actions: readonly Partial<Action>[]): Evidence {
  const usual: Action = { user: 'gross', action: 'Login', from: 'Dienst', count: 1, newest: '2026-11-22T08:00:00.000Z' }
  const list = actions.map((action) => ({ ...usual, ...action }))
  const times = list.map(({ newest }) => newest).sort()
  return told('automate.audits', {
    by: 'api',
    oldest: times[0] ?? null,
    newest: times.at(-1) ?? null,
    entries: list.length,
    actions: list,
  })
}

/** The API did not let the account that asked see it. */
export function denied(fact: keyof AutomateFacts): Evidence {
  const missing: Missing = { reason: 'denied', detail: 'HTTP 403' }
  return notInside('automate', fact, missing, { source: sources.api })
}

interface Samples {
  /** Evidence with which the control passes; absent where it never does. */
  readonly pass?: readonly Evidence[]
  readonly fail: readonly Evidence[]
  /** The item of one failure. */
  readonly item: string
  /** The facts without which it cannot say anything. */
  readonly needs: readonly (keyof AutomateFacts)[]
}

/** The cases that are the same for every control that looks at Automate from within. */
export function usualCases(control: Control, { pass, fail, item, needs }: Samples): void {
  describe(control.id, () => {
    if (pass)
      it('passes for a server in order, and only while the evidence is young', () => {
        expect(ask(control, 'automate', pass).outcome).toBe('pass')
        const { outcome, overlay } = ask(control, 'automate', pass.map(aged))
        expect([outcome, overlay]).toEqual(['unknown', 'stale'])
      })

    it(`fails with ${item}, also from old evidence, which is shown as stale`, () => {
      const { outcome, judgements } = ask(control, 'automate', fail)
      expect(outcome).toBe('fail')
      expect(judgements.map((judgement) => judgement.item)).toContain(item)
      const old = ask(control, 'automate', fail.map(aged))
      expect(old.outcome).toBe('fail')
      expect(old.judgements.every(({ overlay }) => overlay === 'stale')).toBe(true)
    })

    it('does not know before anybody looked inside, and says how to', () => {
      const { outcome, judgements } = ask(control, 'automate', [])
      expect(outcome).toBe('unknown')
      expect(judgements.map(({ detail }) => detail.en).join()).toMatch(/inside/)
    })

    it.each(needs)('does not know where %s was denied', (fact) => {
      const without = (pass ?? fail).filter((piece) => piece.fact !== fact)
      expect(ask(control, 'automate', [...without, denied(fact)]).outcome).not.toBe('pass')
      const { outcome, judgements } = ask(control, 'automate', needs.map(denied))
      expect(outcome).toBe('unknown')
      expect(judgements.flatMap(({ evidence }) => evidence).length).toBeGreaterThan(0)
    })

    it('is not asked of a site without Automate', () => {
      expect(outcomeWithout('automate', control, fail)).toBe('not-applicable')
    })

    it('waives one answer and keeps the outcome', () => {
      const { judgements } = ask(control, 'automate', fail, { policy: accepting(control.id, item) })
      expect(judgements.find((judgement) => judgement.item === item)).toMatchObject({
        outcome: 'fail',
        overlay: 'waived',
      })
    })
  })
}

/** A year older with every date in it, so that it still fits together. */
function aged(piece: Evidence): Evidence {
  return JSON.parse(JSON.stringify(piece).replaceAll('"2026-', '"2025-'))
}
