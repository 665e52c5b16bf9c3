import { addressIn, contains, type Prefix, parsePrefix } from '../model/address.ts'
import type { Policy } from '../policy/policy.ts'

/**
 * The network that Windows writes as `10.20.0.0/24`, `10.20.0.0/255.255.255.0`, as address and mask apart, or as one
 * address. Bits of the host that are set are cut off, as Windows does. `undefined` for what is none: a keyword, a
 * range from one address to another, a mask with holes.
 */
export function networkOf(address: string, mask?: string | null): Prefix | undefined {
  const [base = '', written] = address.includes('/') ? address.split('/') : [address]
  const length = lengthOf(base, mask ?? written)
  const parsed = length === undefined ? undefined : addressIn(base)
  if (!parsed || length === undefined) return
  const { family, number } = parsed
  const hostBits = BigInt((family === 4 ? 32 : 128) - length)
  return { family, number: (number >> hostBits) << hostBits, length }
}

/** Whether one network lies wholly within another. */
export function liesWithin(inner: Prefix, outer: Prefix): boolean {
  return inner.length >= outer.length && contains(outer, inner)
}

/** Whether a network belongs to the technicians of the policy; names among them have no fixed network. */
export function isOfTechnicians(network: Prefix, { technicians }: Policy): boolean {
  return technicians.some((known) => 'prefix' in known && liesWithin(network, known.prefix))
}

/** The names among the technicians' networks, whose addresses the policy does not know. */
export function technicianNames({ technicians }: Policy): readonly string[] {
  return technicians.flatMap((known) => ('name' in known ? [known.name] : []))
}

/** Whether a program that listens at this address can be reached from this machine only. */
export function isLoopback(address: string): boolean {
  const network = networkOf(address)
  return network !== undefined && loopbacks.some((loopback) => liesWithin(network, loopback))
}

/** Whether an address says nothing about a network: every machine gives itself one that begins so. */
export function isLinkLocal(address: string): boolean {
  const network = networkOf(address.replace(/%.*/, ''))
  return network !== undefined && linkLocals.some((local) => liesWithin(network, local))
}

/** Whether one single address is meant. */
export function isSingle({ family, length }: Prefix): boolean {
  return length === (family === 4 ? 32 : 128)
}

const loopbacks = prefixes('127.0.0.0/8', '::1')
const linkLocals = prefixes('169.254.0.0/16', 'fe80::/10')

function prefixes(...texts: readonly string[]): readonly Prefix[] {
  return texts.flatMap((text) => {
    const prefix = parsePrefix(text)
    return prefix.ok ? [prefix.value] : []
  })
}

function lengthOf(base: string, mask: string | undefined): number | undefined {
  const width = base.includes(':') ? 128 : 32
  if (mask === undefined || mask === '') return width
  if (/^\d{1,3}$/.test(mask)) return Number(mask) <= width ? Number(mask) : undefined
  const bits = addressIn(mask)
  if (bits?.family !== 4 || width !== 32) return
  const written = bits.number.toString(2).padStart(32, '0')
  return /^1*0*$/.test(written) ? written.replace(/0+$/, '').length : undefined
}
