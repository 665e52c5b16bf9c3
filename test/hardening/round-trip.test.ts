import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { freePort, NeglectedSite, RunningApply } from './neglected-site.ts'

let site: NeglectedSite | undefined
afterEach(() => site?.close())

/** Whoever confirms looks from here. */
const here = ['--keep-access', '127.0.0.1']

async function confirmAt(): Promise<readonly string[]> {
  return ['--confirm-at', `127.0.0.1:${await freePort()}`]
}

interface Words {
  readonly before: RegExp
  readonly proven: RegExp
  readonly confirmed: RegExp
  readonly takenBack: RegExp
}

const words: readonly (readonly ['de' | 'en', Words])[] = [
  [
    'de',
    {
      before: /Vorher +86400/,
      proven: /VORGENOMMEN UND BEWIESEN/,
      confirmed: /ist bestätigt und bleibt/,
      takenBack: /ZURÜCKGENOMMEN/,
    },
  ],
  [
    'en',
    {
      before: /Before +86400/,
      proven: /APPLIED AND PROVEN/,
      confirmed: /is confirmed and stays/,
      takenBack: /TAKEN BACK/,
    },
  ],
]

describe.each(words)('in %s', (language, { before, proven, confirmed, takenBack }) => {
  it('a neglected ScreenConnect is planned, changed, proven and brought back byte by byte', async () => {
    site = await NeglectedSite.open({ language })
    const found = site.content()
    const { plan, hash, answer } = await site.plan(...here)
    expect([answer.code, answer.stderr]).toEqual([0, expect.stringContaining(hash)])
    expect(answer.stdout).toMatch(before)
    expect(plan.changes.map(({ confirm }) => confirm)).toContain(true)
    expect(site.content()).toEqual(found)

    const apply = new RunningApply(site, ['plan.json', '--yes', hash, ...(await confirmAt())])
    const confirmation = await site.run('confirm', ...(await apply.code()), '--lang', language)
    expect([confirmation.code, confirmation.stdout]).toEqual([0, expect.stringMatching(confirmed)])
    const applied = await apply.ended
    expect([applied.code, applied.stdout]).toEqual([0, expect.stringMatching(proven)])

    const asked = plan.changes.flatMap(({ verify }) => verify.flatMap(({ findings }) => findings))
    expect(asked.length).toBeGreaterThan(10)
    const failures = await site.failures()
    expect(asked.filter((id) => failures.includes(id))).toEqual([])
    expect(Object.entries(site.content()).filter(([path, sum]) => found[path] !== sum)).toEqual([
      ['web.config', expect.any(String)],
    ])

    const rolledBack = await site.run('rollback', '--lang', language)
    expect([rolledBack.code, rolledBack.stdout]).toEqual([0, expect.stringMatching(takenBack)])
    expect(site.content()).toEqual(found)
    const again = await site.run('rollback', '--json')
    expect([again.code, JSON.parse(again.stdout)]).toEqual([0, expect.objectContaining({ results: [] })])
  })
})

it('whatever moment the process is killed at, a rollback brings everything back', async () => {
  site = await NeglectedSite.open()
  const found = site.content()
  const { hash } = await site.plan(...here)
  const begun = new Set<string>()
  for (const moment of [
    /still as the plan/,
    /Saving/,
    /Changing/,
    /asked again/,
    /Changing.*Changing/s,
    /Confirm within/,
  ]) {
    const apply = new RunningApply(site, ['plan.json', '--yes', hash, ...(await confirmAt())])
    await apply.says(moment)
    await sleep(Math.random() * 30)
    apply.child.kill('SIGKILL')
    await apply.ended
    begun.add(JSON.stringify(site.content()))
    const { code, stderr } = await site.run('rollback')
    expect([moment, code, stderr]).toEqual([moment, 0, expect.any(String)])
    expect(site.content()).toEqual(found)
  }
  // The moments must have been different ones, or this proves nothing.
  expect(begun.size).toBeGreaterThanOrEqual(3)
})

it('says in JSON what is planned and what came of it, and the plan on stdout is the file', async () => {
  site = await NeglectedSite.open()
  const { plan, hash, answer } = await site.plan('--json', '--only', 'accounts.screenconnect-sessions')
  expect(JSON.parse(answer.stdout)).toEqual(plan)
  expect(plan).toMatchObject({
    schema: 'bollwerk.plan/1',
    site: 'Muster-MSP',
    keepAccess: ['203.0.113.0/24', '127.0.0.1'],
  })
  expect(new Set(plan.changes.flatMap(({ verify }) => verify.map(({ control }) => control)))).toEqual(
    new Set(['accounts.screenconnect-sessions']),
  )
  const { code, stdout } = await site.run('apply', 'plan.json', '--yes', hash, '--json')
  expect(JSON.parse(stdout)).toMatchObject({
    schema: 'bollwerk.apply/1',
    action: 'apply',
    plan: hash,
    results: [{ ending: 'verified' }],
  })
  expect(code).toBe(0)
})
