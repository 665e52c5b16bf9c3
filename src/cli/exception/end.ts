import { withoutEntry } from '../../policy/edit.ts'
import { rewritePolicy } from '../policy-edit.ts'
import { loadPolicyWithText } from '../policy-file.ts'
import { type Program, speakingFor } from '../program.ts'
import type { EndFlags } from './command.ts'
import { existingException } from './existing.ts'
import { report } from './report.ts'

/** Removes an exception from the policy, also one whose control is gone. */
export async function run(this: Program, flags: EndFlags, name?: string): Promise<void> {
  const { policy, text } = await loadPolicyWithText(flags.policy)
  const program = speakingFor(this, policy.language)
  const { index, exception } = await existingException(program, policy, { flags, name })
  const after = withoutEntry(text, { list: 'exceptions', index })
  const meaning = { ...policy, exceptions: policy.exceptions.toSpliced(index, 1) }
  await rewritePolicy({ path: flags.policy, before: text, after, meaning })
  report(program, flags, { action: 'ended', exception })
}
