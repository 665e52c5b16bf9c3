import { bundledCatalog } from '../../catalog/index.ts'
import { controls } from '../../controls/index.ts'
import { applyPlan } from '../../hardening/apply.ts'
import type { ChangeResult } from '../../hardening/change-result.ts'
import { listRuns } from '../../hardening/runs.ts'
import { type Look, verifierOf } from '../../hardening/verify.ts'
import { lower } from '../../policy/lower.ts'
import type { Policy } from '../../policy/policy.ts'
import { keptEvidence } from '../assess/stored-evidence.ts'
import { evidenceFolderOf } from '../evidence-folder.ts'
import { databaseLogin, mustNameDatabase } from '../hardening/database.ts'
import { gatewayLook } from '../hardening/gateway-look.ts'
import { groundsFor } from '../hardening/grounds.ts'
import { journalFolderOf } from '../hardening/journal-folder.ts'
import { keepSeen } from '../hardening/kept-evidence.ts'
import { looksAt } from '../hardening/looks.ts'
import { shownOutcome } from '../hardening/outcome-page.ts'
import { placesOf } from '../hardening/places.ts'
import { type PlanInput, planInput } from '../hardening/plan-input.ts'
import { progressTo } from '../hardening/progress-words.ts'
import { refusalsTold } from '../hardening/refusals-told.ts'
import { SeenAgain } from '../hardening/seen-again.ts'
import { loadPolicy } from '../policy-file.ts'
import { type Program, speakingFor } from '../program.ts'
import { approved } from './approval.ts'
import type { ApplyFlags } from './command.ts'
import { confirmationFor } from './confirmation.ts'

/** Carries out the plan of one file after somebody agreed to exactly this file. */
export async function run(this: Program, flags: ApplyFlags, file: string): Promise<void> {
  const policy = await loadPolicy(flags.policy)
  const program = speakingFor(this, policy.language)
  const input = await planInput(file)
  await approved(program, flags, { policy, file, ...input })
  const results = await applied(program, flags, { policy, input })
  this.process.exitCode = shownOutcome(
    program,
    { action: 'apply', site: policy.site, plan: input.hash, journals: journalFolderOf(flags), results },
    flags,
  )
}

async function applied(
  program: Program,
  flags: ApplyFlags,
  { policy, input }: { readonly policy: Policy; readonly input: PlanInput },
): Promise<readonly ChangeResult[]> {
  const { plan, hash } = input
  const login = await databaseLogin(program, flags)
  if (!login) mustNameDatabase(plan.changes)
  const gateway = await gatewayLook(program, { policyFile: flags.policy, policy, standing: flags })
  const { verify, seenAgain } = verifierFor(program, flags, { policy, plan, login, gateway })
  const confirmation = await confirmationFor(program, flags, { policy, plan })
  try {
    const results = await refusalsTold(() =>
      applyPlan({
        plan,
        hash,
        folder: journalFolderOf(flags),
        grounds: groundsFor(login, program.language),
        verify,
        confirmation,
        ...(confirmation.within === undefined ? {} : { confirmWithin: confirmation.within }),
        onProgress: progressTo(program),
        now: () => Date.now(),
      }),
    )
    const [run] = (await listRuns(journalFolderOf(flags))).slice(-1)
    const seen = await seenAgain.now({ changes: plan.changes, results })
    if (run) await keepSeen(program, seen, { folder: evidenceFolderOf(flags.policy), site: policy.site, run })
    return results
  } finally {
    confirmation.close()
  }
}

function verifierFor(
  program: Program,
  flags: ApplyFlags,
  {
    policy,
    plan,
    login,
    gateway,
  }: {
    policy: Policy
    plan: PlanInput['plan']
    login: Awaited<ReturnType<typeof databaseLogin>>
    gateway: Look
  },
): { readonly verify: ReturnType<typeof verifierOf>; readonly seenAgain: SeenAgain } {
  const stored = keptEvidence(program, evidenceFolderOf(flags.policy)).evidence
  const places = placesOf(flags, { platform: process.platform, env: program.process.env })
  const { language, version: toolVersion } = program
  const { site } = policy
  const seenAgain = new SeenAgain(
    looksAt(plan, { places, login, stored, machine: flags.machine, site, toolVersion, gateway }),
  )
  const { looks } = seenAgain
  const intents = lower(policy, bundledCatalog.areas)
  const now = (): number => Date.now()
  const verify = verifierOf({ policy, intents, catalog: bundledCatalog, controls, stored, looks, now, language })
  return { verify: seenAgain.during(verify), seenAgain }
}
