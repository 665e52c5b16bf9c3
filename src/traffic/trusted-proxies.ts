import { contains, type Prefix, parseAddress } from '../model/address.ts'

/** Says whether an address is that of a proxy whose word on its client's address counts. */
export type TrustsProxy = (address: string) => boolean

/** Trusts the proxies inside these networks, and nobody if there are none. What is no address is not trusted. */
export function trustProxies(networks: readonly Prefix[]): TrustsProxy {
  if (networks.length === 0) return () => false
  return (text) => {
    const address = parseAddress(text)
    return address.ok && networks.some((network) => contains(network, address.value))
  }
}
