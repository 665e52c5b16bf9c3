import { X509Certificate } from 'node:crypto'
import { bundledCatalog } from '../catalog/bundled.ts'
import { type Address, type Prefix, parseAddress } from '../model/address.ts'
import type { ServerKind } from '../model/server.ts'
import { operatorsList } from '../policy/block-list-name.ts'
import type { Policy } from '../policy/policy.ts'
import { readPolicy } from '../policy/read.ts'
import { AddressTable, type TableParts } from '../traffic/address-table.ts'
import { compileRules, tableOfPrefixes } from '../traffic/compile-rules.ts'
import type { GeoData } from '../traffic/geo.ts'
import { withOverrides } from '../traffic/geo-override.ts'
import type { Opening } from '../traffic/openings.ts'
import { peerOf } from '../traffic/peer.ts'
import type { Rules } from '../traffic/rules.ts'
import { virtualPatches } from '../traffic/virtual-patches/index.ts'
import type { OriginAddress } from './http/origin-connection.ts'
import type { MaterialOpening } from './opening.ts'

/** A block list that is built already. Where its arrays are shared, passing it on copies nothing. */
export interface MaterialList {
  readonly name: string
  readonly table: TableParts
}

/** What rules are made from, as plain values that pass from thread to thread. */
export interface RuleMaterial {
  readonly generation: number
  /** A policy file that was read without a problem. */
  readonly policyText: string
  /** Where the names among the policy's networks lead to, as texts. */
  readonly names: readonly (readonly [name: string, addresses: readonly string[]])[]
  /** In the order in which they are asked. */
  readonly blockLists: readonly MaterialList[]
  /** Closed areas that are open for single addresses. */
  readonly openings: readonly MaterialOpening[]
  readonly observeAll: boolean
  /** PEM, for origins that are not trusted by the system's authorities. */
  readonly originCertificates: Readonly<Partial<Record<ServerKind, string>>>
}

/** Rules and everything else that follows from a policy. */
export interface Adopted {
  readonly policy: Policy
  readonly rules: Rules
}

/** The list that `gateway.blocked` makes; none if that is empty. */
export function listOfOperator(blocked: readonly Prefix[]): readonly MaterialList[] {
  return blocked.length === 0 ? [] : [{ name: operatorsList, table: tableOfPrefixes(blocked).parts }]
}

/** Compiles the material. Throws if it was never valid. */
export function adopt(material: RuleMaterial, geo: GeoData): Adopted {
  const reading = readPolicy(material.policyText)
  if (!reading.ok) throw new Error('a policy that does not pass its checks was handed on')
  const { policy } = reading
  const rules = compileRules({
    generation: material.generation,
    policy,
    areas: bundledCatalog.areas,
    patches: virtualPatches,
    geo: withOverrides(geo, policy.geoOverrides),
    names: new Map(material.names.map(([name, texts]) => [name, texts.flatMap(addressIn)])),
    blockLists: material.blockLists.map(({ name, table }) => ({ name, table: new AddressTable(table) })),
    openings: material.openings.flatMap(openingIn),
    observeAll: material.observeAll,
  })
  return { policy, rules }
}

/** Milliseconds to wait for a connection to an origin. */
const connectPatience = 5_000

/** Where the origin of a server is, and whom it must prove to be: the public name, unless a certificate is pinned. */
export function originAddress({ servers }: Policy, kind: ServerKind, certificate?: string): OriginAddress | undefined {
  const server = servers.find((candidate) => candidate.kind === kind)
  if (server === undefined) return undefined
  const { scheme, host, port } = server.origin
  const place = { host, port, patience: connectPatience }
  if (scheme !== 'https') return place
  const trust = certificate === undefined ? {} : { authority: certificate, pinned: !isAuthority(certificate) }
  return { ...place, tls: { serverName: server.host, ...trust } }
}

function isAuthority(pem: string): boolean {
  return new X509Certificate(pem).ca
}

function addressIn(text: string): Address[] {
  const parsed = parseAddress(text)
  return parsed.ok ? [parsed.value] : []
}

function openingIn({ area, address, until }: MaterialOpening): Opening[] {
  return addressIn(address).map((parsed) => ({ area, peer: peerOf(parsed), until }))
}
