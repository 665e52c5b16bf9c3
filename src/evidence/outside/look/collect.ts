import type { Catalog } from '../../../catalog/catalog.ts'
import type { Evidence } from '../../../model/evidence.ts'
import type { Policy, Server } from '../../../policy/policy.ts'
import type { Probing } from '../connection/collect.ts'
import type { OutsideFacts } from '../facts.ts'
import type { Answer } from '../probe.ts'
import type { OutsideProgress } from '../progress.ts'
import type { Step } from '../round.ts'
import type { TargetAddress } from '../targets.ts'
import { type Witnessing, witnessed } from '../witnessed.ts'

/** The ports at which the public side is expected. */
export interface PublicPorts {
  readonly http: number
  readonly https: number
  /** UDP. */
  readonly heartbeat: number
  readonly database: number
}

export interface OutsideRequest extends Witnessing {
  readonly policy: Policy
  readonly catalog: Catalog
  /** TCP ports to scan; those that the look itself needs are asked in any case. */
  readonly ports: readonly number[]
  readonly localAddress?: string
  /** Further certificate authorities to trust, in PEM. */
  readonly authorities?: readonly string[]
  /** Ends the look; what was seen until then is still answered. */
  readonly signal: AbortSignal
  /** Letters, digits and hyphens that nobody can guess. */
  readonly random: () => string
  readonly toolVersion: string
  readonly onProgress?: (progress: OutsideProgress) => void
  /** Milliseconds that one question may take, 8,000 if absent. */
  readonly timeoutMs?: number
  /** DNS servers to ask instead of the system's. */
  readonly nameServers?: readonly string[]
  /** For a site that nobody gave the right to ports below 1024, such as a laboratory. */
  readonly publicPorts?: Partial<PublicPorts>
}

/** One address of one server. */
export interface Place {
  readonly request: OutsideRequest
  readonly server: Server
  readonly address: TargetAddress
  /** The server has several addresses, so evidence names the one that was asked. */
  readonly isOneOfMany: boolean
}

/** Reference automate.md, section 1.1. Whether anything speaks plainly is asked at its usual port, whatever the policy says. */
const usualPublicPorts = { http: 80, database: 3306 } as const

export function publicPortsOf({ policy, publicPorts }: OutsideRequest): PublicPorts {
  const { https, heartbeat } = policy.gateway.listen
  return { ...usualPublicPorts, https, heartbeat, ...publicPorts }
}

export function probingOf({ localAddress, signal, timeoutMs = 8000 }: OutsideRequest): Probing {
  return { signal, timeoutMs, ...(localAddress === undefined ? {} : { localAddress }) }
}

/** What was asked, with the address where the name alone would not tell. */
export function sourceAt({ isOneOfMany, address }: Place, source: string): string {
  return isOneOfMany && !source.includes(address) ? `${source} (${address})` : source
}

/** A question that brings one fact. */
export interface Question<Name extends keyof OutsideFacts> {
  readonly fact: Name
  readonly source: string
  readonly ask: () => Promise<Answer<OutsideFacts[Name]>>
}

export function step<Name extends keyof OutsideFacts>(
  place: Place,
  { fact, source, ask }: Question<Name>,
): Step<readonly Evidence[]> {
  const shown = sourceAt(place, source)
  const told = (answer: Answer<OutsideFacts[Name]>): readonly Evidence[] => [
    witnessed(place.request, { server: place.server.kind, fact, source: shown, answer }),
  ]
  return { source: shown, ask: async () => told(await ask()), broken: (missing) => told({ missing }) }
}
