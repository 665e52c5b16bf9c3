import type { Address, Prefix } from '../model/address.ts'
import type { AreaId, Audience } from '../model/area.ts'
import type { Attestation } from '../model/attestation.ts'
import type { Dispute } from '../model/dispute.ts'
import type { Endpoint } from '../model/endpoint.ts'
import type { Exception } from '../model/exception.ts'
import type { ServerKind } from '../model/server.ts'
import type { Language } from '../model/text.ts'
import type { GatewaySettings } from './gateway-settings.ts'

/** A technician network: fixed addresses, or a name whose address may change. */
export type TechnicianNetwork = { readonly prefix: Prefix } | { readonly name: string }

/** One server of the site as the operator described it. */
export interface Server {
  readonly kind: ServerKind
  /** The public name that agents and people use. */
  readonly host: string
  /** Public addresses, if the name must not be looked up (split DNS, a laboratory). */
  readonly addresses: readonly Address[]
  /** Where the product itself listens, behind the gateway. */
  readonly origin: Endpoint
  /** ScreenConnect only: where the relay itself listens, and on which public port it is offered. */
  readonly relay?: { readonly origin: Endpoint; readonly publicPort: number }
}

/** Whether a rule only reports what it would do, or does it. */
export type Mode = 'observe' | 'enforce'

/** How the operator changed one area; what is absent stays as the catalogue has it. */
export interface AreaOverride {
  readonly audience?: Audience
  /** Countries that may reach the area; `any` for no limit. */
  readonly countries?: readonly string[] | 'any'
  readonly mode?: Mode
  readonly rate?: AreaRate
}

/** How often one source may ask: in the long run, and at once after a pause. */
export interface AreaRate {
  readonly perMinute: number
  readonly burst: number
}

/** What happens to addresses that no single country can be told of. */
export interface GeoClasses {
  /** Nobody knows where they are. */
  readonly unknown: 'admit' | 'refuse'
  /** They mean something only inside a private network. */
  readonly private: 'admit' | 'refuse'
  /** Two sources disagree, and one of them names a country that is let in. */
  readonly disagreement: 'admit' | 'refuse'
}

/** The operator's rules for a site, checked and with every default filled in. */
export interface Policy {
  readonly site: string
  readonly language: Language
  readonly technicians: readonly TechnicianNetwork[]
  readonly countries: readonly string[]
  /** Only networks named here are let in at all; replaces the countries. Empty: countries decide. */
  readonly fixedNetworksOnly: boolean
  readonly fixedNetworks: readonly Prefix[]
  readonly servers: readonly Server[]
  readonly areas: Readonly<Partial<Record<AreaId, AreaOverride>>>
  readonly geoOverrides: readonly { readonly prefix: Prefix; readonly country: string }[]
  readonly geoClasses: GeoClasses
  /** The operator's own geo data, a file in MaxMind's format. As written: relative to the folder of the policy. */
  readonly geoDatabase?: string
  readonly gateway: GatewaySettings
  readonly exceptions: readonly Exception[]
  readonly attestations: readonly Attestation[]
  readonly disputes: readonly Dispute[]
  readonly support?: { readonly name: string; readonly booking?: string }
}

/** The server of one kind, if the site has one. */
export function serverOfKind(policy: Policy, kind: ServerKind): Server | undefined {
  return policy.servers.find((server) => server.kind === kind)
}
