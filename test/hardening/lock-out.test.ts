import { afterEach, expect, it } from 'vitest'
import { freePort, NeglectedSite, RunningApply } from './neglected-site.ts'

let site: NeglectedSite | undefined
afterEach(() => site?.close())

/** Time enough for a command, however busy the machine is. */
const unhurried = 60_000

const lists = ['--only', 'screenconnect-ip-lists.native']

async function begun(on: NeglectedSite, keepAccess: string, confirmMs: number): Promise<RunningApply> {
  const { hash } = await on.plan(...lists, '--keep-access', keepAccess)
  const at = `127.0.0.1:${await freePort()}`
  return new RunningApply(on, ['plan.json', '--yes', hash, '--confirm-at', at], confirmMs)
}

it('an address list that nobody confirms is taken back', async () => {
  site = await NeglectedSite.open()
  const found = site.content()
  const apply = await begun(site, '127.0.0.1', 1500)
  await apply.code()
  expect(site.content()).not.toEqual(found)
  const { code, stdout } = await apply.ended
  expect([code, stdout]).toEqual([4, expect.stringContaining('NOT CONFIRMED, TAKEN BACK')])
  expect(site.content()).toEqual(found)
})

it('it is taken back, too, when the process that waits is killed', async () => {
  site = await NeglectedSite.open()
  const found = site.content()
  const apply = await begun(site, '127.0.0.1', 1500)
  await apply.code()
  apply.child.kill('SIGKILL')
  await expect.poll(() => site?.content()).toEqual(found)
})

it('who is locked out cannot confirm, and everything is as before in the end', async () => {
  site = await NeglectedSite.open({ technicians: '203.0.113.0/24' })
  const found = site.content()
  const apply = await begun(site, '127.0.0.1', unhurried)
  const { code, stderr } = await site.run('confirm', ...(await apply.code()))
  expect([code, stderr]).toEqual([4, expect.stringMatching(/Not confirmed: https:\/\/support.*HTTP 403/)])
  apply.stopWaiting()
  expect((await apply.ended).code).toBe(4)
  expect(site.content()).toEqual(found)
})

it('a confirmation from an address that need not keep access does not count', async () => {
  site = await NeglectedSite.open()
  const apply = await begun(site, '203.0.113.0/24', unhurried)
  const { code, stderr } = await site.run('confirm', ...(await apply.code()))
  expect([code, stderr]).toEqual([4, expect.stringContaining('not among those that must keep access')])
  apply.stopWaiting()
  expect((await apply.ended).code).toBe(4)
})

it('wrong codes are refused, and after five of them the right one is, too', async () => {
  site = await NeglectedSite.open()
  const apply = await begun(site, '127.0.0.1', unhurried)
  const [url, code] = await apply.code()
  const statuses: number[] = []
  for (const tried of [...Array.from({ length: 5 }, () => 'AAAAA-AAAAA'), code]) {
    const { status } = await fetch(url, { method: 'POST', body: tried })
    statuses.push(status)
  }
  expect(statuses).toEqual([401, 401, 401, 401, 401, 429])
  apply.stopWaiting()
  expect((await apply.ended).code).toBe(4)
})
