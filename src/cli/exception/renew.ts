import { controls } from '../../controls/index.ts'
import type { Exception } from '../../model/exception.ts'
import { joined, say } from '../../model/text.ts'
import { withChanges } from '../../policy/edit.ts'
import { rewritePolicy } from '../policy-edit.ts'
import { loadPolicyWithText } from '../policy-file.ts'
import { type Program, speakingFor, tell } from '../program.ts'
import { Refusal } from '../refusal.ts'
import { unknownControl } from '../subject.ts'
import { today } from '../term.ts'
import type { RenewFlags } from './command.ts'
import { type Existing, existingException } from './existing.ts'
import { wantedApprover, wantedEnd, wantedOwner, wantedReason } from './people.ts'
import { report } from './report.ts'

/** Approves an exception anew: a new term that begins today, for the version of the control as it is now. */
export async function run(this: Program, flags: RenewFlags, name?: string): Promise<void> {
  const { policy, text } = await loadPolicyWithText(flags.policy)
  const program = speakingFor(this, policy.language)
  const { index, exception } = await existingException(program, policy, { flags, name })
  const changes = await approvedAnew(program, flags, { index, exception })
  const renewed = { ...exception, ...changes }
  const after = withChanges(text, { list: 'exceptions', index }, changedOnly(exception, changes))
  const meaning = { ...policy, exceptions: policy.exceptions.with(index, renewed) }
  await rewritePolicy({ path: flags.policy, before: text, after, meaning })
  report(program, flags, { action: 'renewed', exception: renewed })
}

type Changes = Pick<Exception, 'version' | 'reason' | 'owner' | 'approver' | 'since' | 'until'>

async function approvedAnew(program: Program, flags: RenewFlags, { exception }: Existing): Promise<Changes> {
  const control = controls.find(({ id }) => id === exception.control)
  if (!control) throw new Refusal(joined([unknownControl(exception.control), endInstead]))
  if (control.version !== exception.version) tell(program, changedQuestion(exception, control.version))
  const since = today()
  const owner = await wantedOwner(program, flags.owner ?? exception.owner)
  const approver = await wantedApprover(program, flags.approver, owner)
  const until = await wantedEnd(program, flags.until, since)
  const reason = await wantedReason(program, flags.reason ?? exception.reason)
  return { version: control.version, reason, owner, approver, since, until }
}

/** Values that stay are not written again, so that their bytes stay too. */
function changedOnly(exception: Exception, changes: Changes): Partial<Changes> & Record<string, string | number> {
  const changed = Object.entries(changes).filter(([key, value]) => exception[key as keyof Changes] !== value)
  return Object.fromEntries(changed)
}

function changedQuestion({ control, version }: Exception, current: number): ReturnType<typeof say> {
  return say(
    `Achtung: Die Prüfung hat sich geändert (Version ${version}, jetzt ${current}). Lesen Sie, was sie jetzt fragt: bollwerk explain ${control}`,
    `Attention: the control has changed (version ${version}, now ${current}). Read what it asks now: bollwerk explain ${control}`,
  )
}

const endInstead = say(
  'Entfernen Sie die Ausnahme: bollwerk exception end',
  'Remove the exception: bollwerk exception end',
)
