import type { Dispute } from '../../model/dispute.ts'
import { say } from '../../model/text.ts'
import { withEntry, withoutEntry } from '../../policy/edit.ts'
import { disputeItem } from '../../policy/living-item.ts'
import type { Policy } from '../../policy/policy.ts'
import { rewritePolicy } from '../policy-edit.ts'
import { loadPolicyWithText } from '../policy-file.ts'
import { Refusal } from '../refusal.ts'
import type { Named } from '../subject.ts'

type Scope = Pick<Dispute, 'control' | 'server' | 'item'>

/** Writes a dispute into the policy; an earlier one of the same finding goes. */
export async function keepDispute(path: string, dispute: Dispute): Promise<void> {
  const { policy, text: before } = await loadPolicyWithText(path)
  const index = indexOf(policy, dispute)
  const cleared = index < 0 ? before : withoutEntry(before, { list: 'disputes', index })
  const after = withEntry(cleared, 'disputes', disputeItem(dispute))
  const rest = policy.disputes.filter((_, place) => place !== index)
  await rewritePolicy({ path, before, after, meaning: { ...policy, disputes: [...rest, dispute] } })
}

/** Takes a dispute out of the policy and answers what it was. Refused if there is none. */
export async function withdrawDispute(
  path: string,
  { control, server, item }: Named & { readonly server: Dispute['server'] },
): Promise<Dispute> {
  const { policy, text: before } = await loadPolicyWithText(path)
  const index = indexOf(policy, { control: control.id, server, ...(item === undefined ? {} : { item }) })
  const dispute = policy.disputes[index]
  if (!dispute)
    throw new Refusal(
      say(
        `Gegen ${[control.id, server, item].filter(Boolean).join('/')} steht kein Einspruch in der Richtlinie.`,
        `There is no dispute of ${[control.id, server, item].filter(Boolean).join('/')} in the policy.`,
      ),
    )
  const after = withoutEntry(before, { list: 'disputes', index })
  await rewritePolicy({ path, before, after, meaning: { ...policy, disputes: policy.disputes.toSpliced(index, 1) } })
  return dispute
}

function indexOf({ disputes }: Policy, { control, server, item }: Scope): number {
  return disputes.findIndex((one) => one.control === control && one.server === server && one.item === item)
}
