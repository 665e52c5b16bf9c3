import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { writeEvidenceFile } from '../src/evidence/file.ts'
import { cpuMilliseconds, median } from './cpu-time.ts'
import { lookedAtSite } from './evidence-of-a-site.ts'

// 1,000 stored evidence files of one site, read, judged and reported as JSON by the command line.
const files = 1000
const rounds = 5
const root = resolve(import.meta.dirname, '..')
const folder = mkdtempSync(join(tmpdir(), 'bollwerk-bench-'))
try {
  const { policyText, evidence } = await lookedAtSite()
  writeFileSync(join(folder, 'bollwerk.yaml'), policyText)
  const names = Array.from({ length: files }, (_, index) => `evidence-${index}.json`)
  for (const [index, name] of names.entries()) {
    const at = new Date(Date.now() - index * 60_000).toISOString()
    const dated = evidence.map((piece) => ({ ...piece, at }))
    const file = { schema: 'bollwerk.evidence/1', site: 'Muster-MSP', tool: { version: '0' }, evidence: dated } as const
    writeFileSync(join(folder, name), writeEvidenceFile(file))
  }
  const times = Array.from({ length: rounds }, () =>
    cpuMilliseconds([join(root, 'bin/bollwerk.js'), 'assess', '--json', ...names], folder),
  )
  process.stdout.write(
    `${files} evidence files with ${evidence.length} facts each, judged and reported as JSON: ${median(times).toFixed(0)} ms of CPU (budget 2000)\n`,
  )
} finally {
  rmSync(folder, { recursive: true })
}
