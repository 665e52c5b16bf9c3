import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { writeEvidenceFile } from '../src/evidence/file.ts'
import { median } from './cpu-time.ts'
import { machineEvidence } from './machine-evidence.ts'

// Evidence from within 50 servers of one site, judged with every control and reported as text, JSON and HTML.
const machines = 50
const rounds = 5
const policy = `site: Muster-MSP
language: de
technicians: [203.0.113.0/24]
countries: [DE, AT, CH]
servers:
  automate: { host: automate.muster-msp.de, origin: 'https://10.20.0.10' }
  screenconnect: { host: support.muster-msp.de, origin: 'http://10.20.0.11:8040' }
`

interface Round {
  readonly times: Readonly<Record<string, number>>
  readonly findings: number
  readonly characters: readonly number[]
}

function oneRound(folder: string): Round {
  const once = join(import.meta.dirname, 'inside-once.js')
  const child = spawnSync(process.execPath, [once], { cwd: folder, encoding: 'utf8' })
  if (child.status !== 0) throw new Error(child.stderr)
  // Written by the program above.
  return JSON.parse(child.stdout) as Round
}

const folder = mkdtempSync(join(tmpdir(), 'bollwerk-bench-'))
try {
  writeFileSync(join(folder, 'bollwerk.yaml'), policy)
  mkdirSync(resolve(folder, 'evidence'))
  for (let number = 1; number <= machines; number += 1) {
    const evidence = machineEvidence(number)
    const file = { schema: 'bollwerk.evidence/1', site: 'Muster-MSP', tool: { version: '0' }, evidence } as const
    writeFileSync(join(folder, 'evidence', `${number}.json`), writeEvidenceFile(file))
  }
  const all = Array.from({ length: rounds }, () => oneRound(folder))
  const step = (name: string): number => median(all.map(({ times }) => times[name] ?? Number.NaN))
  const names = Object.keys(all[0]?.times ?? {})
  const whole = median(all.map(({ times }) => Object.values(times).reduce((sum, time) => sum + time, 0)))
  process.stdout.write(
    `${machines} servers' evidence, ${all[0]?.findings} findings, judged and reported in all formats: ${whole.toFixed(0)} ms of CPU (budget 1000) | ${names.map((name) => `${name} ${step(name).toFixed(0)}`).join(', ')}\n`,
  )
} finally {
  rmSync(folder, { recursive: true })
}
