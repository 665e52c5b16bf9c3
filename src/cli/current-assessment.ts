import { readFileSync } from 'node:fs'
import type { Assessment } from '../model/assessment.ts'
import type { Evidence } from '../model/evidence.ts'
import { say } from '../model/text.ts'
import type { Policy } from '../policy/policy.ts'
import { judge } from './assess/judge.ts'
import { keptEvidence } from './assess/stored-evidence.ts'
import { evidenceFolderOf } from './evidence-folder.ts'
import { notReadable } from './file-failure.ts'
import type { Program } from './program.ts'
import { Refusal } from './refusal.ts'

/** Where to look up what is found at present. */
export interface Whereabouts {
  readonly policyPath: string
  readonly policy: Policy
  /** An assessment as `bollwerk assess --json` writes it. */
  readonly assessment?: string
}

/**
 * What is found at present: the assessment given, or a judgement of the evidence that lies in the folder `evidence`
 * beside the policy. `undefined` if there is neither.
 */
export async function currentAssessment(program: Program, where: Whereabouts): Promise<Assessment | undefined> {
  if (where.assessment !== undefined) return await readAssessment(where.assessment)
  const { files, evidence } = keptEvidence(program, evidenceFolderOf(where.policyPath))
  return files === 0 ? undefined : judgedNow(program, where.policy, evidence)
}

/** The same, but with every question open if nobody has looked yet. */
export async function currentQuestions(program: Program, where: Whereabouts): Promise<Assessment> {
  return (await currentAssessment(program, where)) ?? judgedNow(program, where.policy, [])
}

/** Reads `bollwerk.assessment/1`; anything else is refused with the file's name. */
export async function readAssessment(path: string): Promise<Assessment> {
  const { assessmentSchema } = await import('../reports/assessment-schema.ts')
  const given = parsed(path)
  const reading = assessmentSchema.safeParse(given)
  if (reading.success) return reading.data
  const schema = given instanceof Object && 'schema' in given ? given.schema : undefined
  throw schema === 'bollwerk.evidence/1' ? onlyEvidence(path) : noAssessment(path)
}

function judgedNow(program: Program, policy: Policy, evidence: readonly Evidence[]): Assessment {
  const { language, version } = program
  return judge(policy, evidence, { language, toolVersion: version, startedAt: Date.now() })
}

function parsed(path: string): unknown {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (cause) {
    throw notReadable(path, cause)
  }
  try {
    // PowerShell redirects with a byte order mark.
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    throw noAssessment(path)
  }
}

function noAssessment(path: string): Refusal {
  return new Refusal(
    say(
      `${path} ist keine Beurteilung (bollwerk.assessment/1), wie "bollwerk assess --json" sie ausgibt.`,
      `${path} is no assessment (bollwerk.assessment/1) as "bollwerk assess --json" prints it.`,
    ),
  )
}

function onlyEvidence(path: string): Refusal {
  return new Refusal(
    say(
      `${path} enthält Belege und noch keine Beurteilung. Beurteilen Sie sie zuerst: bollwerk assess ${path} --json`,
      `${path} holds evidence and no assessment yet. Judge it first: bollwerk assess ${path} --json`,
    ),
  )
}
