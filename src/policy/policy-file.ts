import { type Address, type Prefix, parseAddress } from '../model/address.ts'
import type { AreaId } from '../model/area.ts'
import type { Attestation } from '../model/attestation.ts'
import type { Dispute } from '../model/dispute.ts'
import type { Endpoint } from '../model/endpoint.ts'
import type { Exception } from '../model/exception.ts'
import { type ServerKind, serverKinds } from '../model/server.ts'
import type { Language } from '../model/text.ts'
import type { GatewaySettings } from './gateway-settings.ts'
import type { AreaOverride, GeoClasses, Policy, Server, TechnicianNetwork } from './policy.ts'

/** One server as the file writes it. Only ScreenConnect has a relay. */
export interface ServerEntry {
  readonly host: string
  readonly addresses?: readonly Address[]
  readonly origin: Endpoint
  readonly relay?: Endpoint
  readonly relayPort?: number
}

/** The policy file as it is written, its values read and its simple defaults filled in. */
export interface PolicyFile {
  readonly site: string
  readonly language: Language
  readonly technicians: readonly TechnicianNetwork[]
  readonly countries: readonly string[]
  readonly fixedNetworksOnly: boolean
  readonly fixedNetworks: readonly Prefix[]
  readonly servers: Readonly<Partial<Record<ServerKind, ServerEntry>>>
  readonly areas: Readonly<Partial<Record<AreaId, AreaOverride>>>
  readonly geo: GeoClasses & {
    readonly overrides: readonly { readonly prefix: Prefix; readonly country: string }[]
    readonly database?: string
  }
  readonly gateway: GatewaySettings
  readonly exceptions: readonly Exception[]
  readonly attestations: readonly Attestation[]
  readonly disputes: readonly Dispute[]
  readonly support?: { readonly name: string; readonly booking?: string }
}

/** The policy that a checked file means. */
export function toPolicy({ geo, servers, ...rest }: PolicyFile): Policy {
  const { overrides, database, ...geoClasses } = geo
  return {
    ...rest,
    geoOverrides: overrides,
    geoClasses,
    ...(database !== undefined && { geoDatabase: database }),
    servers: serverKinds.flatMap((kind) => {
      const entry = servers[kind]
      return entry ? [toServer(kind, entry)] : []
    }),
  }
}

/** The address that a host written as an address is; none for a name. */
export function ownAddress(host: string): readonly Address[] {
  const address = parseAddress(host)
  return address.ok ? [address.value] : []
}

/** A host that is an address is its own public address; the relay is offered on its own port unless the file says so. */
function toServer(kind: ServerKind, { host, addresses, origin, relay, relayPort }: ServerEntry): Server {
  return {
    kind,
    host,
    addresses: addresses ?? ownAddress(host),
    origin,
    ...(relay && { relay: { origin: relay, publicPort: relayPort ?? relay.port } }),
  }
}
