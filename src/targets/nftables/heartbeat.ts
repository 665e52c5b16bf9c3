import { type Address, formatAddress } from '../../model/address.ts'
import { heartbeatsPerAddress, largestHeartbeat } from '../../traffic/heartbeat-limits.ts'
import type { Rate } from '../../traffic/rate-limits.ts'
import { forGateway } from './own-traffic.ts'
import { numberText } from './quote.ts'
import type { Chain } from './table.ts'

/** Bytes of the largest heartbeat, and of the head of a datagram, which nft counts too. */
export const largestDatagram: number = largestHeartbeat + 8

/** What the gateway's own door takes of one address. */
export const heartbeatPace: Rate = {
  perMinute: 60 * heartbeatsPerAddress.perSecond,
  burst: heartbeatsPerAddress.burst,
}

/** Where Automate itself takes heartbeats (automate.md §1.1). */
const originPort = 75

/**
 * Leads heartbeats on to Automate with the agent's own address as the source (gateway.md §6.8). Automate's answers must
 * come back through this machine, so it must be the server's way out. Undefined if the gateway listens at no address of
 * the origin's family.
 */
export function heartbeatChain(port: number, origin: Address, listening: readonly Address[]): Chain | undefined {
  const place = forGateway(listening, origin.family)
  if (place === undefined) return undefined
  const text = formatAddress(origin)
  const target = origin.family === 4 ? `ip to ${text}:${originPort}` : `ip6 to [${text}]:${originPort}`
  return {
    name: 'heartbeat',
    hook: { type: 'nat', hook: 'prerouting', priority: 'dstnat' },
    rules: [`${place} udp dport ${numberText(port)} dnat ${target}`],
  }
}
