import { formatAddress, parseAddress } from '../model/address.ts'
import type { WireEnd } from './proxy-header.ts'

/**
 * The address of a peer as a socket tells it, in canonical form: an IPv4 address that an IPv6 socket shows as
 * `::ffff:192.0.2.1` is the IPv4 address, and the zone of `fe80::1%eth0` is left out. Undefined for what is no address.
 */
export function sourceAddress(told: string): string | undefined {
  // Without a colon it is IPv4 already, which sockets write in one form only; this is asked of every datagram.
  if (!told.includes(':')) return told === '' ? undefined : told
  const [withoutZone = ''] = told.split('%')
  const address = parseAddress(withoutZone)
  return address.ok ? formatAddress(address.value) : undefined
}

/** One end of a connection as a socket tells it; undefined once it is gone, for then it tells nothing any more. */
export function wireEnd(told: string | undefined, port: number | undefined): WireEnd | undefined {
  const address = told === undefined ? undefined : sourceAddress(told)
  return address === undefined || port === undefined ? undefined : { address, port }
}
