import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Answer, bollwerk } from './bollwerk.ts'

const cwd = mkdtempSync(join(tmpdir(), 'bollwerk-plan-'))
afterAll(() => rmSync(cwd, { recursive: true }))

const policy = `site: Muster-MSP
language: de
technicians: [203.0.113.0/24]
servers:
  automate: { host: automate.muster-msp.de, origin: https://10.20.0.10 }
`

/** What a look at Automate's version just now leaves behind. */
function versionSeen(text: string): string {
  const piece = {
    fact: 'outside.version',
    witness: 'outside',
    server: 'automate',
    source: 'https://automate.muster-msp.de/LabTech/agent.aspx',
    at: new Date(Date.now() - 60_000).toISOString(),
    vantage: { place: 'internet', country: 'DE' },
    value: { text, by: 'agent.aspx' },
  }
  return JSON.stringify({
    schema: 'bollwerk.evidence/1',
    site: 'Muster-MSP',
    tool: { version: '0' },
    evidence: [piece],
  })
}

beforeAll(() => {
  writeFileSync(join(cwd, 'bollwerk.yaml'), policy)
  mkdirSync(join(cwd, 'evidence'))
  writeFileSync(join(cwd, 'old.json'), versionSeen('220.105'))
})

const plan = (...inputs: string[]): Promise<Answer> => bollwerk(['plan', ...inputs], { cwd })

interface Document {
  readonly schema: string
  readonly language: string
  readonly plans: readonly { readonly product: string; readonly state: string; readonly title: string }[]
}

describe('bollwerk plan', () => {
  it.each([
    ['upgrades', 3],
    // The policy alone shows that the gateway has no certificate.
    ['takeover', 1],
  ])('%s says that nobody has looked yet, and ends with %i', async (kind, end) => {
    const { code, stdout, stderr } = await plan(kind, '--lang', 'en')
    expect(stderr).toContain('There is no evidence yet')
    expect(stdout).toContain('Muster-MSP')
    expect(code).toBe(end)
  })

  it('takes evidence files beside the folder, speaks the language of the policy, and ends with 1 for what is due', async () => {
    const { code, stdout } = await plan('upgrades', '--json', 'old.json')
    // Written by this very command; the fields are what is asked here.
    const document = JSON.parse(stdout) as Document
    expect(code).toBe(1)
    expect(document).toMatchObject({ schema: 'bollwerk.upgrades/1', language: 'de' })
    expect(document.plans.map(({ product, state }) => [product, state])).toEqual([
      ['automate', 'due'],
      ['mysql', 'settle-first'],
    ])
    expect(document.plans[0]?.title).toBe('ConnectWise Automate aktualisieren')
  })

  it('gives the take-over as JSON, too', async () => {
    const { stdout } = await plan('takeover', '--json', '--lang', 'en', 'old.json')
    expect(JSON.parse(stdout)).toMatchObject({ schema: 'bollwerk.takeover/1', language: 'en', site: 'Muster-MSP' })
  })

  it('writes no calendar where nothing is known to be due', async () => {
    const { stderr } = await plan('upgrades', '--ics', 'none.ics', '--from', '2026-12-05T20:00Z', '--hours', '2')
    expect(stderr).toContain('es wurde keine Kalenderdatei geschrieben')
    expect(existsSync(join(cwd, 'none.ics'))).toBe(false)
  })

  it.each([
    [['--ics', 'a.ics'], '--from'],
    [['--ics', 'a.ics', '--from', '2026-12-05T20:00Z'], '--hours'],
    [['--from', '2026-12-05T20:00Z'], '--ics'],
    [['--ics', 'a.ics', '--from', '2026-12-05 20:00', '--hours', '2'], '2026-12-05 20:00'],
    [['--ics', 'a.ics', '--from', '2026-12-05T20:00Z', '--hours', '0'], '"0"'],
    [['--ics', 'a.ics', '--from', '2026-12-05T20:00Z', '--hours', '73'], '"73"'],
    [['--ics', 'no/such/folder/a.ics', '--from', '2026-12-05T20:00Z', '--hours', '2'], 'no/such/folder'],
  ])('refuses %j and names what is wrong', async (inputs, named) => {
    const { code, stderr } = await plan('upgrades', '--lang', 'en', ...inputs)
    expect(code).toBe(2)
    expect(stderr).toContain(named)
    expect(existsSync(join(cwd, 'a.ics'))).toBe(false)
  })
})
