import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Evidence, EvidenceFile } from '../model/evidence.ts'
import { evidenceFilesIn, evidenceFolderOf, evidenceIn, keepEvidence } from './evidence-folder.ts'

const now = Date.parse('2026-11-25T12:00:00Z')
let site: string
let folder: string

beforeEach(() => {
  site = mkdtempSync(join(tmpdir(), 'bollwerk-evidence-'))
  folder = evidenceFolderOf(join(site, 'bollwerk.yaml'))
})
afterEach(() => rmSync(site, { recursive: true }))

function file(at = '2026-11-25T11:00:00.000Z', version = '25.0.436'): EvidenceFile {
  const piece: Evidence = {
    fact: 'windows.automate',
    witness: 'inside',
    server: 'automate',
    source: 'RMM01: LTAgent.exe',
    at,
    value: {
      folder: null,
      serverVersion: version,
      agentVersion: null,
      databaseServer: null,
      secretsPresent: [],
    },
  }
  return { schema: 'bollwerk.evidence/1', site: 'Muster-MSP', tool: { version: '1' }, evidence: [piece] }
}

const rmm = { witness: 'windows', machine: 'RMM01' }

describe('the evidence folder', () => {
  it('stands beside the policy and is empty until something was kept', () => {
    expect(folder).toBe(join(site, 'evidence'))
    expect(evidenceIn(folder, now)).toEqual({ files: 0, evidence: [], broken: [] })
  })

  it('keeps a file under the day, the witness and the machine', async () => {
    const kept = await keepEvidence(folder, file(), rmm)
    expect(kept).toEqual({ path: join(folder, '2026-11-25-windows-RMM01.json'), already: false })
    expect(evidenceIn(folder, now)).toMatchObject({ files: 1, evidence: file().evidence, broken: [] })
  })

  it('keeps the same content once and never writes over other content', async () => {
    await keepEvidence(folder, file(), rmm)
    expect(await keepEvidence(folder, file(), rmm)).toMatchObject({ already: true })
    const other = await keepEvidence(folder, file(undefined, '24.0.1'), rmm)
    expect(basename(other.path)).toBe('2026-11-25-windows-RMM01-2.json')
    expect(evidenceFilesIn(folder)).toHaveLength(2)
    expect(readFileSync(join(folder, '2026-11-25-windows-RMM01.json'), 'utf8')).toContain('25.0.436')
  })

  it('loses nothing when several write at once', async () => {
    const files = ['1.1', '1.2', '1.3', '1.4', '1.5'].map((version) => file(undefined, version))
    const kept = await Promise.all(files.map((one) => keepEvidence(folder, one, rmm)))
    expect(new Set(kept.map(({ path }) => path)).size).toBe(5)
    expect(evidenceFilesIn(folder)).toHaveLength(5)
  })

  it('stays in the folder whatever a machine is called', async () => {
    const { path } = await keepEvidence(folder, file(), { witness: 'windows', machine: '../../etc/päss\\wd\u0000' })
    expect(path).toBe(join(folder, '2026-11-25-windows-.._.._etc_p_ss_wd_.json'))
  })

  it('answers the newest of several looks', async () => {
    await keepEvidence(folder, file('2026-11-25T11:00:00.000Z', 'new'), rmm)
    await keepEvidence(folder, file('2026-11-20T11:00:00.000Z', 'old'), rmm)
    const { files, evidence } = evidenceIn(folder, now)
    expect(files).toBe(2)
    expect(evidence).toMatchObject([{ value: { serverVersion: 'new' } }])
  })

  it('names a file that cannot be used, leaves it as it is, and hides nothing of the others', async () => {
    await keepEvidence(folder, file(), rmm)
    const { path } = await keepEvidence(folder, file('2026-11-24T11:00:00.000Z'), rmm)
    truncateSync(path, 200)
    const { evidence, broken } = evidenceIn(folder, now)
    expect(evidence).toHaveLength(1)
    expect(broken).toHaveLength(1)
    expect(broken[0]?.de).toContain('2026-11-24-windows-RMM01.json: ')
    expect(broken[0]?.de).toContain('erheben Sie die Belege neu')
    expect(readFileSync(path)).toHaveLength(200)
  })

  it('does not use evidence from the future', async () => {
    await keepEvidence(folder, file('2026-11-25T12:10:01.000Z'), rmm)
    const { evidence, broken } = evidenceIn(folder, now)
    expect(evidence).toEqual([])
    expect(broken[0]?.en).toMatch(/from the future: windows\.automate of 2026-11-25T12:10:01\.000Z.*clocks/)
  })

  it('is not read if it is no folder', () => {
    writeFileSync(folder, '')
    expect(() => evidenceIn(folder, now)).toThrow(/cannot be read \(ENOTDIR\)/)
  })
})
