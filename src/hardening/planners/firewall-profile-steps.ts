import { say, type Text } from '../../model/text.ts'
import { type ProfileName, profileKeys, profileValues } from '../../targets/windows-firewall/profile-keys.ts'
import type { Step } from '../change.ts'
import type { Reach } from '../planner.ts'
import { alreadyAsWanted, stepTo } from './registry-number.ts'

export type ProfileSteps = readonly Extract<Step, { kind: 'registry' }>[]

/** The steps that switch one profile on, or why there are none: a group policy goes before the machine's own key. */
export async function stepsForProfile(
  profile: ProfileName,
  reach: Reach,
): Promise<{ readonly steps: ProfileSteps } | { readonly reason: Text }> {
  const keys = profileKeys[profile]
  const steps = []
  for (const { name, wanted } of profileValues) {
    const found = await stepTo({ key: keys.own, name, wanted }, reach)
    if ('reason' in found) return found
    // Without the value Windows refuses by itself; only one that admits is changed.
    if (!found.step || (name === 'DefaultInboundAction' && found.step.before === null)) continue
    steps.push(found.step)
  }
  const ruled = await policyReason(keys.policy, reach)
  if (ruled) return { reason: ruled }
  return steps.length > 0 ? { steps } : { reason: alreadyAsWanted }
}

async function policyReason(keys: readonly string[], reach: Reach): Promise<Text | undefined> {
  for (const key of keys)
    for (const { name, wanted } of profileValues) {
      const found = await stepTo({ key, name, wanted }, reach)
      if ('reason' in found) return found.reason
      if (!found.step || found.step.before !== null) return decidedByPolicy(key)
    }
  return undefined
}

function decidedByPolicy(key: string): Text {
  return say(
    `Eine Gruppenrichtlinie entscheidet über dieses Profil (${key}). Bitte ändern Sie es in der Gruppenrichtlinie: gpedit.msc oder auf dem Domänencontroller.`,
    `A group policy decides on this profile (${key}). Please change it in the group policy: gpedit.msc, or on the domain controller.`,
  )
}
