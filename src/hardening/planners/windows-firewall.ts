import { bundledCatalog } from '../../catalog/index.ts'
import type { Finding } from '../../model/assessment.ts'
import { lower } from '../../policy/lower.ts'
import { serverOfKind } from '../../policy/policy.ts'
import { type NeededRule, neededRules } from '../../targets/windows-firewall/needed-rules.ts'
import { type ProfileName, profileNames } from '../../targets/windows-firewall/profile-keys.ts'
import type { Change } from '../change.ts'
import type { Asked, Left, Planned, Planner } from '../planner.ts'
import { askedAgain } from './asked-again.ts'
import { type ProfileSteps, stepsForProfile } from './firewall-profile-steps.ts'
import { leftForRules } from './firewall-rule-steps.ts'
import { firewallWords, lockedOutBy, serviceStays } from './firewall-words.ts'
import { leftBecause, notHere, subjectOf } from './here.ts'
import { shownOf } from './registry-number.ts'

const ofProfiles = 'windows-firewall.profiles'
const ofRules = 'windows-firewall.rules'

/**
 * Switches profiles of the Windows firewall on where no group policy decides. Rules are left to a person, with ready
 * lines: how the registry writes them is not confirmed.
 */
export const windowsFirewallPlanner: Planner = { controls: [ofProfiles, ofRules], plan }

async function plan(asked: Asked): Promise<Planned> {
  const left: Left[] = []
  const byProfile = new Map<ProfileName, readonly Finding[]>()
  for (const finding of asked.findings) {
    const reason = notHere(finding, asked.reach)
    const profile = profileNames.find((name) => name === subjectOf(finding))
    if (finding.control === ofRules && finding.outcome === 'fail') left.push(leftForRules(finding, asked))
    else if (reason) left.push(...leftBecause([finding], reason))
    else if (profile) byProfile.set(profile, [...(byProfile.get(profile) ?? []), finding])
    else left.push(...leftBecause([finding], serviceStays))
  }
  const planned: { readonly findings: readonly Finding[]; readonly steps: ProfileSteps }[] = []
  for (const [profile, findings] of byProfile) {
    const found = await stepsForProfile(profile, asked.reach)
    if ('reason' in found) left.push(...leftBecause(findings, found.reason))
    else planned.push({ findings, steps: found.steps })
  }
  const answered = planned.flatMap(({ findings }) => findings)
  const steps = planned.flatMap((each) => each.steps)
  const [first] = answered
  return { changes: first ? [changeOf(first, { answered, steps }, asked)] : [], left }
}

interface Made {
  readonly answered: readonly Finding[]
  readonly steps: ProfileSteps
}

function changeOf(first: Finding, { answered, steps }: Made, asked: Asked): Change {
  const { language } = asked
  return {
    id: `${ofProfiles}/${first.subject}`,
    title: firewallWords.title[language],
    subject: first.subject,
    verify: askedAgain(answered),
    steps,
    shown: shownOf(steps, language),
    affected: firewallWords.affected[language],
    restart: 'server',
    downtime: firewallWords.downtime[language],
    lockedOut: lockedOutBy(needed(answered, asked), asked.keepAccess).map((text) => text[language]),
    confirm: true,
  }
}

/** The ports of every server on this machine. */
function needed(findings: readonly Finding[], { policy }: Asked): readonly NeededRule[] {
  const intents = lower(policy, bundledCatalog.areas)
  const servers = [...new Set(findings.map(({ subject }) => subject))].flatMap(
    (kind) => serverOfKind(policy, kind) ?? [],
  )
  return servers.flatMap((server) => neededRules(server, intents))
}
