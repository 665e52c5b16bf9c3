import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Lab, type LabOptions, startLab } from '../../lab/lab.ts'
import { readEvidenceFile } from '../../src/evidence/file.ts'
import type { Assessment } from '../../src/model/assessment.ts'
import type { Evidence } from '../../src/model/evidence.ts'
import { bollwerk } from '../cli/bollwerk.ts'
import { lookedFrom, type ViewName } from './looked-at.ts'

export interface SeenByAll {
  readonly assessment: Assessment
  readonly evidence: readonly Evidence[]
}

/**
 * Starts a lab and lets every witness look with the command line: the outside from the places given, the collector
 * script's files and the database's by import, ScreenConnect's folder, Automate's interface, and the operator's answers
 * on paper. Of the state no command hears anything.
 */
export async function seenByAll(options: LabOptions, views?: readonly ViewName[]): Promise<SeenByAll> {
  const lab = await startLab(options)
  try {
    const { folder: cwd } = await lab.inside()
    const looks = await lookedFrom(lab, cwd, views)
    await lookedWithin(lab, cwd)
    const kept = readdirSync(join(cwd, 'evidence')).map((name) => `evidence/${name}`)
    const judged = await bollwerk(['assess', '--json', '--lang', 'en', ...kept, ...looks], { cwd })
    // Written by renderJson, whose form a test beside it checks against the schema.
    const assessment = JSON.parse(judged.stdout) as Assessment
    return { assessment, evidence: [...kept, ...looks].flatMap((name) => evidenceIn(join(cwd, name))) }
  } finally {
    await lab.close()
  }
}

export async function lookedWithin(lab: Lab, cwd: string): Promise<void> {
  const { evidenceFiles, screenConnect } = await lab.inside()
  const collected = [
    await bollwerk(['import', ...evidenceFiles], { cwd }),
    await bollwerk(['collect', 'screenconnect', screenConnect.folder, '--machine', screenConnect.machine], { cwd }),
  ]
  for (const { code: exit, stderr } of collected) if (exit !== 0) throw new Error(stderr)
  await askedAutomate(lab, cwd)
}

/** Asks Automate's interface alone. */
export async function askedAutomate(lab: Lab, cwd: string): Promise<void> {
  const { address, port, user, password, code, clientId } = (await lab.inside()).automateApi
  const way = ['--url', `https://${address}:${port}`, '--authority', 'authority.pem', '--client-id', clientId]
  const second = code === undefined ? [] : ['--code', code]
  const env = { BOLLWERK_AUTOMATE_PASSWORD: password }
  const { code: exit, stderr } = await bollwerk(['collect', 'automate', '--user', user, ...way, ...second], {
    cwd,
    env,
  })
  if (exit !== 0) throw new Error(stderr)
}

function evidenceIn(path: string): readonly Evidence[] {
  const file = readEvidenceFile(readFileSync(path, 'utf8'))
  if (!file.ok) throw new Error(file.problem.en)
  return file.value.evidence
}
