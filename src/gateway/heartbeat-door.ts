import { lookup } from 'node:dns/promises'
import { formatAddress } from '../model/address.ts'
import type { Policy } from '../policy/policy.ts'
import { Source } from '../traffic/source.ts'
import { sharedClock } from './shared-clock.ts'
import type { GatewayThread } from './thread.ts'
import { type HeartbeatForward, openHeartbeatForward } from './udp-heartbeat.ts'

/** Where Automate itself takes the heartbeats of its agents (reference automate.md, 1.1). */
const originPort = 75

/**
 * Opens the forward of heartbeats if the policy has an Automate server whose heartbeat anybody may use. One thread does
 * it for all: a datagram costs little, and its answer must come back through the same socket.
 */
export async function openHeartbeat(policy: Policy, { engine }: GatewayThread): Promise<HeartbeatForward | undefined> {
  const automate = policy.servers.find(({ kind }) => kind === 'automate')
  if (automate === undefined || policy.areas['automate.heartbeat']?.audience === 'nobody') return undefined
  const { listen } = policy.gateway
  const [first] = listen.addresses
  const listener = `udp:${listen.heartbeat}`
  const origin = await lookup(automate.origin.host)
  return openHeartbeatForward({
    listen: { address: first === undefined ? '::' : formatAddress(first), port: listen.heartbeat },
    origin: { address: origin.address, port: originPort },
    admits(address) {
      const source = new Source({ address, port: 0, encrypted: false, listener })
      return engine.evaluator.judgeArea(source, 'automate.heartbeat', sharedClock()).action === 'forward'
    },
  })
}
