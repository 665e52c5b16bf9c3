import { describe, expect, it } from 'vitest'
import { controls } from '../../controls/index.ts'
import { inside, lastYear, musterMsp, seen } from '../../controls/question-fixture.ts'
import { without } from '../../controls/site-fixture.ts'
import type { Evidence } from '../../model/evidence.ts'
import type { Policy } from '../../policy/policy.ts'
import { situationWith } from '../situation-fixture.ts'
import type { UpgradedProduct, UpgradePlan } from './plan.ts'
import { upgradePlans } from './upgrade-plans.ts'

function planOf(product: UpgradedProduct, evidence: readonly Evidence[]): UpgradePlan {
  const plan = upgradePlans(situationWith(evidence)).find((one) => one.product === product)
  if (!plan) throw new Error(`no plan for ${product}`)
  return plan
}

function answersOf({ steps }: UpgradePlan): Readonly<Record<string, string>> {
  return Object.fromEntries(
    steps.flatMap(({ id, checks }) => checks.map((check) => [`${id}/${check.id}`, check.answer])),
  )
}

const automate = (text: string): Evidence => seen('automate', 'outside.version', { text, by: 'agent.aspx' })
const screenconnect = (text: string): Evidence =>
  seen('screenconnect', 'outside.version', { text, by: 'server-header' })
const mysql = (version: string, product: 'mysql' | 'mariadb' = 'mysql'): Evidence =>
  inside('automate', 'mysql.version', { product, version, comment: null, system: null, account: 'bollwerk@localhost' })

const extension = (version: string): Evidence =>
  inside('screenconnect', 'screenconnect.extensions', {
    extensions: [
      {
        id: 'fc234f0e-2e8e-4a1f-b977-ba41b14031f7',
        name: 'ConnectWise Automate',
        version,
        enabled: true,
        signed: true,
        pages: 0,
      },
    ],
    strays: [],
    configurationRead: true,
  })

/** The site whose operator accepted what these controls say, or an item of one. */
function accepting(...about: readonly (readonly [string, string?])[]): Policy {
  const exceptions = about.map(([id, item]) => ({
    control: id,
    version: controls.find((control) => control.id === id)?.version ?? 0,
    ...(item === undefined ? {} : { item }),
    reason: 'Umzug im Januar.',
    owner: 'Ada',
    approver: 'Ben',
    since: '2026-11-01',
    until: '2027-01-31',
  }))
  return { ...musterMsp, exceptions }
}

describe('upgrade plans of what an exception covers', () => {
  const old = situationWith([automate('220.105')])
  const planUnder = (policy: Policy): UpgradePlan | undefined =>
    upgradePlans({ ...old, policy }).find(({ product }) => product === 'automate')

  it('say so with owner and end, and have no steps', () => {
    const plan = planUnder(accepting(['automate-current.release'], ['automate-current.advisories']))
    expect(plan).toMatchObject({ state: 'accepted', from: '22.0.105', path: [], steps: [] })
    expect(plan?.reason.en).toMatch(/until 2027-01-31 \(owner: Ada/)
  })

  it('are due all the same for what it does not cover, and do not speak of the rest', () => {
    const plan = planUnder(accepting(['automate-current.release']))
    expect(plan?.state).toBe('due')
    expect(plan?.reason.en).not.toContain('Ada')
  })

  it('are due where the exception has ended', () => {
    const [release, advisories] = ['automate-current.release', 'automate-current.advisories'] as const
    const { exceptions } = accepting([release], [advisories])
    const ended = exceptions.map((exception) => ({ ...exception, until: '2026-11-20' }))
    expect(planUnder({ ...musterMsp, exceptions: ended })?.state).toBe('due')
  })
})

describe('upgrade plans', () => {
  it('say that there is nothing to do where the newest release runs, and give no steps', () => {
    expect(planOf('automate', [automate('250.436')])).toMatchObject({ state: 'nothing', path: [], steps: [] })
  })

  it('begin with what has to be found out where nobody knows the version', () => {
    for (const plan of upgradePlans(situationWith([]))) {
      expect(plan).toMatchObject({ state: 'settle-first', path: [] })
      expect(plan.steps.map(({ id }) => id)).toEqual(['settle'])
      expect(plan.steps[0]?.instructions).not.toEqual([])
    }
  })

  it('take nothing from evidence that is too old', () => {
    const old = seen('automate', 'outside.version', { text: '250.436', by: 'agent.aspx' }, { at: lastYear })
    expect(planOf('automate', [old]).state).toBe('settle-first')
  })

  it('leave out what the site does not have', () => {
    const plans = upgradePlans(situationWith([], without('automate')))
    expect(plans.map(({ product }) => product)).toEqual(['screenconnect'])
  })

  it('name version, goal and order for Automate, and ask templates and certificate before 2025.9', () => {
    const plan = planOf('automate', [automate('220.105')])
    expect(plan).toMatchObject({ state: 'due', from: '22.0.105' })
    expect(plan.path[0]?.en).toContain('25.0.436')
    expect(plan.steps.map(({ id }) => id)).toEqual(['requirements', 'backup', 'install', 'clients', 'prove'])
    expect(answersOf(plan)).toMatchObject({
      'requirements/version-known': 'met',
      'requirements/direct-path': 'unknown',
      'requirements/automate-current.agent-templates': 'unknown',
      'requirements/reverse-proxy.certificate': 'unknown',
      'install/backup': 'unknown',
      'install/no-restart-pending': 'unknown',
    })
  })

  it('go with MySQL line by line and do not let the second stretch begin before the first', () => {
    const plan = planOf('mysql', [mysql('5.7.44')])
    expect(plan.steps.map(({ id }) => id)).toEqual([
      'shelter',
      'approval',
      'obstacles',
      'backup',
      'to-8.0',
      'to-8.4',
      'prove',
    ])
    expect(answersOf(plan)).toMatchObject({ 'approval/product': 'met', 'to-8.4/line-before': 'not-met' })
  })

  it('know from a scan whether the database can be reached, and from no scan nothing', () => {
    const scan = (asked: string, open: readonly number[]): Evidence =>
      seen('automate', 'outside.tcp-ports', { address: '198.51.100.10', asked, open, closed: '1', silent: '' })
    const answer = (...scans: readonly Evidence[]): string | undefined =>
      answersOf(planOf('mysql', [mysql('8.0.41'), ...scans]))['shelter/port-closed']
    expect(answer()).toBe('unknown')
    expect(answer(scan('80,443', [443]))).toBe('unknown')
    expect(answer(scan('1-65535', [443]))).toBe('met')
    expect(answer(scan('1-65535', [443, 3306]))).toBe('not-met')
  })

  it('ask no obstacles for a patch on the same line', () => {
    const plan = planOf('mysql', [mysql('8.4.8')])
    expect(plan.steps.map(({ id }) => id)).toEqual(['shelter', 'approval', 'backup', 'patch-8.4', 'prove'])
  })

  it('know no way from MariaDB and say so', () => {
    const plan = planOf('mysql', [mysql('10.3.39-MariaDB', 'mariadb')])
    expect(plan).toMatchObject({ state: 'due', path: [] })
    expect(answersOf(plan)).toMatchObject({ 'approval/product': 'not-met' })
  })

  it('know the obstacles of the accounts', () => {
    const account = {
      user: 'ltuser',
      host: 'localhost',
      plugin: 'mysql_native_password',
      role: false,
      locked: false,
      passwordExpired: false,
      passwordLifetime: null,
      requiresEncryption: false,
      emptyPassword: false,
      belongsToAutomateUser: true,
    }
    const plan = planOf('mysql', [
      mysql('8.0.41'),
      inside('automate', 'mysql.accounts', { accounts: [account], gaps: [] }),
    ])
    const obstacles = plan.steps.find(({ id }) => id === 'obstacles')
    expect(obstacles?.checks[0]).toMatchObject({ answer: 'not-met' })
    expect(obstacles?.checks[0]?.reason.en).toContain('ltuser')
  })

  it('hold an old Automate extension against a new ScreenConnect, and ask for the licence', () => {
    const old = answersOf(planOf('screenconnect', [screenconnect('ScreenConnect/23.9.7.8804'), extension('4.3.0.1')]))
    expect(old).toMatchObject({ 'licence/automate-extension': 'not-met', 'licence/licence': 'unknown' })
    const fine = answersOf(planOf('screenconnect', [screenconnect('ScreenConnect/23.9.7.8804'), extension('4.4.0.16')]))
    expect(fine).toMatchObject({ 'licence/automate-extension': 'met' })
  })

  it('bring the clients along after the server', () => {
    const { steps, afterwards } = planOf('screenconnect', [screenconnect('ScreenConnect/23.9.7.8804')])
    expect(steps.map(({ id }) => id)).toEqual([
      'licence',
      'traces',
      'backup',
      'install',
      'clients',
      'leftovers',
      'prove',
    ])
    expect(afterwards.map(({ control }) => control)).toContain('screenconnect-current.clients')
  })

  it('renew old clients beside a new server without upgrading it again', () => {
    const clients = inside('screenconnect', 'windows.screenconnect', {
      folder: null,
      serverVersion: '26.6.5.9742',
      clients: [{ name: 'ScreenConnect Client (0123456789abcdef)', version: '25.1.10.9197' }],
      service: null,
    })
    const plan = planOf('screenconnect', [clients])
    expect(plan).toMatchObject({ state: 'due', path: [] })
    expect(plan.steps.map(({ id }) => id)).toEqual(['clients', 'prove'])
  })
})
