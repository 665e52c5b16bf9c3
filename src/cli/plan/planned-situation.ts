import type { Situation } from '../../controls/examine.ts'
import { say } from '../../model/text.ts'
import { situationOf } from '../assess/judge.ts'
import { keptEvidence, storedEvidence } from '../assess/stored-evidence.ts'
import { evidenceFolderOf } from '../evidence-folder.ts'
import { loadPolicy } from '../policy-file.ts'
import { type Program, speakingFor, tell } from '../program.ts'

/** What a plan is made of, and in which language it speaks. */
export interface Planned {
  readonly situation: Situation
  readonly program: Program
  /** False if something that should count could not be used, or nobody has looked yet. */
  readonly whole: boolean
}

/** Reads the policy, the evidence folder beside it and the evidence files given. */
export async function plannedSituation(
  program: Program,
  policyPath: string,
  files: readonly string[],
): Promise<Planned> {
  const policy = await loadPolicy(policyPath)
  const speaking = speakingFor(program, policy.language)
  const kept = keptEvidence(speaking, evidenceFolderOf(policyPath))
  const given = files.length === 0 ? { evidence: [], whole: true } : storedEvidence(speaking, files)
  const evidence = [...kept.evidence, ...given.evidence]
  if (evidence.length === 0) tell(speaking, nobodyLooked)
  return {
    situation: situationOf(policy, evidence, Date.now()),
    program: speaking,
    whole: evidence.length > 0 && kept.broken.length === 0 && given.whole,
  }
}

const nobodyLooked = say(
  'Es gibt noch keine Belege; deshalb ist alles offen. bollwerk collect sieht in die Server hinein, bollwerk assess --save DATEI von außen darauf.',
  'There is no evidence yet, so everything is open. bollwerk collect looks inside the servers, bollwerk assess --save FILE at them from outside.',
)
