import { parseAddress } from '../model/address.ts'
import { accepted, type Parsed } from '../model/parsed.ts'

/** An address as it was typed, if it is one. */
export function addressText(text: string): Parsed<string> {
  const address = parseAddress(text)
  return address.ok ? accepted(text) : address
}
