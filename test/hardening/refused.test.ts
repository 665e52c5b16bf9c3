import { appendFileSync, copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { NeglectedSite } from './neglected-site.ts'

let site: NeglectedSite
let whole: Awaited<ReturnType<NeglectedSite['plan']>>
beforeAll(async () => {
  site = await NeglectedSite.open()
  whole = await site.plan()
  copyFileSync(join(site.cwd, 'plan.json'), join(site.cwd, 'whole.json'))
})
afterAll(() => site.close())

const sessions = ['--only', 'accounts.screenconnect-sessions']

describe('nothing is changed', () => {
  it('when the plan file was edited after somebody agreed to it', async () => {
    const { hash } = await site.plan(...sessions)
    const found = site.content()
    const file = join(site.cwd, 'plan.json')
    writeFileSync(file, readFileSync(file, 'utf8').replace('"restart": "web-interface"', '"restart": "nothing"'))
    const { code, stderr } = await site.run('apply', 'plan.json', '--yes', hash)
    expect([code, stderr]).toEqual([2, expect.stringContaining('is not the plan that was agreed to')])
    expect(site.content()).toEqual(found)
  })

  it('before the steps themselves were shown, whatever the plan says of them', async () => {
    await site.plan(...sessions)
    const file = join(site.cwd, 'plan.json')
    const text = readFileSync(file, 'utf8')
    writeFileSync(file, text.replace('"after": "7200"', '"after": "60"'))
    const { code, stderr } = await site.run('apply', 'plan.json')
    expect([code, stderr.includes('"86400" → "7200"')]).toEqual([2, true])
  })

  it('when the place has changed since the plan was made', async () => {
    const { hash } = await site.plan(...sessions)
    const before = readFileSync(site.webConfig)
    appendFileSync(site.webConfig, '<!-- somebody was here -->')
    const found = site.content()
    const { code, stdout } = await site.run('apply', 'plan.json', '--yes', hash, '--json')
    expect([code, JSON.parse(stdout)]).toEqual([
      4,
      expect.objectContaining({ results: [expect.objectContaining({ ending: 'stopped' })] }),
    ])
    expect(site.content()).toEqual(found)
    writeFileSync(site.webConfig, before)
  })

  it.each([
    ['nobody agreed', ['whole.json'], 2, /Nobody agreed/],
    ['nobody could confirm', ['whole.json', '--yes', 'HASH'], 2, /--confirm-at/],
    ['the file is no plan', ['bollwerk.yaml'], 2, /is no plan/],
    ['there is no file', ['nowhere.json'], 2, /nowhere\.json cannot be read \(ENOENT\)/],
    [
      'the port cannot be had',
      ['whole.json', '--yes', 'HASH', '--confirm-at', '192.0.2.1:18900'],
      2,
      /192\.0\.2\.1:18900/,
    ],
    ['the address is none', ['whole.json', '--yes', 'HASH', '--confirm-at', 'here'], 2, /Name address and port/],
  ])('when %s', async (_, inputs, expected, sentence) => {
    const found = site.content()
    const { code, stderr, stdout } = await site.run(
      'apply',
      ...inputs.map((one) => (one === 'HASH' ? whole.hash : one)),
    )
    expect([code, stdout]).toEqual([expected, ''])
    expect(stderr).toMatch(sentence)
    expect(site.content()).toEqual(found)
  })

  it('when the plan is of another site', async () => {
    const policy = readFileSync(join(site.cwd, 'bollwerk.yaml'), 'utf8')
    writeFileSync(join(site.cwd, 'other.yaml'), policy.replace('Muster-MSP', 'Andere-MSP'))
    const { code, stderr } = await site.run('apply', 'whole.json', '--yes', whole.hash, '--policy', 'other.yaml')
    expect([code, stderr]).toEqual([2, expect.stringContaining('The plan is for "Muster-MSP"')])
  })
})

it('what no change answers is a numbered task with a reason and the command that attests it', async () => {
  const { plan, answer } = whole
  const open = plan.tasks.flatMap(({ findings }) => findings)
  const answered = plan.changes.flatMap(({ verify }) => verify.flatMap(({ findings }) => findings))
  const { stdout } = await site.run('assess', `evidence/${site.evidenceFile()}`, '--json')
  const { findings } = JSON.parse(stdout) as { findings: { id: string }[] }
  expect([...open, ...answered].sort()).toEqual(findings.map(({ id }) => id).sort())
  expect(plan.tasks.every(({ reason, steps }) => reason !== '' && steps.length > 0)).toBe(true)
  expect(answer.stdout).toContain('bollwerk attest accounts.screenconnect-mfa --server screenconnect --answer pass')
})

it('plans nothing for an unknown control or by an assessment of another site', async () => {
  const { stdout } = await site.run('assess', `evidence/${site.evidenceFile()}`, '--json')
  writeFileSync(join(site.cwd, 'assessment.json'), stdout.replace('"site": "Muster-MSP"', '"site": "Andere"'))
  const other = await site.run('plan', '--assessment', 'assessment.json')
  const unknown = await site.run('plan', '--only', 'accounts.screenconnect-session')
  expect([other.code, other.stderr]).toEqual([2, expect.stringContaining('The assessment is of Andere')])
  expect([unknown.code, unknown.stderr]).toEqual([
    2,
    expect.stringContaining('Did you mean accounts.screenconnect-sessions'),
  ])
})
