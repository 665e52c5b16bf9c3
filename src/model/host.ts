import { formatAddress, parseAddress } from './address.ts'
import { parseHostName } from './host-name.ts'
import { accepted, type Parsed } from './parsed.ts'

/** Reads a host name in lower case, or an address in canonical form (IPv6 without brackets). */
export function parseHost(text: string): Parsed<string> {
  const address = parseAddress(text)
  return address.ok ? accepted(formatAddress(address.value)) : parseHostName(text)
}
