import { join } from 'node:path'
import { bundledIndicators } from '../../catalog/index.ts'
import { collectAutomateApi } from '../../evidence/automate/api/collect.ts'
import { collectScreenConnect } from '../../evidence/screenconnect/collect.ts'
import type { Evidence } from '../../model/evidence.ts'
import { say } from '../../model/text.ts'
import { type Policy, serverOfKind } from '../../policy/policy.ts'
import { evidenceFolderOf, evidenceIn, keepEvidence } from '../evidence-folder.ts'
import { takeFile } from '../import/taken-file.ts'
import { type Program, type TrialInside, type TrialSite, tell } from '../program.ts'
import { Refusal } from '../refusal.ts'

/** A trial site with what it shows within. */
interface Within {
  readonly site: TrialSite
  readonly inside: TrialInside
  readonly policy: Policy
}

/**
 * What the witnesses within see of a trial site, each asked as on a real one: files of the collector script and of the
 * database are imported, ScreenConnect's folder is read, Automate's interface is asked. All of it is kept in the site's
 * evidence folder first and read back from there.
 */
export async function lookedWithin(program: Program, within: Within): Promise<readonly Evidence[]> {
  const { inside, policy } = within
  tell(program, say('Die Zeugen innen werden gefragt …', 'The witnesses within are being asked …'))
  const folder = evidenceFolderOf(join(inside.folder, 'bollwerk.yaml'))
  await importFiles(inside, folder, policy.site)
  const keep = async (evidence: readonly Evidence[], by: { witness: string; machine: string }): Promise<void> => {
    const tool = { version: program.version }
    await keepEvidence(folder, { schema: 'bollwerk.evidence/1', site: policy.site, tool, evidence }, by)
  }
  const { machine } = inside.screenConnect
  await keep(await screenConnect(inside), { witness: 'screenconnect', machine })
  await keep(await automate(program, within), { witness: 'automate-api', machine: 'RMM01' })
  const { evidence, broken } = evidenceIn(folder, Date.now())
  const [problem] = broken
  if (problem) throw new Refusal(problem)
  return evidence
}

async function importFiles(inside: TrialInside, folder: string, site: string): Promise<void> {
  const mayDiffer = (): Promise<boolean> => Promise.resolve(false)
  for (const file of inside.evidenceFiles) {
    const taken = await takeFile(file, { folder, site, now: Date.now(), mayDiffer })
    if (!taken.ok) throw new Refusal(taken.problem)
  }
}

function screenConnect({ screenConnect: { folder, machine } }: TrialInside): Promise<readonly Evidence[]> {
  const { indicators } = bundledIndicators
  return collectScreenConnect({ folder, machine, seenAt: Date.now(), indicators, signal: new AbortController().signal })
}

async function automate(program: Program, { site, inside, policy }: Within): Promise<readonly Evidence[]> {
  const { address, port, user, password, code, clientId } = inside.automateApi
  const collected = await collectAutomateApi({
    host: serverOfKind(policy, 'automate')?.host ?? address,
    port,
    address,
    authorities: [site.authority],
    clientId,
    toolVersion: program.version,
    signal: new AbortController().signal,
    credentials: { user, password, code: () => Promise.resolve(code) },
    now: () => Date.now(),
    onProgress: () => undefined,
  })
  if ('refused' in collected) throw new Error(`the lab's Automate refuses its own account: ${collected.refused.why}`)
  return collected.evidence
}
