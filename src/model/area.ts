import type { ServerKind } from './server.ts'
import type { Text } from './text.ts'

/** A part of a product with one audience. */
export type AreaId =
  | 'automate.agents'
  | 'automate.technicians'
  | 'automate.installer'
  | 'automate.heartbeat'
  | 'screenconnect.guests'
  | 'screenconnect.hosts'
  | 'screenconnect.administration'
  | 'screenconnect.setup'
  | 'screenconnect.relay'
  | 'screenconnect.downloads'
  | 'screenconnect.extensions'

export const areaIds: readonly AreaId[] = [
  'automate.agents',
  'automate.technicians',
  'automate.installer',
  'automate.heartbeat',
  'screenconnect.guests',
  'screenconnect.hosts',
  'screenconnect.administration',
  'screenconnect.setup',
  'screenconnect.relay',
  'screenconnect.downloads',
  'screenconnect.extensions',
]

/** Who an area is for. `nobody` means closed for everyone, technicians included. */
export type Audience = 'everyone' | 'technicians' | 'nobody'

/** The server that an area belongs to. */
export function serverOf(area: AreaId): ServerKind {
  return area.startsWith('automate.') ? 'automate' : 'screenconnect'
}

/** A request that shows whether an area answers, and that changes nothing. */
export interface AreaProbe {
  readonly path: string
  readonly method: 'GET' | 'HEAD'
}

/** What is known of an area: who it is for unless the policy says otherwise, and where it lies. */
export interface AreaDefinition {
  readonly id: AreaId
  readonly title: Text
  readonly audience: Audience
  /** Whether the countries of the policy apply when the area is for everyone. */
  readonly countryBound: boolean
  readonly transport: 'http' | 'tcp' | 'udp'
  readonly methods: readonly string[]
  /** Prefixes of the canonical path, in lower case; the longest that fits decides. Empty for `tcp` and `udp`. */
  readonly paths: readonly string[]
  /** Whole canonical paths that belong here although, as a prefix, they would take in too much: `/`. */
  readonly pages?: readonly string[]
  /** Endings of file names that belong here wherever no prefix and no page of any area fits: `.css`. */
  readonly fileEndings?: readonly string[]
  readonly probes: readonly AreaProbe[]
}
