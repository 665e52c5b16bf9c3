import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { writeEvidenceFile } from '../../src/evidence/file.ts'
import { type SampleMachine, type WindowsChanges, windowsSample } from '../../src/evidence/windows/sample-fixture.ts'
import { writtenByPowershell } from '../../src/evidence/windows/written-form-fixture.ts'
import { bollwerk } from './bollwerk.ts'

/** A site at which nobody listens. */
const policy =
  'site: Müller & Söhne\nlanguage: de\ntechnicians: []\nservers:\n  automate:\n    host: near.example\n    addresses: [127.0.0.1]\n    origin: https://127.0.0.1:9\n'
const twoHoursAgo = new Date(Date.now() - 7_200_000).toISOString()

let cwd: string
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'bollwerk-import-'))
  writeFileSync(join(cwd, 'bollwerk.yaml'), policy)
})
afterEach(() => rmSync(cwd, { recursive: true }))

function sampleText(changes: WindowsChanges = {}, where: SampleMachine & { readonly site?: string } = {}): string {
  const evidence = windowsSample(changes, { at: twoHoursAgo, ...where })
  const { site = 'Müller & Söhne' } = where
  return writeEvidenceFile({ schema: 'bollwerk.evidence/1', site, tool: { version: '0.1.0' }, evidence })
}

const kept = (): string[] => readdirSync(join(cwd, 'evidence'))
const day = twoHoursAgo.slice(0, 10)

describe('bollwerk import', () => {
  it('takes files of several servers and says what it took', async () => {
    writeFileSync(join(cwd, 'a.json'), sampleText())
    const missing = { missing: { reason: 'denied', detail: 'UnauthorizedAccessException 0x80070005' } } as const
    writeFileSync(join(cwd, 'b.json'), sampleText({ 'windows.iis': missing }, { machine: 'SC01' }))
    const { code, stdout } = await bollwerk(['import', 'a.json', 'b.json'], { cwd })
    expect(code).toBe(0)
    expect(stdout).toMatch(/RMM01 \(automate\): 22 Fakten gesehen, 0 nicht; 2 Std\. alt/)
    expect(stdout).toMatch(/SC01 \(automate\): 21 Fakten gesehen, 1 nicht; 2 Std\. alt\n {2}windows\.iis: verweigert/)
    expect(kept()).toEqual([`${day}-windows-RMM01.json`, `${day}-windows-SC01.json`])
  })

  it('keeps the same file once', async () => {
    writeFileSync(join(cwd, 'a.json'), sampleText())
    await bollwerk(['import', 'a.json'], { cwd })
    const { code, stdout } = await bollwerk(['import', 'a.json', 'a.json', '--lang', 'en'], { cwd })
    expect(code).toBe(0)
    expect(stdout.match(/was there already/g)).toHaveLength(2)
    expect(kept()).toHaveLength(1)
  })

  it('reads UTF-16, as Windows PowerShell writes it, and keeps UTF-8', async () => {
    writeFileSync(join(cwd, 'a.json'), Buffer.from(`\ufeff${sampleText()}`, 'utf16le'))
    expect(await bollwerk(['import', 'a.json'], { cwd })).toMatchObject({ code: 0 })
    expect(readFileSync(join(cwd, 'evidence', kept()[0] ?? ''), 'utf8')).toContain('"site":"Müller & Söhne"')
  })

  it('reads what Windows PowerShell made of a file that was passed on', async () => {
    const text = writtenByPowershell(windowsSample({}, { at: twoHoursAgo }), 'passed-on')
    writeFileSync(join(cwd, 'a.json'), Buffer.from(`\ufeff${text.replaceAll('\n', '\r\n')}`, 'utf16le'))
    expect(await bollwerk(['import', 'a.json'], { cwd })).toMatchObject({ code: 0 })
    expect(readFileSync(join(cwd, 'evidence', kept()[0] ?? ''), 'utf8')).toBe(sampleText())
  })

  it('answers as JSON too', async () => {
    writeFileSync(join(cwd, 'a.json'), sampleText())
    writeFileSync(join(cwd, 'b.json'), '{')
    const { code, stdout } = await bollwerk(['import', 'a.json', 'b.json', '--json'], { cwd })
    expect(code).toBe(3)
    expect(JSON.parse(stdout)).toMatchObject({
      schema: 'bollwerk.import/1',
      folder: 'evidence',
      files: [
        { file: 'a.json', ok: true, already: false, machines: [{ machine: 'RMM01', missing: [], at: twoHoursAgo }] },
        { file: 'b.json', ok: false, problem: expect.stringContaining('b.json') },
      ],
    })
  })

  it.each([
    ['is truncated', (text: string) => text.slice(0, -100), /x\.json: Das ist keine Belegdatei/],
    ['is of another site', (text: string) => text.replace('Müller', 'Meier'), /"Meier & Söhne".*--yes.*--policy/],
    [
      'is from the future',
      (text: string) => text.replaceAll(twoHoursAgo, new Date(Date.now() + 3_600_000).toISOString()),
      /aus der Zukunft.*Uhren/,
    ],
    [
      'was edited by hand so that it does not fit',
      (text: string) => text.replace('"EnableLUA":1', '"EnableLUA":"ja"'),
      /Beleg \d+ der Datei \(windows\.uac, RMM01: HKLM/,
    ],
    ['brings nothing', (text: string) => text.replaceAll('"windows.', '"weather.'), /kein einziger Beleg/],
  ])('refuses a file that %s, and keeps nothing of it', async (_, change, sentence) => {
    writeFileSync(join(cwd, 'x.json'), change(sampleText()))
    const { code, stdout, stderr } = await bollwerk(['import', 'x.json'], { cwd })
    expect(stderr).toMatch(sentence)
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' })
    expect(() => kept()).toThrow('ENOENT')
  })

  it('takes evidence of another site if that is confirmed', async () => {
    writeFileSync(join(cwd, 'a.json'), sampleText({}, { site: 'Meier' }))
    expect(await bollwerk(['import', 'a.json', '--yes'], { cwd })).toMatchObject({ code: 0 })
    expect(kept()).toHaveLength(1)
  })

  it('refuses 200 MB without reading them', async () => {
    writeFileSync(join(cwd, 'huge.json'), '')
    truncateSync(join(cwd, 'huge.json'), 200_000_000)
    const { code, stderr } = await bollwerk(['import', 'huge.json'], { cwd })
    expect(stderr).toMatch(/huge\.json ist zu groß \(191 MiB, höchstens 32 MiB\)/)
    expect(code).toBe(3)
  })

  it('asks for a file', async () => {
    expect(await bollwerk(['import'], { cwd })).toMatchObject({ code: 2 })
  })
})

describe('bollwerk assess', () => {
  const assess = ['assess', '--yes', '--ports', '443', '--json', '--fail-on', 'critical']

  it('judges what lies in the evidence folder beside what it sees', async () => {
    writeFileSync(join(cwd, 'a.json'), sampleText())
    await bollwerk(['import', 'a.json'], { cwd })
    const { stdout, stderr } = await bollwerk([...assess, '--save', 'all.json'], { cwd })
    expect(stderr).toMatch(/1 Datei mit Belegen in evidence: 22 Belege zählen/)
    expect(JSON.parse(stdout)).toMatchObject({ schema: 'bollwerk.assessment/1' })
    const saved = readFileSync(join(cwd, 'all.json'), 'utf8')
    expect(saved).toContain('"windows.uac"')
    expect(saved).toContain('"outside.name"')
  })

  it('names a broken file of the folder, leaves it alone, and calls the answer incomplete', async () => {
    mkdirSync(join(cwd, 'evidence'))
    writeFileSync(join(cwd, 'evidence', 'half.json'), sampleText().slice(0, 500))
    const { code, stderr } = await bollwerk(assess, { cwd })
    expect(stderr).toMatch(/evidence\/half\.json: Das ist keine Belegdatei.*Nehmen Sie diese Datei aus dem Ordner/)
    expect(code).toBe(3)
    expect(kept()).toEqual(['half.json'])
  })

  it('calls the answer incomplete if a file that it is given comes from the future', async () => {
    writeFileSync(join(cwd, 'a.json'), sampleText({}, { at: new Date(Date.now() + 3_600_000).toISOString() }))
    const { code, stdout, stderr } = await bollwerk(['assess', 'a.json', '--json'], { cwd })
    expect(stderr).toMatch(/aus der Zukunft.*Uhren/)
    expect(code).toBe(3)
    const outcomes = JSON.parse(stdout).measures.map(({ outcome }: { outcome: string }) => outcome)
    expect(outcomes).not.toContain('pass')
  })

  it('judges nothing but the files that it is given', async () => {
    mkdirSync(join(cwd, 'evidence'))
    writeFileSync(join(cwd, 'evidence', 'half.json'), '{')
    writeFileSync(join(cwd, 'a.json'), sampleText())
    const { stderr } = await bollwerk(['assess', 'a.json'], { cwd })
    expect(stderr).toMatch(/1 Datei mit Belegen: 22 Belege zählen/)
    expect(stderr).not.toContain('half.json')
  })
})
