import type { AreaDefinition, AreaId } from '../model/area.ts'
import { admission, type Intent } from '../policy/intent.ts'
import { lower } from '../policy/lower.ts'
import { type Policy, serverOfKind } from '../policy/policy.ts'

/** A port of the gateway, and everything that can be reached through it. */
export interface Entrance {
  readonly protocol: 'tcp' | 'udp'
  readonly port: number
  /** Closed areas of the web among them: they can be opened for an address while the port is open. */
  readonly areas: readonly AreaId[]
}

const relay: AreaId = 'screenconnect.relay'
const heartbeat: AreaId = 'automate.heartbeat'

/** The ports that the gateway of a policy opens, each once. */
export function entrancesOf(policy: Policy, areas: readonly AreaDefinition[]): readonly Entrance[] {
  const intents = lower(policy, areas)
  const { listen } = policy.gateway
  const web = intents.flatMap((intent) =>
    intent.kind === 'admit' && intent.area !== relay && intent.area !== heartbeat ? [intent.area] : [],
  )
  const relayPort = isOpen(intents, relay) ? serverOfKind(policy, 'screenconnect')?.relay?.publicPort : undefined
  const shared = relayPort === listen.https
  const entrances: Entrance[] = [{ protocol: 'tcp', port: listen.https, areas: shared ? [...web, relay] : web }]
  if (listen.http !== undefined) entrances.push({ protocol: 'tcp', port: listen.http, areas: web })
  if (relayPort !== undefined && !shared) entrances.push({ protocol: 'tcp', port: relayPort, areas: [relay] })
  if (isOpen(intents, heartbeat)) entrances.push({ protocol: 'udp', port: listen.heartbeat, areas: [heartbeat] })
  return entrances
}

function isOpen(intents: readonly Intent[], area: AreaId): boolean {
  const admit = admission(intents, area)
  return admit !== undefined && admit.audience !== 'nobody'
}
