import { formatAddress, parseAddress } from '../model/address.ts'
import type { TrustsProxy } from './trusted-proxies.ts'

/** More proxies than this stand behind each other nowhere. */
const mostHops = 32

/**
 * The client's address by the rule of the rightmost untrusted one: each proxy writes its peer at the end of
 * `X-Forwarded-For`, so the list is believed from its end, as long as a trusted proxy wrote what is read. Where all
 * are trusted, the client is the first of them. If the peer is no trusted proxy, or the list holds something else than
 * addresses where it counts, the answer is the peer itself. Several header lines count as one, joined by commas
 * (RFC 9110, section 5.3). Answers in canonical form.
 */
export function clientAddress(peer: string, forwardedFor: string | undefined, trusts: TrustsProxy): string {
  if (forwardedFor === undefined || !trusts(peer)) return peer
  let end = forwardedFor.length
  for (let hop = 0; hop < mostHops; hop++) {
    const comma = end === 0 ? -1 : forwardedFor.lastIndexOf(',', end - 1)
    const address = hopAddress(forwardedFor.slice(comma + 1, end))
    if (address === undefined) return peer
    if (comma < 0 || !trusts(address)) return address
    end = comma
  }
  return peer
}

/** Some proxies add the port: `192.0.2.1:4711`, `[2001:db8::1]:4711`. */
const withPort = /^(?:(\d+\.\d+\.\d+\.\d+)(?::\d{1,5})?|\[([0-9a-f]*:[0-9a-f:.]+)\](?::\d{1,5})?)$/i
const longestHop = 60

function hopAddress(text: string): string | undefined {
  if (text.length > longestHop) return undefined
  const hop = text.replace(/^[ \t]+|[ \t]+$/g, '')
  const form = withPort.exec(hop)
  const address = parseAddress(form?.[1] ?? form?.[2] ?? hop)
  return address.ok ? formatAddress(address.value) : undefined
}
