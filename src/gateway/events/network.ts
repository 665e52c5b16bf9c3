import { formatPrefix, parseAddress } from '../../model/address.ts'
import type { Peer } from '../../traffic/peer.ts'

/** How much of an address of allowed traffic is kept: enough to see a provider, not enough to tell people apart. */
const keptBits = { 4: 24, 6: 48 } as const

/** The first 24 bits of an IPv4 address or the first 48 of an IPv6 address, as a whole number. */
export function networkNumber(peer: Peer): number {
  return peer.family === 4 ? peer.w3 >>> 8 : (peer.w0 >>> 0) * 65_536 + (peer.w1 >>> 16)
}

/** Writes a network by its {@link networkNumber}, such as `203.0.113.0/24` or `2001:db8:7::/48`. */
export function formatNetwork(family: 4 | 6, number: number): string {
  const length = keptBits[family]
  return formatPrefix({ family, number: BigInt(number) << BigInt((family === 4 ? 32 : 128) - length), length })
}

/** The network of an address that stands as text; `unknown` if it is none. */
export function networkOfText(text: string): string {
  const parsed = parseAddress(text)
  if (!parsed.ok) return 'unknown'
  const { family, number } = parsed.value
  return formatNetwork(family, Number(number >> BigInt((family === 4 ? 32 : 128) - keptBits[family])))
}
