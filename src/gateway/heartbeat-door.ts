import { lookup } from 'node:dns/promises'
import { formatAddress } from '../model/address.ts'
import type { Policy } from '../policy/policy.ts'
import { Source } from '../traffic/source.ts'
import { mayStandAt } from './doors-of.ts'
import { sharedClock } from './shared-clock.ts'
import type { GatewayThread } from './thread.ts'
import { type HeartbeatForward, openHeartbeatForward } from './udp-heartbeat.ts'

/** Where Automate itself takes the heartbeats of its agents (reference automate.md, 1.1). */
const usualOriginPort = 75

/**
 * Opens the forwards of heartbeats if the policy has an Automate server whose heartbeat anybody may use: one for each
 * address to listen on. One thread does it for all: a datagram costs little, and its answer must come back through the
 * same socket.
 */
export async function openHeartbeats(
  policy: Policy,
  thread: Pick<GatewayThread, 'engine' | 'counters'>,
  originPort: number = usualOriginPort,
): Promise<readonly HeartbeatForward[]> {
  const automate = policy.servers.find(({ kind }) => kind === 'automate')
  if (automate === undefined || policy.areas['automate.heartbeat']?.audience === 'nobody') return []
  const { addresses, heartbeat: port } = policy.gateway.listen
  const { address } = await lookup(automate.origin.host)
  const origin = { address, port: originPort }
  const all = addresses.length === 0 ? ['::'] : addresses.map(formatAddress)
  const places = all.filter((place) => mayStandAt(policy, 'automate', place))
  const { counters } = thread
  const opening = places.map((place) =>
    openHeartbeatForward({
      listen: { address: place, port },
      origin,
      admits: admittance(thread, `udp:${port}`),
      counted: (what) => counters.count(what === 'forward' ? 'datagramsForwarded' : 'datagramsDropped'),
    }),
  )
  return await allOrNone(opening)
}

function admittance({ engine }: Pick<GatewayThread, 'engine'>, listener: string): (address: string) => boolean {
  return (address) => {
    const source = new Source({ address, port: 0, encrypted: false, listener })
    return engine.evaluator.judgeArea(source, 'automate.heartbeat', sharedClock()).action === 'forward'
  }
}

/** Closes what was opened if something could not be. */
async function allOrNone(opening: readonly Promise<HeartbeatForward>[]): Promise<readonly HeartbeatForward[]> {
  try {
    return await Promise.all(opening)
  } catch (cause) {
    for (const one of await Promise.allSettled(opening)) if (one.status === 'fulfilled') await one.value.close()
    throw cause
  }
}
