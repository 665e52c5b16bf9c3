import { lookup } from 'node:dns/promises'
import { formatAddress } from '../model/address.ts'
import type { AreaId } from '../model/area.ts'
import type { Policy } from '../policy/policy.ts'
import { Source } from '../traffic/source.ts'
import { mayStandAt } from './doors-of.ts'
import { sharedClock } from './shared-clock.ts'
import type { GatewayThread } from './thread.ts'
import { type HeartbeatForward, openHeartbeatForward } from './udp-heartbeat.ts'

/** Where Automate itself takes the heartbeats of its agents (reference automate.md, 1.1). */
const usualOriginPort = 75

const area: AreaId = 'automate.heartbeat'

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
  if (automate === undefined || policy.areas[area]?.audience === 'nobody') return []
  const { addresses, heartbeat: port } = policy.gateway.listen
  const { address } = await lookup(automate.origin.host)
  const origin = { address, port: originPort }
  const all = addresses.length === 0 ? ['::'] : addresses.map(formatAddress)
  const places = all.filter((place) => mayStandAt(policy, 'automate', place))
  const listener = `udp:${port}`
  const opening = places.map((place) =>
    openHeartbeatForward({
      listen: { address: place, port },
      origin,
      admits: (source) => admits(new Source({ address: source, port: 0, encrypted: false, listener }), thread),
      counts: (what) => thread.counters.count(what),
    }),
  )
  return await allOrNone(opening)
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

/** Rules that only observe are counted. Nothing is written to the journal: whoever forges senders could fill it. */
function admits(source: Source, { engine, counters }: Pick<GatewayThread, 'engine' | 'counters'>): boolean {
  const { action, observed } = engine.evaluator.judgeArea(source, area, sharedClock())
  for (const { rule } of observed) counters.request({ server: 'automate', area, verdict: 'would-refuse', rule })
  return action === 'forward'
}
