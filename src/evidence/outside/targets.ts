import { contains, formatAddress, type Prefix, parseAddress, parsePrefix } from '../../model/address.ts'
import type { Policy } from '../../policy/policy.ts'
import type { NameFact } from './facts.ts'

declare const admitted: unique symbol

/** An address in canonical form that `Targets` let through. Nothing else is ever contacted. */
export type TargetAddress = string & { readonly [admitted]: true }

/**
 * The addresses that may be contacted: those that the policy writes out, and those that its names led to when they were
 * looked up, once, at the beginning. What a server answers later (a redirect, another address in DNS) adds nothing.
 */
export class Targets {
  readonly #allowed: ReadonlySet<string>

  constructor(policy: Policy, names: readonly NameFact[]) {
    const written = policy.servers.flatMap((server) => [
      ...server.addresses.map(formatAddress),
      ...[server.origin, server.relay?.origin].flatMap((origin) => canonical(origin?.host ?? '') ?? []),
    ])
    const hosts = new Set(policy.servers.flatMap(({ host, origin, relay }) => [host, origin.host, relay?.origin.host]))
    const found = names
      .filter(({ host }) => hosts.has(host))
      .flatMap(({ addresses }) => addresses.filter(isServerAddress))
    this.#allowed = new Set([...written, ...found.flatMap((address) => canonical(address) ?? [])])
  }

  /** Lets an address through, or answers `undefined` if the policy does not name it. */
  admit(address: string): TargetAddress | undefined {
    const text = canonical(address)
    if (text === undefined || !this.#allowed.has(text)) return undefined
    // The one place where the mark is given.
    return text as TargetAddress
  }
}

/**
 * Whether a name may lead to this address. Who answers for the name could otherwise point at the machine that asks
 * (loopback), at the metadata service of a cloud (link-local), or at everybody (multicast, broadcast).
 */
export function isServerAddress(text: string): boolean {
  const address = parseAddress(text)
  return address.ok && !neverServers.some((prefix) => contains(prefix, address.value))
}

/** RFC 6890 and RFC 4291: this host, loopback, link-local, multicast, reserved. */
const neverServers: readonly Prefix[] = [
  '0.0.0.0/8',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '224.0.0.0/3',
  '::',
  '::1',
  'fe80::/10',
  'ff00::/8',
].flatMap((text) => {
  const prefix = parsePrefix(text)
  return prefix.ok ? [prefix.value] : []
})

function canonical(text: string): string | undefined {
  const address = parseAddress(text)
  return address.ok ? formatAddress(address.value) : undefined
}
