import type { Situation } from '../../controls/examine.ts'
import type { TakeoverStep } from '../../hardening/takeover/plan.ts'
import { takeoverPlan } from '../../hardening/takeover/takeover-plan.ts'
import { writtenIn } from '../../hardening/written.ts'
import { harmlessJson } from '../../reports/harmless-json.ts'
import { pageOptions } from '../assess/terminal.ts'
import { type ExitCode, exitCodes } from '../exit-code.ts'
import { type Program, print } from '../program.ts'
import { plannedSituation } from './planned-situation.ts'
import type { PlanTakeoverFlags } from './takeover-command.ts'
import { takeoverText } from './takeover-text.ts'

/** Plans how the gateway gets in front of the servers. */
export async function run(this: Program, flags: PlanTakeoverFlags, ...files: string[]): Promise<void> {
  const { situation, program, whole } = await plannedSituation(this, flags.policy, files)
  const steps = takeoverPlan(situation)
  const { language } = program
  if (flags.json) print(program, harmlessJson(document(program, situation, steps)))
  else program.process.stdout.write(takeoverText(steps, situation.policy.site, { ...pageOptions(program), language }))
  this.process.exitCode = exitCodeOf(steps, whole)
}

/** `bollwerk.takeover/1`. */
function document({ language, version }: Program, situation: Situation, steps: readonly TakeoverStep[]): object {
  const { policy, now } = situation
  return {
    schema: 'bollwerk.takeover/1',
    language,
    site: policy.site,
    createdAt: new Date(now).toISOString(),
    tool: { version },
    steps: writtenIn(steps, language),
    ...(policy.support ? { support: policy.support } : {}),
  }
}

function exitCodeOf(steps: readonly TakeoverStep[], whole: boolean): ExitCode {
  if (steps.some(({ state }) => state === 'open')) return exitCodes.findings
  return whole && steps.every(({ state }) => state === 'done') ? exitCodes.fine : exitCodes.incomplete
}
