import { contains, formatAddress, type Prefix, parseAddress } from '../../model/address.ts'
import { valueIn, type XmlDocument, type XmlElement } from '../xml-document.ts'
import type { EditedValue, XmlEdit } from '../xml-edit.ts'
import type { XmlFragment } from '../xml-fragment.ts'
import { configurationOf } from '../xml-section.ts'
import { type Application, rulesPlace, wholeSection } from './places.ts'

/** Whom the rules of an application are to let in. */
export interface RulesWish {
  /** IPv4 only: the reference knows no other entries (automate.md §2). */
  readonly networks: readonly Prefix[]
  /** Look at the client that a proxy names: only where nobody gets past the proxy. */
  readonly proxyMode: boolean
}

/** Denies whoever is not listed at one application, and lists whom it is to let in. Entries that are there stay. */
export function restrictApplication(edit: XmlEdit, { path }: Application, wish: RulesWish): readonly EditedValue[] {
  const { document } = edit
  const found = rulesPlace(document, path)
  const place = `<location path="${path}"> ipSecurity`
  if (found?.missing.length === 0) return correct(edit, found.deepest, { ...wish, place })
  const attributes = { allowUnlisted: 'false', ...(wish.proxyMode ? { enableProxyMode: 'true' } : {}) }
  // What is inherited is cleared, so that exactly these networks are let in.
  const rules: XmlFragment = {
    name: 'ipSecurity',
    attributes,
    children: [{ name: 'clear' }, ...wish.networks.map(entryOf)],
  }
  const names = found ? found.missing : wholeSection
  const whole = names.slice(0, -1).reduceRight((inner, name) => ({ name, children: [inner] }), rules)
  if (found) edit.append(found.deepest, whole)
  else edit.append(configurationOf(document), { name: 'location', attributes: { path }, children: [whole] })
  return [{ place, before: null, after: [...flags(attributes), ...wish.networks.map(entryText)].join(' ') }]
}

interface Wanted extends RulesWish {
  readonly place: string
}

function correct(edit: XmlEdit, rules: XmlElement, { networks, proxyMode, place }: Wanted): readonly EditedValue[] {
  const wanted = { allowUnlisted: 'false', ...(proxyMode ? { enableProxyMode: 'true' } : {}) }
  const changed = Object.entries(wanted).filter(([name, value]) => valueIn(rules, name)?.toLowerCase() !== value)
  for (const [name, value] of changed) edit.set(rules, name, value)
  const missing = networks.filter((network) => !standing(rules).some((entry) => covers(entry, network)))
  for (const network of missing) edit.append(rules, entryOf(network))
  return [
    ...changed.map(([name, after]) => ({ place: `${place}, ${name}`, before: valueIn(rules, name) ?? null, after })),
    ...missing.map((network) => ({ place: `${place}, add`, before: null, after: entryText(network) })),
  ]
}

/** Networks that the own rules of a place let in already; none where it has no rules of its own. */
export function admittedThere(document: XmlDocument, path: string): readonly Prefix[] {
  return ownEntries(document, path).flatMap(({ prefix, allowed }) => (allowed ? [prefix] : []))
}

/** Networks that an entry denies by the very same address and mask: IIS takes no second one, so they stay denied. */
export function deniedThere(document: XmlDocument, path: string, networks: readonly Prefix[]): readonly Prefix[] {
  const denied = ownEntries(document, path).filter(({ allowed }) => !allowed)
  return networks.filter((network) => denied.some(({ prefix }) => same(prefix, network)))
}

function ownEntries(document: XmlDocument, path: string): readonly StandingEntry[] {
  const found = rulesPlace(document, path)
  return found?.missing.length === 0 ? standing(found.deepest) : []
}

interface StandingEntry {
  readonly prefix: Prefix
  readonly allowed: boolean
}

/** Entries that hold: those behind the last `<clear>`. What is no network is left alone. */
function standing({ children }: XmlElement): readonly StandingEntry[] {
  const from = children.findLastIndex(({ name }) => name === 'clear') + 1
  return children.slice(from).flatMap((child) => {
    const prefix = child.name === 'add' ? networkOf(child) : undefined
    return prefix ? [{ prefix, allowed: valueIn(child, 'allowed')?.toLowerCase() === 'true' }] : []
  })
}

/** An entry settles a network if it lets it in as a whole, or is about the very same one. */
function covers({ prefix, allowed }: StandingEntry, network: Prefix): boolean {
  const isWithin = network.length >= prefix.length && contains(prefix, network)
  return allowed ? isWithin : same(prefix, network)
}

function same(one: Prefix, other: Prefix): boolean {
  return one.length === other.length && contains(one, other)
}

function networkOf(add: XmlElement): Prefix | undefined {
  const address = parseAddress(valueIn(add, 'ipAddress') ?? '')
  const mask = parseAddress(valueIn(add, 'subnetMask') || '255.255.255.255')
  if (!address.ok || !mask.ok || address.value.family !== 4 || mask.value.family !== 4) return
  const bits = mask.value.number.toString(2).padStart(32, '0')
  if (!/^1*0*$/.test(bits)) return
  const length = bits.replace(/0+$/, '').length
  const number = address.value.number & mask.value.number
  return { family: 4, number, length }
}

function entryOf(network: Prefix): XmlFragment {
  return { name: 'add', attributes: entryValues(network) }
}

function entryValues({ family, number, length }: Prefix): Readonly<Record<string, string>> {
  const mask = (0xffff_ffffn << BigInt(32 - length)) & 0xffff_ffffn
  const subnetMask = length === 32 ? {} : { subnetMask: formatAddress({ family: 4, number: mask }) }
  return { ipAddress: formatAddress({ family, number }), ...subnetMask, allowed: 'true' }
}

function entryText(network: Prefix): string {
  return flags(entryValues(network)).join(' ')
}

function flags(values: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(values).map(([name, value]) => `${name}="${value}"`)
}
