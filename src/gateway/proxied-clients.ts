import type { ProxySettings } from '../policy/gateway-settings.ts'
import { clientAddress } from '../traffic/forwarded-for.ts'
import { Source } from '../traffic/source.ts'
import { type TrustsProxy, trustProxies } from '../traffic/trusted-proxies.ts'

/** The operator's own proxies in front of the gateway, and whom they speak for. */
export class ProxiedClients {
  #trusts: TrustsProxy = () => false
  #tell: ProxySettings['tell'] = 'proxy-protocol'
  #any = false

  constructor(settings: ProxySettings) {
    this.adopt(settings)
  }

  adopt({ networks, tell }: ProxySettings): void {
    this.#trusts = trustProxies(networks)
    this.#tell = tell
    this.#any = networks.length > 0
  }

  /** Whether an address is a proxy's: then the address alone says nothing about who comes. */
  includes(address: string): boolean {
    return this.#any && this.#trusts(address)
  }

  /** Whether a connection from an address must begin with a header of the PROXY protocol. */
  readonly owesHeader: TrustsProxy = (address) => this.#tell === 'proxy-protocol' && this.includes(address)

  /** Whether a peer names its clients in its requests. */
  speakFor({ address }: Source): boolean {
    return this.#any && this.#tell === 'x-forwarded-for' && this.#trusts(address)
  }

  /** The client that a peer names, or the peer itself where it names none that can be believed. */
  clientOf(peer: Source, forwardedFor: string | undefined): Source {
    const address = clientAddress(peer.address, forwardedFor, this.#trusts)
    if (address === peer.address) return peer
    return new Source({ address, port: 0, encrypted: peer.encrypted, listener: peer.listener })
  }
}
