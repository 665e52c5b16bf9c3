import { controlCenterTechnicianAreas } from '../../controls/control-center-restricted/technician-areas.ts'
import { foreignRefused } from '../../controls/geoblocking/foreign-refused.ts'
import { screenconnectSetupClosed } from '../../controls/screenconnect-current/setup-closed.ts'
import { screenconnectListsEnforced } from '../../controls/screenconnect-ip-lists/enforced.ts'
import type { Policy } from '../../policy/policy.ts'
import { readPolicy } from '../../policy/read.ts'
import type { Asked, Planned, Planner } from '../planner.ts'
import { leftBecause, onFile } from './configuration-file.ts'
import { type PlannedEdit, planRule } from './gateway-policy-rule.ts'
import { planSetup } from './gateway-policy-setup.ts'
import * as words from './gateway-policy-words.ts'
import type { PolicyHere } from './policy-step.ts'

const ofAudience = [controlCenterTechnicianAreas.id, screenconnectListsEnforced.id]
const ofCountry = [foreignRefused.id]
const ofSetup = [screenconnectSetupClosed.id]

/**
 * `bollwerk.yaml` where Bollwerk's own gateway stands in front: rules that only report what they would do are enforced,
 * and an opened setup wizard is closed. Each change counts on the one before it.
 */
export const gatewayPolicyPlanner: Planner = { controls: [...ofAudience, ...ofCountry, ...ofSetup], plan }

async function plan(asked: Asked): Promise<Planned> {
  const { findings, reach, policy } = asked
  const path = reach.policyFile
  if (!hasGateway(policy)) return { changes: [], left: leftBecause(findings, words.noGateway) }
  if (path === undefined) return { changes: [], left: leftBecause(findings, words.notHere) }
  return onFile(asked, { path, name: path }, (bytes) => planFile(asked, path, bytes.toString('utf8')))
}

/** A gateway that serves anybody has certificates; a policy without any is used to assess only. */
function hasGateway({ gateway: { tls } }: Policy): boolean {
  return tls.certificates.length > 0 || tls.acme !== undefined
}

function planFile(asked: Asked, path: string, text: string): Planned {
  const reading = readPolicy(text)
  if (!reading.ok) return { changes: [], left: leftBecause(asked.findings, words.notReadable) }
  const about = (controls: readonly string[]): Asked => ({
    ...asked,
    findings: asked.findings.filter(({ control }) => controls.includes(control)),
  })
  const parts: readonly ((here: PolicyHere) => PlannedEdit)[] = [
    (here) => planRule(about(ofAudience), here, 'audience'),
    (here) => planRule(about(ofCountry), here, 'country'),
    (here) => planSetup(about(ofSetup), here),
  ]
  const edits: PlannedEdit[] = []
  let here: PolicyHere = { path, text, policy: reading.policy }
  for (const part of parts) {
    const edit = part(here)
    edits.push(edit)
    here = edit.after
  }
  return {
    changes: edits.flatMap(({ change }) => (change ? [change] : [])),
    left: edits.flatMap(({ left }) => left),
  }
}
