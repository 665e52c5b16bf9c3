import type { InterfacesFact } from '../evidence/windows/facts.ts'
import { formatPrefix } from '../model/address.ts'
import { isLinkLocal, networkOf } from './network-text.ts'

/** The addresses of a machine without their networks, as another machine would ask for them. */
export function addressesOf({ interfaces }: InterfacesFact): readonly string[] {
  return interfaces.flatMap(({ addresses }) => addresses.map((text) => text.replace(/[/%].*$/, '')))
}

/**
 * The networks that a machine stands in: of IPv4 where it has any, because one network mostly has both kinds of
 * addresses. Addresses that every machine gives itself are left out.
 */
export function networksOf({ interfaces }: InterfacesFact): readonly string[] {
  const texts = interfaces
    .flatMap(({ addresses }) => addresses)
    .filter((text) => !isLinkLocal(text) && !['127.0.0.1', '::1'].includes(text.replace(/\/.*$/, '')))
  const networks = texts.flatMap((text) => networkOf(text) ?? [])
  const four = networks.filter(({ family }) => family === 4)
  return [...new Set((four.length > 0 ? four : networks).map(formatPrefix))]
}
