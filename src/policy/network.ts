import { type Address, formatPrefix, type Prefix, parseAddress, parsePrefix } from '../model/address.ts'
import { parseHostName } from '../model/host-name.ts'
import { accepted, type Parsed, rejected } from '../model/parsed.ts'
import { quoted } from '../model/quoted.ts'
import { say } from '../model/text.ts'
import type { TechnicianNetwork } from './policy.ts'

/** The widest network that somebody can call their own: `fc00::/7` holds every private IPv6 address. */
const shortestLength = 7

/** Reads a network that belongs to somebody. One that holds much of the internet, such as `0.0.0.0/0`, is refused. */
export function parseNetwork(text: string): Parsed<Prefix> {
  const prefix = parsePrefix(text)
  if (!prefix.ok || prefix.value.length >= shortestLength) return prefix
  return rejected(
    say(
      `${quoted(text)} umfasst einen großen Teil des Internets. Nennen Sie nur Netze, die Ihnen oder Ihren Kunden gehören.`,
      `${quoted(text)} holds much of the internet. Name only networks that belong to you or your customers.`,
    ),
  )
}

/** What an address authority hands to a whole part of the world at once (IANA: IPv4 /8, IPv6 /12). */
const widestBlock = { 4: 8, 6: 12 } as const

/** Reads a network to be shut out. One that holds part of the world is refused; countries are there for that. */
export function parseBlockedNetwork(text: string): Parsed<Prefix> {
  const prefix = parsePrefix(text)
  if (!prefix.ok || prefix.value.length >= widestBlock[prefix.value.family]) return prefix
  const widest = `/${widestBlock[prefix.value.family]}`
  return rejected(
    say(
      `${quoted(text)} umfasst einen ganzen Teil der Welt; gesperrt werden Netze bis höchstens ${widest}. Ganze Länder halten Sie mit countries fern.`,
      `${quoted(text)} holds a whole part of the world; networks up to ${widest} at most are blocked. Keep whole countries away by countries.`,
    ),
  )
}

/** Reads an address of this machine to listen at. */
export function parseListenAddress(text: string): Parsed<Address> {
  if (!parsePrefix(text).ok || !text.includes('/')) return parseAddress(text)
  return rejected(
    say(
      `${quoted(text)} ist ein Netz; erwartet wird eine einzelne Adresse dieser Maschine, zum Beispiel 10.20.0.5.`,
      `${quoted(text)} is a network; expected is one single address of this machine, for example 10.20.0.5.`,
    ),
  )
}

/** Reads the one address that a closed area is opened for. */
export function parseOpenedAddress(text: string): Parsed<Address> {
  if (!parsePrefix(text).ok || !text.includes('/')) return parseAddress(text)
  return rejected(
    say(
      `${quoted(text)} ist ein Netz; ein geschlossener Bereich wird nur für eine einzelne Adresse geöffnet, zum Beispiel 203.0.113.7.`,
      `${quoted(text)} is a network; a closed area is opened for one single address only, for example 203.0.113.7.`,
    ),
  )
}

/** Reads where technicians work from: an address, a network, or a name whose address may change. */
export function parseTechnicianNetwork(text: string): Parsed<TechnicianNetwork> {
  if (/[/:]|^[\d.]+$/.test(text)) {
    const prefix = parseNetwork(text)
    return prefix.ok ? accepted({ prefix: prefix.value }) : prefix
  }
  const name = parseHostName(text)
  if (name.ok) return accepted({ name: name.value })
  return rejected(
    say(
      `${quoted(text)} ist weder eine Adresse noch ein Netz noch ein Rechnername, zum Beispiel 203.0.113.0/24 oder buero.muster-msp.de.`,
      `${quoted(text)} is neither an address nor a network nor a host name, for example 203.0.113.0/24 or buero.muster-msp.de.`,
    ),
  )
}

/** Writes a technician network so that `parseTechnicianNetwork` reads it back. */
export function formatTechnicianNetwork(network: TechnicianNetwork): string {
  return 'prefix' in network ? formatPrefix(network.prefix) : network.name
}
