import type { Attestation } from '../../model/attestation.ts'
import { say } from '../../model/text.ts'
import { withEntry, withoutEntry } from '../../policy/edit.ts'
import { attestationItem } from '../../policy/living-item.ts'
import type { Policy } from '../../policy/policy.ts'
import { rewritePolicy } from '../policy-edit.ts'
import { loadPolicyWithText } from '../policy-file.ts'
import { Refusal } from '../refusal.ts'
import type { Question } from './stated.ts'

type Scope = Pick<Attestation, 'control' | 'server' | 'item'>

/** Writes an answer into the policy. An earlier answer to the same question goes: the latest one counts. */
export async function keepAnswer(path: string, attestation: Attestation): Promise<void> {
  const { policy, text: before } = await loadPolicyWithText(path)
  const index = indexOf(policy, attestation)
  const cleared = index < 0 ? before : withoutEntry(before, { list: 'attestations', index })
  const after = withEntry(cleared, 'attestations', attestationItem(attestation))
  const rest = policy.attestations.filter((_, place) => place !== index)
  await rewritePolicy({ path, before, after, meaning: { ...policy, attestations: [...rest, attestation] } })
}

/** Takes an answer out of the policy and answers what it was. Refused if there is none. */
export async function withdrawAnswer(path: string, { control, server, item }: Question): Promise<Attestation> {
  const { policy, text: before } = await loadPolicyWithText(path)
  const index = indexOf(policy, { control: control.id, server, ...(item === undefined ? {} : { item }) })
  const attestation = policy.attestations[index]
  if (!attestation) throw new Refusal(nothingThere(control.id, server))
  const after = withoutEntry(before, { list: 'attestations', index })
  const meaning = { ...policy, attestations: policy.attestations.toSpliced(index, 1) }
  await rewritePolicy({ path, before, after, meaning })
  return attestation
}

function indexOf({ attestations }: Policy, { control, server, item }: Scope): number {
  return attestations.findIndex((one) => one.control === control && one.server === server && one.item === item)
}

function nothingThere(control: string, server: string): ReturnType<typeof say> {
  return say(
    `Zu ${control} (${server}) steht keine solche Antwort in der Richtlinie; --item nennt eine zu einem einzelnen Ergebnis.`,
    `There is no such answer to ${control} (${server}) in the policy; --item names one about a single result.`,
  )
}
