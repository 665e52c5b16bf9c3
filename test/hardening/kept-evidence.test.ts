import { appendFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { freePort, NeglectedSite, RunningApply } from './neglected-site.ts'

let site: NeglectedSite | undefined
afterEach(() => site?.close())

const sessions = ['--only', 'accounts.screenconnect-sessions']

function evidenceOf({ cwd }: NeglectedSite): readonly string[] {
  return readdirSync(join(cwd, 'evidence')).map((name) => join('evidence', name))
}

/** What the evidence folder alone fails, with nobody looking again. */
async function failing(on: NeglectedSite): Promise<readonly string[]> {
  const { stdout } = await on.run('assess', '--json', ...evidenceOf(on))
  const { findings } = JSON.parse(stdout) as { findings: { id: string; outcome: string }[] }
  return findings.filter(({ outcome }) => outcome === 'fail').map(({ id }) => id)
}

it('what an apply saw afterwards counts in the next assessment, and no longer after a rollback', async () => {
  site = await NeglectedSite.open()
  const before = { failing: await failing(site), files: evidenceOf(site) }
  const { plan, hash } = await site.plan(...sessions)
  const asked = plan.changes.flatMap(({ verify }) => verify.flatMap(({ findings }) => findings))
  expect(before.failing).toEqual(expect.arrayContaining(asked))

  const { stderr } = await site.run('apply', 'plan.json', '--yes', hash)
  expect(stderr).toMatch(/What was seen afterwards is in evidence.*screenconnect-SC01-2\.json/)
  const after = await failing(site)
  expect(before.failing.filter((id) => !after.includes(id))).toEqual(expect.arrayContaining([...asked]))

  const rolledBack = await site.run('rollback')
  expect([rolledBack.code, rolledBack.stderr]).toEqual([0, expect.stringContaining('1 evidence file from after')])
  expect(evidenceOf(site)).toEqual(before.files)
  expect(await failing(site)).toEqual(before.failing)
})

it('what was seen of a change that is taken back again is not kept; what is there then is', async () => {
  site = await NeglectedSite.open()
  const before = await failing(site)
  const { hash } = await site.plan('--only', 'screenconnect-ip-lists.native', '--keep-access', '127.0.0.1')
  const at = ['--confirm-at', `127.0.0.1:${await freePort()}`]
  const { code } = await new RunningApply(site, ['plan.json', '--yes', hash, ...at], 1500).ended
  expect(code).toBe(4)
  expect(evidenceOf(site).length).toBe(2)
  expect(await failing(site)).toEqual(before)
})

it('evidence that somebody has changed since then stays', async () => {
  site = await NeglectedSite.open()
  const { hash } = await site.plan(...sessions)
  await site.run('apply', 'plan.json', '--yes', hash)
  const files = evidenceOf(site)
  appendFileSync(join(site.cwd, files.find((path) => path.endsWith('-2.json')) ?? ''), '\n')
  await site.run('rollback')
  expect(evidenceOf(site)).toEqual(files)
})
