import type { AreaId, Audience } from '../model/area.ts'
import type { ServerKind } from '../model/server.ts'
import type { Mode } from './policy.ts'

/** One engine-neutral effect that the policy asks for. */
export type Intent =
  /** This port of the public address is open, for these areas. Every other port is not. */
  | {
      readonly kind: 'publish'
      readonly server: ServerKind
      readonly protocol: 'tcp' | 'udp'
      readonly port: number
      readonly areas: readonly AreaId[]
    }
  /** Only this audience, from these countries, reaches the area; technicians are not bound by the countries. */
  | {
      readonly kind: 'admit'
      readonly area: AreaId
      readonly audience: Audience
      readonly countries: readonly string[] | 'any' | 'fixed-networks'
      readonly mode: Mode
    }

export type Publish = Extract<Intent, { kind: 'publish' }>
export type Admit = Extract<Intent, { kind: 'admit' }>

/** The ports of one server that the policy wants open. */
export function published(intents: readonly Intent[], server: ServerKind, protocol: 'tcp' | 'udp'): Publish[] {
  return intents.filter(
    (intent): intent is Publish =>
      intent.kind === 'publish' && intent.server === server && intent.protocol === protocol,
  )
}

/** Who the policy lets into an area; absent if the site does not have the area's server. */
export function admission(intents: readonly Intent[], area: AreaId): Admit | undefined {
  return intents.find((intent): intent is Admit => intent.kind === 'admit' && intent.area === area)
}
