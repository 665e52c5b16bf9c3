import { writeFileSync } from 'node:fs'
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

export interface LookedAt {
  readonly assessment: Assessment
  readonly code: number | null
  /** What the lab saw arriving. */
  readonly stats: ReturnType<Lab['stats']>
}

/**
 * Starts a lab, looks at it from every place with the command line, and judges the stored evidence together. The
 * assessor gets the policy, the place and the certificate authority; of the state it hears nothing.
 */
export async function lookedAt(options: LabOptions, cwd: string): Promise<LookedAt> {
  const lab = await startLab(options)
  try {
    writeFileSync(join(cwd, 'bollwerk.yaml'), lab.policyText)
    writeFileSync(join(cwd, 'authority.pem'), lab.authority)
    for (const [name, place] of views) {
      const source = ['--source-address', lab.vantages[name], '--authority', 'authority.pem']
      const look = await bollwerk(['assess', '--yes', '--json', '--save', `${name}.json`, ...place, ...source], { cwd })
      if (look.code === null || look.code > 3) throw new Error(look.stderr)
    }
    const stats = lab.stats()
    await lab.close()
    const judged = await bollwerk(['assess', '--json', '--lang', 'de', ...views.map(([name]) => `${name}.json`)], {
      cwd,
    })
    // Written by renderJson, whose form a test beside it checks against the schema.
    return { assessment: JSON.parse(judged.stdout) as Assessment, code: judged.code, stats }
  } finally {
    await lab.close()
  }
}

/** Ids of the controls of one outcome, with the server: `uac.values/automate`. */
export function controlsThat(outcome: string, { measures }: Assessment): readonly string[] {
  return measures
    .flatMap(({ controls }) => controls)
    .filter((control) => control.outcome === outcome)
    .map(({ id, subject }) => `${id}/${subject}`)
}
