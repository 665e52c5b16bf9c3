import type { ListsFact } from '../evidence/screenconnect/facts.ts'
import { type Address, contains, type Prefix, parseAddress, privateNetworks } from '../model/address.ts'
import type { TechnicianNetwork } from '../policy/policy.ts'

/** Places for which an installation has list keys (screenconnect.md §2.1, observed and not documented by the vendor). */
export const listedPlaces: readonly string[] = [
  'Login.aspx',
  'Host.aspx',
  'Administration.aspx',
  'Services',
  'Services/PageService.ashx',
  'Services/MailService.ashx',
]

/**
 * The list that holds for a place: its own, else that of the folder above, else that of the whole site (as ASP.NET
 * inherits). Empty without any.
 */
export function listFor(path: string, { places }: ListsFact): readonly string[] {
  const [folder = ''] = path.split('/')
  const above = [path, folder, ''].flatMap((parent) => places.filter((one) => normal(one.path) === normal(parent)))
  return above.map(({ restrictTo }) => restrictTo).find((list) => list !== null) ?? []
}

export function isRestricted(path: string, lists: ListsFact): boolean {
  return listFor(path, lists).length > 0
}

/** A path as configuration files may write it: any case, with or without `~/` in front. */
export function normal(path: string): string {
  return path.toLowerCase().replaceAll('\\', '/').replace(/^~?\//, '').replace(/\/$/, '')
}

/** Every different entry of the allow lists. */
export function entriesOf({ places }: ListsFact): readonly string[] {
  return [...new Set(places.flatMap(({ restrictTo }) => restrictTo ?? []))]
}

/** What an entry of a list is to this site. */
export type EntryKind =
  | 'technicians'
  | 'inner' // an address of a private network, such as the proxy's
  | 'stranger'
  | 'too-wide'
  | 'invalid'

export function kindOf(entry: string, technicians: readonly TechnicianNetwork[]): EntryKind {
  const network = networkOf(entry)
  if (!network) return 'invalid'
  const { address, length } = network
  if (length < (address.family === 4 ? 8 : 16)) return 'too-wide'
  const within = (prefix: Prefix): boolean => prefix.length <= length && contains(prefix, address)
  if (privateNetworks.some(within)) return 'inner'
  return technicians.some((one) => 'prefix' in one && within(one.prefix)) ? 'technicians' : 'stranger'
}

/** The editor takes an address, or an address and its bits; it does not mind bits behind them (screenconnect.md §2.2). */
function networkOf(entry: string): { readonly address: Address; readonly length: number } | undefined {
  const [text = '', bits, ...more] = entry.split('/')
  const address = parseAddress(text)
  if (!address.ok || more.length > 0) return
  const width = address.value.family === 4 ? 32 : 128
  if (bits === undefined) return { address: address.value, length: width }
  const length = /^\d{1,3}$/.test(bits) ? Number(bits) : 0
  return length > 0 && length <= width ? { address: address.value, length } : undefined
}
