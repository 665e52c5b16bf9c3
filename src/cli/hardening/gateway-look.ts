import { resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { bundledCatalog } from '../../catalog/index.ts'
import type { Step } from '../../hardening/change.ts'
import type { Look } from '../../hardening/verify.ts'
import { lower } from '../../policy/lower.ts'
import type { Policy } from '../../policy/policy.ts'
import { confirmOwnership } from '../assess/confirmation.ts'
import { type Standing, standpointOf } from '../assess/standpoint.ts'
import type { Program } from '../program.ts'

/**
 * A running gateway looks at its policy twice a second and takes a changed one up once it has found it alike twice
 * (docs/gateway.md); several times as long, in milliseconds.
 */
const takenUpAfter = 3_000

export interface GatewayLooking {
  readonly policyFile: string
  readonly policy: Policy
  /** Where this machine stands on the network, if somebody said so. */
  readonly standing: Standing
}

/**
 * Looks at what a gateway lets through once it has taken its changed policy up. Without a place that somebody named it
 * only waits: an answer proves nothing where nobody can tell who was asked for.
 */
export async function gatewayLook(program: Program, looking: GatewayLooking): Promise<Look> {
  const { policyFile, policy, standing } = looking
  const isNamed = standing.from !== 'unstated'
  const standpoint = isNamed ? await standpointOf(standing) : undefined
  if (isNamed) await confirmOwnership(program, policy, { policyPath: policyFile, yes: false })
  const ports = [...new Set(lower(policy, bundledCatalog.areas).flatMap(tcpPort))]
  return {
    covers: (step) => isPolicy(policyFile, step),
    fromOnePlace: true,
    collect: async () => {
      await sleep(takenUpAfter)
      if (!standpoint) return []
      const { lookFromOutside } = await import('../assess/look.ts')
      return lookFromOutside(program, { policy, catalog: bundledCatalog, ...standpoint, ports })
    },
  }
}

function isPolicy(policyFile: string, step: Step): boolean {
  return step.kind === 'file' && resolve(step.path) === resolve(policyFile)
}

function tcpPort(intent: ReturnType<typeof lower>[number]): readonly number[] {
  return intent.kind === 'publish' && intent.protocol === 'tcp' ? [intent.port] : []
}
