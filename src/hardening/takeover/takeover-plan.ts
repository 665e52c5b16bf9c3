import type { Situation } from '../../controls/examine.ts'
import { type ServerKind, serverKinds } from '../../model/server.ts'
import { type Check, type Witnessed, witnessed } from '../checked.ts'
import { bringCertificates, keepClientAddress, prepareGateway } from './before-steps.ts'
import { closeOldWay, enforceRules } from './closing-steps.ts'
import type { ServerCheck, TakeoverStep, UnseenStep } from './plan.ts'
import { certificateSourceCheck, gatewaySeenCheck, originCheck, overGateway } from './policy-checks.ts'
import { relayAddressCheck } from './relay-check.ts'
import { agentTemplate, heartbeat, relayAddress, switchName } from './switch-steps.ts'

type Look = (witnessed: Witnessed) => Check

/** A step, and what is looked at for each kind of server; a step that looks at none of the site's servers is left out. */
interface Row {
  readonly step: UnseenStep
  readonly looks: Readonly<Partial<Record<ServerKind, readonly Look[]>>>
}

function by(...controls: readonly string[]): readonly Look[] {
  return controls.map((control) => (witnessed) => witnessed.check(control))
}

function onBoth(looks: readonly Look[]): Row['looks'] {
  return { automate: looks, screenconnect: looks }
}

/** In the order in which they are taken: what could lock somebody out comes before the switch, what closes after it. */
const rows: readonly Row[] = [
  { step: prepareGateway, looks: onBoth([originCheck, gatewaySeenCheck]) },
  { step: bringCertificates, looks: onBoth([certificateSourceCheck, ...by('reverse-proxy.certificate')]) },
  {
    step: keepClientAddress,
    looks: {
      automate: by('control-center-restricted.iis', 'control-center-restricted.agents-reachable'),
      screenconnect: by('screenconnect-ip-lists.native'),
    },
  },
  { step: switchName, looks: onBoth(by('reverse-proxy.in-front')) },
  {
    step: agentTemplate,
    looks: { automate: by('control-center-restricted.agent-addresses', 'automate-current.agent-templates') },
  },
  { step: heartbeat, looks: { automate: [overGateway('ports-minimal.heartbeat')] } },
  { step: relayAddress, looks: { screenconnect: [relayAddressCheck, overGateway('ports-minimal.expected-open')] } },
  {
    step: enforceRules,
    looks: {
      automate: by('geoblocking.foreign-refused', 'control-center-restricted.technician-areas'),
      screenconnect: by(
        'geoblocking.foreign-refused',
        'screenconnect-ip-lists.enforced',
        'screenconnect-current.setup-closed',
      ),
    },
  },
  { step: closeOldWay, looks: onBoth(by('reverse-proxy.origin-direct', 'ports-minimal.tcp')) },
]

/**
 * How the gateway is put in front of the servers of a site: ordered steps, each with its state by the evidence, how it
 * is checked from outside, and its way back (automate.md §9). Pure: the situation holds the evidence and the moment.
 */
export function takeoverPlan(situation: Situation): readonly TakeoverStep[] {
  const servers = new Map(serverKinds.map((kind) => [kind, witnessed(situation, kind)]))
  return rows.flatMap(({ step, looks }) => {
    const checks = [...servers].flatMap(([kind, one]) => (one ? checksOf(one, looks[kind] ?? []) : []))
    return checks.length === 0 ? [] : [{ ...step, checks, state: stateOf(checks) }]
  })
}

function checksOf(witnessed: Witnessed, looks: readonly Look[]): readonly ServerCheck[] {
  return looks.map((look) => ({ ...look(witnessed), subject: witnessed.server.kind }))
}

function stateOf(checks: readonly Check[]): TakeoverStep['state'] {
  if (checks.some(({ answer }) => answer === 'not-met')) return 'open'
  return checks.every(({ answer }) => answer === 'met') ? 'done' : 'unknown'
}
