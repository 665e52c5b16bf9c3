import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { readEvidenceFile } from '../../evidence/file.ts'
import { collectorScript } from '../../evidence/windows/script/compose.ts'
import type { Evidence } from '../../model/evidence.ts'

/** A little less than a proof may take; a usual server answers in a minute or two. */
const longestMs = 280_000

/** Runs the collector for Windows on this machine and reads what it saw. Rejects where it saw nothing at all. */
export async function windowsEvidence(order: {
  readonly site: string
  readonly toolVersion: string
}): Promise<readonly Evidence[]> {
  const folder = await mkdtemp(join(tmpdir(), 'bollwerk-look-'))
  const [script, out] = [join(folder, 'collect.ps1'), join(folder, 'seen.json')]
  try {
    await writeFile(script, collectorScript({ ...order, language: 'en' }), { mode: 0o600 })
    // For this one script only: the rule of the machine stays as it is.
    const how = ['-NoProfile', '-NonInteractive', '-ExecutionPolicy', 'Bypass', '-File', script, '-Out', out]
    await promisify(execFile)(powershell(), how, { timeout: longestMs, windowsHide: true })
    const file = readEvidenceFile(await readFile(out, 'utf8'))
    if (file.ok) return file.value.evidence
    throw new Error(file.problem.en)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function powershell(): string {
  const windows = process.env['SystemRoot'] ?? 'C:\\Windows'
  return join(windows, 'System32', 'WindowsPowerShell', 'v1.0', 'powershell.exe')
}
