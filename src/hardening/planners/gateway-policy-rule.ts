import { isOfTechnicians, networkOf, technicianNames } from '../../controls/network-text.ts'
import type { Finding } from '../../model/assessment.ts'
import { say, type Text } from '../../model/text.ts'
import { type EnforcedRule, enforced, type Observed, observedIn } from '../../targets/gateway-policy/enforce.ts'
import type { Change } from '../change.ts'
import type { Asked, Left } from '../planner.ts'
import { askedAgain } from './asked-again.ts'
import { leftBecause } from './configuration-file.ts'
import { areasAbout } from './gateway-policy-areas.ts'
import * as words from './gateway-policy-words.ts'
import { technicianPrefixes, written } from './locked-out.ts'
import { type PolicyHere, type PolicyStep, policyStep } from './policy-step.ts'

/** What one change leaves for the next. */
export interface PlannedEdit {
  readonly change?: Change
  readonly left: readonly Left[]
  readonly after: PolicyHere
}

/** Lets a rule hold in the areas that the findings are about. */
export function planRule(asked: Asked, here: PolicyHere, rule: EnforcedRule): PlannedEdit {
  const about = asked.findings.map((finding) => ({ finding, observed: observedAt(finding, here, rule) }))
  const left = about.flatMap(({ finding, observed }) =>
    'everywhere' in observed ? [] : leftBecause([finding], observed),
  )
  const open = about.flatMap(({ finding, observed }) => ('everywhere' in observed ? [{ finding, observed }] : []))
  const [first] = open
  if (!first) return { left, after: here }
  const findings = open.map(({ finding }) => finding)
  const because = (reason: Text): PlannedEdit => ({ left: [...left, ...leftBecause(findings, reason)], after: here })
  const outside = keptOutside(asked, here)
  if (outside.length > 0) return because(words.locksOut(outside))
  const observed: Observed = {
    everywhere: open.some((one) => one.observed.everywhere),
    areas: [...new Set(open.flatMap((one) => one.observed.areas))],
  }
  const edit = enforced(here.text, rule, { policy: here.policy, observed })
  const step = policyStep(here, edit, words.nothing[asked.language])
  if (!step) return because(words.notEdited)
  return { change: changeOf(asked, { rule, first: first.finding, findings, step }), left, after: step.after }
}

/** What keeps the rule from holding where a finding was made, or why the policy has nothing to change there. */
function observedAt(finding: Finding, { policy }: PolicyHere, rule: EnforcedRule): Observed | Text {
  const areas = areasAbout(finding, rule, policy)
  if (areas.length === 0) return words.notOfGateway
  return observedIn(policy, rule, areas) ?? words.forbiddenAlready
}

/**
 * Addresses that must keep access and that no network of the technicians holds. Where technicians are known by names,
 * only the gateway knows where these lead: then the confirmation has to show it.
 */
function keptOutside({ keepAccess }: Asked, { policy }: PolicyHere): readonly string[] {
  if (technicianNames(policy).length > 0) return []
  return keepAccess.filter((text) => {
    const network = networkOf(text)
    return network === undefined || !isOfTechnicians(network, policy)
  })
}

interface Made {
  readonly rule: EnforcedRule
  readonly first: Finding
  readonly findings: readonly Finding[]
  readonly step: PolicyStep
}

function changeOf({ language }: Asked, { rule, first, findings, step }: Made): Change {
  const { title, affected, turnedAway } = words.ruleWords[rule]
  const { policy } = step.after
  const names = technicianNames(policy)
  return {
    id: `gateway-policy.${rule}/${first.subject}`,
    title: title[language],
    subject: first.subject,
    verify: askedAgain(findings),
    steps: [step.step],
    shown: step.shown,
    affected: affected[language],
    restart: 'nothing',
    downtime: words.downtime[language],
    lockedOut: [turnedAway(admitted(rule, step)[language]), ...names.map(words.byName)].map((text) => text[language]),
    confirm: true,
  }
}

/** Who still gets in, as the policy writes it. */
function admitted(rule: EnforcedRule, { after: { policy } }: PolicyStep): Text {
  const networks = [...written(technicianPrefixes(policy)), ...technicianNames(policy)].join(', ')
  if (rule === 'audience') return say(networks, networks)
  const countries = policy.countries.join(', ')
  return policy.fixedNetworksOnly ? fixedNetworks : say(countries, countries)
}

const fixedNetworks = say('in den Netzen unter fixedNetworks', 'in the networks under fixedNetworks')
