import { mkdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { Front } from './front.ts'
import { Origin } from './origin.ts'
import { RunningProgram } from './running.ts'
import { ask, requestFor, statusOf, visit } from './visitors.ts'

const front = new Front(108)
const file = join(front.folder, 'lists', 'drop.txt')
const line = '  blockLists: [{ name: spamhaus-drop, file: lists/drop.txt }]'
/** A hundred and fifty networks that nobody of this test comes from. */
const strangers = Array.from({ length: 150 }, (_, index) => `198.18.${index}.0/24 ; SBL${index}\n`)
let origin: Origin
let gateway: RunningProgram
beforeAll(async () => {
  origin = await Origin.open(front.origin)
  mkdirSync(join(front.folder, 'lists'))
  writeFileSync(
    file,
    `; Spamhaus DROP List\n${strangers.join('')}${front.at('3.64/28')} ; SBL1\n${front.at('8.0/24')}\n`,
  )
  front.write({ gateway: line })
  gateway = await RunningProgram.start(front, { threads: 2 })
})
afterAll(async () => {
  await gateway.stop()
  await origin.stop()
  front.remove()
})

/** Of six visits from an address, how many are let in: enough to meet both threads. */
async function letIn(from: string): Promise<number> {
  let welcome = 0
  for (let visits = 0; visits < 6; visits++) {
    const socket = await visit(front, { from }).catch(() => undefined)
    if (socket !== undefined) welcome++
    socket?.destroy()
  }
  return welcome
}

/** Writes the file and waits until the gateway has told what it makes of it. */
async function rewrite(text: string, code: string): Promise<Readonly<Record<string, unknown>> | undefined> {
  const before = gateway.logged(code).length
  writeFileSync(file, text)
  await expect.poll(() => gateway.logged(code).length).toBeGreaterThan(before)
  return gateway.logged(code).at(-1)
}

it('shuts out whom a list names, but not whom the operator relies on', async () => {
  expect(await letIn('3.65')).toBe(0)
  expect(await letIn('3.80')).toBe(6)
  expect(await letIn('8.7')).toBe(6)
  expect(gateway.logged('block-list.adopted')).toMatchObject([{ list: 'spamhaus-drop', entries: 152, leftOut: 1 }])
  expect(gateway.logged('block-list.left-out')).toMatchObject([{ networks: front.at('8.0/24') }])
  expect(await gateway.metric('connections_refused_total')).toBeGreaterThan(0)
})

it('takes a changed file into force in every thread without closing anything', async () => {
  const kept = await visit(front, { from: '3.80' })
  const cidr = (network: string): string => `{"cidr":"${network}","sblid":"SBL1","rir":"ripencc"}\n`
  const lines = strangers.map((entry) => cidr(entry.slice(0, entry.indexOf(' ')))).join('')
  await rewrite(`${lines}${cidr(front.at('3.96/28'))}{"type":"metadata","timestamp":1}\n`, 'block-list.adopted')
  // The other thread hears of it a moment later.
  await expect.poll(() => letIn('3.65')).toBe(6)
  await expect.poll(() => letIn('3.97')).toBe(0)
  expect(statusOf(await ask(kept, requestFor('/LabTech/agent.aspx')))).toBe(200)
  kept.destroy()
})

it('keeps the version before when the new one is broken, empty, too wide or too different', async () => {
  const whole = strangers.join('')
  const msg = (text: string): unknown => rewrite(text, 'block-list.refused').then((told) => told?.['msg'])
  expect(await msg(`${whole}<html>\n`)).toMatch(/spamhaus-drop, lists\/drop\.txt:151: "<html>" is neither/)
  expect(await msg('# nothing\n')).toMatch(/not a single entry/)
  expect(await msg(`0.0.0.0/0\n${whole}`)).toMatch(/drop\.txt:1: .*whole part of the world/)
  expect(await msg(strangers.slice(0, 100).join(''))).toMatch(/100 entries, the one in force 151.*restart/)
  expect(await letIn('3.97')).toBe(0)
})

it('tells how old a list is', async () => {
  const old = new Date(Date.now() - 8 * 86_400_000)
  expect(await gateway.metric('block_list_age_seconds', 'list="spamhaus-drop"')).toBeLessThan(600)
  await rewrite(strangers.join(''), 'block-list.adopted')
  utimesSync(file, old, old)
  await gateway.until('older than seven days')
  expect(await gateway.metric('block_list_age_seconds', 'list="spamhaus-drop"')).toBeGreaterThan(690_000)
})

it('keeps the policy before when a new one names a list that cannot be read', async () => {
  front.write({ gateway: '  blockLists: [{ name: other, file: lists/absent.txt }]' })
  await gateway.until('policy.failed')
  expect(gateway.logged('policy.failed').at(-1)?.['cause']).toMatch(/other, lists\/absent\.txt: .*ENOENT/)
})

it('does not start with a list that cannot be read, and names the place', async () => {
  await gateway.stop()
  writeFileSync(file, '192.0.2.0/24\n192.0.2.1/24\n')
  front.write({ gateway: line })
  await expect(RunningProgram.start(front)).rejects.toThrow(/spamhaus-drop, lists\/drop\.txt:2: .*Did you mean/)
  writeFileSync(file, strangers.slice(0, 20).join(''))
  gateway = await RunningProgram.start(front)
})
