import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Lab, type LabOptions, startLab } from '../../lab/lab.ts'
import type { Assessment } from '../../src/model/assessment.ts'
import { bollwerk } from '../cli/bollwerk.ts'

const views = [
  ['internet', ['--from', 'internet', '--country', 'DE']],
  ['abroad', ['--from', 'internet', '--country', 'BR']],
  ['office', ['--from', 'main-network', '--country', 'DE']],
  ['technicians', ['--from', 'technicians', '--country', 'DE']],
] as const

export type ViewName = (typeof views)[number][0]

export interface LookedAt {
  readonly assessment: Assessment
  readonly code: number | null
  /** What the lab saw arriving. */
  readonly stats: ReturnType<Lab['stats']>
}

/**
 * Starts a lab, looks at it from every place (or those named) with the command line, and judges the stored evidence together. The
 * assessor gets the policy, the place and the certificate authority; of the state it hears nothing.
 */
export async function lookedAt(options: LabOptions, from?: readonly ViewName[]): Promise<LookedAt> {
  const cwd = mkdtempSync(join(tmpdir(), 'bollwerk-site-'))
  const lab = await startLab(options)
  try {
    writeFileSync(join(cwd, 'bollwerk.yaml'), lab.policyText)
    const files = await lookedFrom(lab, cwd, from)
    const stats = lab.stats()
    await lab.close()
    const judged = await bollwerk(['assess', '--json', '--lang', 'de', ...files], { cwd })
    // Written by renderJson, whose form a test beside it checks against the schema.
    return { assessment: JSON.parse(judged.stdout) as Assessment, code: judged.code, stats }
  } finally {
    await lab.close()
    rmSync(cwd, { recursive: true })
  }
}

/** Looks at a lab with the policy of a folder, from every place unless some are named, and answers the evidence files. */
export async function lookedFrom(
  lab: Lab,
  cwd: string,
  from: readonly ViewName[] = views.map(([name]) => name),
): Promise<readonly string[]> {
  writeFileSync(join(cwd, 'authority.pem'), lab.authority)
  const files: string[] = []
  for (const [name, place] of views.filter(([name]) => from.includes(name))) {
    const source = ['--source-address', lab.vantages[name], '--authority', 'authority.pem']
    const look = await bollwerk(['assess', '--yes', '--json', '--save', `${name}.json`, ...place, ...source], { cwd })
    if (look.code === null || look.code > 3) throw new Error(look.stderr)
    files.push(`${name}.json`)
  }
  return files
}

/** Ids of the controls of one outcome, with the server: `uac.values/automate`. */
export function controlsThat(outcome: string, { measures }: Assessment): readonly string[] {
  return measures
    .flatMap(({ controls }) => controls)
    .filter((control) => control.outcome === outcome)
    .map(({ id, subject }) => `${id}/${subject}`)
}
