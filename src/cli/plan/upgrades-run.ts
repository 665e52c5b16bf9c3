import type { Situation } from '../../controls/examine.ts'
import type { UpgradePlan } from '../../hardening/upgrades/plan.ts'
import { upgradePlans } from '../../hardening/upgrades/upgrade-plans.ts'
import { writtenIn } from '../../hardening/written.ts'
import { harmlessJson } from '../../reports/harmless-json.ts'
import { pageOptions } from '../assess/terminal.ts'
import { type ExitCode, exitCodes } from '../exit-code.ts'
import { type Program, print } from '../program.ts'
import { mustBeWritable } from '../written-file.ts'
import { appointmentOf, writeAppointment } from './appointment.ts'
import { plannedSituation } from './planned-situation.ts'
import type { PlanUpgradesFlags } from './upgrades-command.ts'
import { upgradesText } from './upgrades-text.ts'

/** Plans the upgrades of the site and, if asked, writes the maintenance window. */
export async function run(this: Program, flags: PlanUpgradesFlags, ...files: string[]): Promise<void> {
  await mustBeWritable(flags.ics)
  const appointment = await appointmentOf(this, flags)
  const { situation, program, whole } = await plannedSituation(this, flags.policy, files)
  const plans = upgradePlans(situation)
  if (flags.json) print(program, harmlessJson(document(program, situation, plans)))
  else program.process.stdout.write(text(program, situation, plans))
  if (appointment) await writeAppointment(program, appointment, { situation, plans })
  this.process.exitCode = exitCodeOf(plans, whole)
}

/** `bollwerk.upgrades/1`. */
function document({ language, version }: Program, situation: Situation, plans: readonly UpgradePlan[]): object {
  const { policy, catalog, now } = situation
  return {
    schema: 'bollwerk.upgrades/1',
    language,
    site: policy.site,
    createdAt: new Date(now).toISOString(),
    tool: { version },
    catalog: { asOf: catalog.asOf },
    plans: writtenIn(plans, language),
    ...(policy.support ? { support: policy.support } : {}),
  }
}

function text(program: Program, { policy, catalog }: Situation, plans: readonly UpgradePlan[]): string {
  const { site, support } = policy
  const reading = { site, asOf: catalog.asOf, ...(support ? { support } : {}) }
  return upgradesText(plans, reading, { ...pageOptions(program), language: program.language })
}

function exitCodeOf(plans: readonly UpgradePlan[], whole: boolean): ExitCode {
  if (plans.some(({ state }) => state === 'due')) return exitCodes.findings
  const isQuiet = plans.every(({ state }) => state === 'nothing' || state === 'accepted')
  return whole && isQuiet ? exitCodes.fine : exitCodes.incomplete
}
