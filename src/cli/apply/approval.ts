import type { Plan } from '../../hardening/change.ts'
import { quoted } from '../../model/quoted.ts'
import { say } from '../../model/text.ts'
import type { Policy } from '../../policy/policy.ts'
import { Page } from '../../reports/terminal/page.ts'
import { pageOptions } from '../assess/terminal.ts'
import { writeChanges } from '../plan/fixes-page.ts'
import { canAsk, type Program } from '../program.ts'
import { Refusal } from '../refusal.ts'

export interface Submitted {
  readonly policy: Policy
  readonly file: string
  readonly plan: Plan
  readonly hash: string
}

/**
 * Shows the changes and the SHA-256 of the file, and returns only if somebody agreed to them: a person at the terminal,
 * or `--yes` with the same SHA-256. Anything else is refused with nothing touched.
 */
export async function approved(
  program: Program,
  { yes }: { readonly yes?: string },
  submitted: Submitted,
): Promise<void> {
  const { policy, plan, hash } = submitted
  if (plan.site !== policy.site) throw new Refusal(otherSite(plan.site, policy.site))
  show(program, submitted)
  if (yes !== undefined) {
    if (yes.toLowerCase() !== hash) throw new Refusal(otherFile(submitted))
    return
  }
  if (!canAsk(program)) throw new Refusal(notApproved(submitted))
  const { confirm, isCancel } = await import('@clack/prompts')
  const question = say(
    `Diese ${plan.changes.length} Änderungen jetzt vornehmen?`,
    `Make these ${plan.changes.length} changes now?`,
  )
  const answer = await confirm({
    message: question[program.language],
    initialValue: false,
    output: program.process.stderr,
  })
  if (isCancel(answer) || !answer) throw new Refusal(stopped)
}

/** On stderr: the result on stdout is what came of it. */
function show(program: Program, { plan, hash, file }: Submitted): void {
  const page = new Page({ ...pageOptions(program), color: false }, program.language)
  writeChanges(page, plan, { exactly: true })
  page.blank()
  page.write({ lead: 'SHA-256', text: `${hash} (${file})` })
  program.process.stderr.write(page.toString())
}

function otherSite(found: string, wanted: string): ReturnType<typeof say> {
  return say(
    `Der Plan ist für ${quoted(found)}, die Richtlinie für ${quoted(wanted)}. Es wurde nichts geändert.`,
    `The plan is for ${quoted(found)}, the policy for ${quoted(wanted)}. Nothing was changed.`,
  )
}

function otherFile({ file, hash }: Submitted): ReturnType<typeof say> {
  return say(
    `${file} ist nicht der Plan, dem zugestimmt wurde: Sein SHA-256 ist ${hash}. Es wurde nichts geändert. Sehen Sie sich die Datei an, und planen Sie im Zweifel neu.`,
    `${file} is not the plan that was agreed to: its SHA-256 is ${hash}. Nothing was changed. Look at the file, and plan again if in doubt.`,
  )
}

function notApproved({ file, hash }: Submitted): ReturnType<typeof say> {
  return say(
    `Niemand hat zugestimmt; es wurde nichts geändert. Prüfen Sie die Änderungen und stimmen Sie zu: bollwerk apply ${file} --yes ${hash}`,
    `Nobody agreed; nothing was changed. Check the changes and agree: bollwerk apply ${file} --yes ${hash}`,
  )
}

const stopped = say('Abgebrochen; nichts wurde geändert.', 'Stopped; nothing was changed.')
