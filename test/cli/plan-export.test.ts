import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  begun,
  endedAs,
  finished,
  type LineSketch,
  madeSteps,
  writtenJournal,
} from '../../src/hardening/bundle/written-journal-fixture.ts'
import type { Plan, Step } from '../../src/hardening/change.ts'
import { changeOf, fileStep, planOf } from '../../src/hardening/plan-fixture.ts'
import { bollwerk } from './bollwerk.ts'

const policy =
  'site: Muster-MSP\nlanguage: de\ntechnicians: []\nservers:\n  automate:\n    host: near.example\n    addresses: [127.0.0.1]\n    origin: https://127.0.0.1:9\n'

const database: Step = { kind: 'mysql-setting', name: 'local_infile', before: 'ON', after: 'OFF', persisted: true }
const plan: Plan = planOf(
  changeOf('lists/screenconnect', [fileStep('C:\\sc\\web.config', 'ips=0', ['0', '1'])], { title: 'Adresslisten' }),
  changeOf('mysql/automate', [database]),
)
const planText = `${JSON.stringify(plan, undefined, 2)}\n`
const hash = createHash('sha256').update(planText).digest('hex')

let cwd: string
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'bollwerk-export-'))
  writeFileSync(join(cwd, 'bollwerk.yaml'), policy)
  writeFileSync(join(cwd, 'plan.json'), planText)
})
afterEach(() => rmSync(cwd, { recursive: true }))

const exporting = ['plan', 'export', 'plan.json', '--out', 'bundle', '--only', 'lists/screenconnect']
const at = new Date(Date.now() - 3_600_000).toISOString()

function journalOf(...lines: readonly LineSketch[]): string {
  return writtenJournal([begun(hash, ['lists/screenconnect']), ...lines], { plan: hash, at })
}

const applied = journalOf(...madeSteps('lists/screenconnect', 1), endedAs('lists/screenconnect', 'applied'), finished)

function importing(text: string, ...more: readonly string[]): ReturnType<typeof bollwerk> {
  writeFileSync(join(cwd, 'journal.jsonl'), text)
  return bollwerk(['import', 'journal.jsonl', ...more], { cwd })
}

function kept(): readonly string[] {
  mkdirSync(join(cwd, 'hardening'), { recursive: true })
  return readdirSync(join(cwd, 'hardening')).filter((name) => name.endsWith('.jsonl'))
}

describe('bollwerk plan export', () => {
  it('writes three scripts in the language of the plan and says their sums', async () => {
    const { code, stdout, stderr } = await bollwerk(exporting, { cwd })
    expect(code).toBe(0)
    expect(stderr).toContain('Kopieren Sie bundle auf den Server')
    expect(readdirSync(join(cwd, 'bundle')).sort()).toEqual(['apply.ps1', 'rollback.ps1', 'verify.ps1'])
    for (const name of ['apply.ps1', 'rollback.ps1', 'verify.ps1']) {
      const script = readFileSync(join(cwd, 'bundle', name))
      expect(script.toString('utf8')).toContain(`# Plan (SHA-256 der Datei): ${hash}\r\n`)
      expect(stdout).toContain(`${createHash('sha256').update(script).digest('hex')}  ${join('bundle', name)}`)
    }
  })

  it('prints JSON, and speaks English if asked to', async () => {
    const { stdout } = await bollwerk([...exporting, '--json', '--lang', 'en'], { cwd })
    expect(JSON.parse(stdout)).toMatchObject({
      schema: 'bollwerk.bundle/1',
      plan: hash,
      folder: 'bundle',
      files: [{ name: 'apply.ps1' }, { name: 'rollback.ps1' }, { name: 'verify.ps1' }],
    })
  })

  it('writes nothing where a change needs Bollwerk itself', async () => {
    const { code, stderr } = await bollwerk(['plan', 'export', 'plan.json', '--out', 'bundle', '--lang', 'en'], { cwd })
    expect(code).toBe(4)
    expect(stderr).toContain('mysql/automate')
    expect(stderr).toContain('--only lists/screenconnect')
    expect(readdirSync(cwd)).not.toContain('bundle')
  })

  it('does not write over a folder whose scripts have run', async () => {
    await bollwerk(exporting, { cwd })
    writeFileSync(join(cwd, 'bundle', 'journal.jsonl'), applied)
    const { code, stderr } = await bollwerk(exporting, { cwd })
    expect(code).toBe(2)
    expect(stderr).toContain('Please name another folder with --out')
  })

  it('is explained in both languages', async () => {
    const german = await bollwerk(['plan', 'export', '--help', '--lang', 'de'], { cwd })
    expect(german.stdout).toContain('noch nie auf einem echten Windows gelaufen')
    const english = await bollwerk(['plan', '--help', '--lang', 'en'], { cwd })
    expect(english.stdout).toMatch(/export +Writes a plan as three scripts/)
  })
})

describe('the journal of exported scripts', () => {
  it('is taken with its plan, and shows how each change ended and that nothing is proven', async () => {
    await bollwerk(exporting, { cwd })
    rmSync(join(cwd, 'plan.json'))
    const { code, stdout } = await importing(applied)
    expect(code).toBe(0)
    expect(stdout).toMatch(/VORGENOMMEN, NOCH NICHT BEWIESEN +Adresslisten \[lists\/screenconnect\]/)
    expect(stdout).toContain('Bewiesen ist damit noch nichts.')
    expect(stdout).not.toContain('kein Plan')
    expect(kept()).toEqual([`bundle-${hash.slice(0, 12)}-RMM01.jsonl`])
  })

  it('is taken in English and as JSON', async () => {
    const failed = { reason: 'not-written', place: 'C:\\sc\\web.config', cause: 'IOException 0x80070020' } as const
    const text = journalOf(endedAs('lists/screenconnect', 'failed-and-undone', failed), finished)
    const { code, stdout } = await importing(text, '--lang', 'en')
    expect(code).toBe(4)
    expect(stdout).toContain('FAILED, TAKEN BACK')
    expect(stdout).toContain('C:\\sc\\web.config could not be written (IOException 0x80070020).')
    const json = await importing(text, '--json', '--lang', 'en')
    expect(JSON.parse(json.stdout).files[0]).toMatchObject({
      ok: true,
      already: true,
      journal: { plan: hash, planFile: 'plan.json', changes: [{ ending: 'failed-and-undone', title: 'Adresslisten' }] },
    })
  })

  it('is kept once, and a longer one beside it', async () => {
    await importing(applied)
    await importing(applied)
    expect(kept()).toHaveLength(1)
    const { code } = await importing(journalOf(...madeSteps('lists/screenconnect', 1)))
    expect(code).toBe(4)
    expect(kept()).toHaveLength(2)
  })

  it('says when no plan with its sum is known', async () => {
    rmSync(join(cwd, 'plan.json'))
    const { code, stdout } = await importing(applied, '--lang', 'en')
    expect(code).toBe(0)
    expect(stdout).toContain('No plan with this SHA-256 is known here')
  })

  it.each([
    ['that was cut', (text: string) => text.slice(0, -20), 'line 5 breaks off'],
    [
      'that was edited',
      (text: string) => text.replace('"applied"', '"undone"'),
      'line 5 is not as the script wrote it',
    ],
    ['of a later version', (text: string) => text.replace('journal/1', 'journal/2'), 'bring Bollwerk here up to'],
    ['from the future', (text: string) => inTenYears(text), 'line 1 is from the future'],
    ['of another site', (text: string) => otherSite(text), 'names the site "Anders"'],
    ['with a step that its plan lacks', () => journalOf(...madeSteps('lists/screenconnect', 2)), 'line 4 does not fit'],
    [
      'of bollwerk apply',
      () => '{"at":"x","kind":"begun","schema":"bollwerk.journal/1"}\n',
      'the journal of a "bollwerk apply"',
    ],
  ])('is refused if it is one %s, and nothing is kept', async (_, change, words) => {
    const { code, stderr } = await importing(change(applied), '--lang', 'en')
    expect(code).toBe(3)
    expect(stderr).toContain(words)
    expect(kept()).toEqual([])
  })
})

function inTenYears(text: string): string {
  const rows = text
    .trimEnd()
    .split('\n')
    .map((row) => JSON.parse(row))
  const lines = rows.map(({ chain: _, at: __, ...line }) => line)
  return writtenJournal(lines, { plan: hash, at: new Date(Date.now() + 3.2e11).toISOString() })
}

function otherSite(text: string): string {
  const rows = text
    .trimEnd()
    .split('\n')
    .map((row) => JSON.parse(row))
  const lines = rows.map(({ chain: _, at: __, ...line }) => ('site' in line ? { ...line, site: 'Anders' } : line))
  rmSync(join(cwd, 'plan.json'), { force: true })
  return writtenJournal(lines, { plan: hash, at })
}
