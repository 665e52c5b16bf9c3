import { createSocket, type Socket } from 'node:dgram'
import { isIPv6 } from 'node:net'

/** A UDP socket of the family of an address. Addresses are used as they are: no look-up stands before a datagram. */
export function datagramSocket(address: string): Socket {
  const family = isIPv6(address) ? 6 : 4
  return createSocket({
    type: family === 6 ? 'udp6' : 'udp4',
    lookup: (host, _options, told) => told(null, host, family),
  })
}
