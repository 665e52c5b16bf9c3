import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Plan } from '../../src/hardening/change.ts'
import { freePort, RunningApply } from '../hardening/neglected-site.ts'
import { GatewaySite } from './gateway-site.ts'

let site: GatewaySite
let before: string
beforeAll(async () => {
  site = await GatewaySite.open(84)
  before = site.policy()
})
afterAll(() => site?.close())

/** Applies the plan that was written last; whoever confirms has so many milliseconds. */
async function begun(confirmMs: number, ...flags: string[]): Promise<RunningApply> {
  const at = `127.0.0.1:${await freePort()}`
  const inputs = ['plan.json', '--yes', site.planHash(), '--confirm-at', at, '--lang', 'en', ...flags]
  return new RunningApply(site, inputs, confirmMs)
}

function confirmed(code: readonly [string, string], from: string) {
  return site.run('confirm', ...code, '--source-address', from, '--lang', 'en')
}

describe('a change of the policy that cuts the operator off, with the gateway in between', () => {
  beforeEach(async () => {
    site.planTechnicians('198.51.100.0/24')
    await expect.poll(() => site.signIn('technicians')).toBe(200)
  })

  it('is taken back by itself when nobody confirms, and the operator gets in again', async () => {
    const apply = await begun(4_000)
    await apply.code()
    expect(site.policy()).toContain('technicians: [198.51.100.0/24]')
    expect(await site.signIn('technicians')).toBe(403)
    expect(await apply.ended).toMatchObject({ code: 4, stdout: expect.stringContaining('NOT CONFIRMED, TAKEN BACK') })
    expect(site.policy()).toBe(before)
    await expect.poll(() => site.signIn('technicians')).toBe(200)
  })

  it('cannot be confirmed by the operator, whom the gateway already turns away', async () => {
    const apply = await begun(60_000)
    const refused = await confirmed(await apply.code(), site.lab.vantages.technicians)
    expect([refused.code, refused.stderr]).toEqual([
      4,
      expect.stringMatching(/Not confirmed: .*\/Login.* \(HTTP 403\)/),
    ])
    apply.stopWaiting()
    expect(await apply.ended).toMatchObject({ code: 4 })
    expect(site.policy()).toBe(before)
  })

  it('is taken back, too, when the process that waits for the confirmation is killed', async () => {
    const apply = await begun(4_000)
    await apply.code()
    expect(await site.signIn('technicians')).toBe(403)
    apply.child.kill('SIGKILL')
    await expect.poll(() => site.policy()).toBe(before)
    await expect.poll(() => site.signIn('technicians')).toBe(200)
  })
})

it('a rule that only reported is enforced, proven from the internet, and stays once a technician confirms', async () => {
  const observing = before.replace('gateway:\n', 'gateway:\n  observe: [rate, audience] # at first\n')
  site.adopt(observing)
  await expect.poll(() => site.signIn('internet')).toBe(200)
  const from = ['--from', 'internet', '--country', 'DE', '--source-address', site.lab.vantages.internet]
  const trust = ['--authority', 'authority.pem']
  site.haveSeen('/Login')
  site.haveConfirmed()
  await site.run('import', 'seen.json')
  await site.run('plan', '--only', 'screenconnect-ip-lists.enforced', '--lang', 'en')
  const plan = JSON.parse(readFileSync(join(site.cwd, 'plan.json'), 'utf8')) as Plan
  expect(plan.changes.map(({ id }) => id)).toEqual(['gateway-policy.audience/screenconnect'])
  const apply = await begun(60_000, ...from, ...trust)
  const code = await apply.code()
  const [gateway, stranger] = await Promise.all([
    confirmed(code, site.lab.servers.screenconnect),
    confirmed(code, site.lab.vantages.internet),
  ])
  expect([gateway.code, gateway.stderr]).toEqual([4, expect.stringContaining('came through the gateway or a proxy')])
  expect([stranger.code, stranger.stderr]).toEqual([
    4,
    expect.stringContaining('not among those that must keep access'),
  ])
  expect((await confirmed(code, site.lab.vantages.technicians)).code).toBe(0)
  expect(await apply.ended).toMatchObject({ code: 0, stdout: expect.stringContaining('APPLIED AND PROVEN') })
  expect(site.policy()).toBe(observing.replace('[rate, audience]', '[rate]'))
  expect([await site.signIn('technicians'), await site.signIn('internet')]).toEqual([200, 403])
  expect((await site.run('rollback')).code).toBe(0)
  expect(site.policy()).toBe(observing)
})
