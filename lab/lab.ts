import { type LabAddresses, type LabPorts, type LabVantages, labAddresses, usualPorts } from './addresses.ts'
import { Arrivals, type LabStats } from './arrivals.ts'
import { createAuthority } from './certificate.ts'
import { startTraffic } from './clients/traffic.ts'
import { hardened } from './hardened.ts'
import { closeAll, type Listener } from './listener.ts'
import { neglected } from './neglected.ts'
import { policyText } from './policy-text.ts'
import type { Site } from './site.ts'
import { type LabVersions, labVersions } from './versions.ts'

export interface LabOptions {
  readonly state: 'neglected' | 'hardened'
  /** What is absent follows from the state; in any form that the catalogue reads. */
  readonly versions?: Partial<LabVersions>
  /** The second part of every address, 127.20.x.y for the default 20; 1 to 254. */
  readonly network?: number
  /**
   * Hardened only. `guarded`, the default: the origins listen where the policy says and reset everyone but the front.
   * `hidden`: nobody listens there, as behind a firewall that rejects.
   */
  readonly origins?: 'guarded' | 'hidden'
  /** Overrides for tests without the right to ports below 1024. */
  readonly ports?: Partial<LabPorts>
  /** Simulated agents, guests and technicians that use the site in a slow, bounded way. */
  readonly traffic?: boolean
  /** Closes the lab. */
  readonly signal?: AbortSignal
}

export interface Lab {
  /** A `bollwerk.yaml` for the site. It says nothing about the state. */
  readonly policyText: string
  /** Source addresses to look from. */
  readonly vantages: LabVantages
  readonly servers: LabAddresses
  readonly ports: LabPorts
  /** PEM of the lab's own certificate authority. */
  readonly authority: string
  /** What arrived so far. */
  stats(): LabStats
  /** Ends every session and frees every port. May be called more than once. */
  close(): Promise<void>
}

const day = 86_400_000

/**
 * Starts a simulated site on loopback addresses. It is our own reading of the products, see docs/lab.md.
 * Rejects with a `LabError` if a port cannot be had; nothing stays open then.
 */
export async function startLab(options: LabOptions): Promise<Lab> {
  options.signal?.throwIfAborted()
  const site = describe(options)
  const listeners = await openTogether(options.state === 'neglected' ? neglected(site) : hardened(site))
  const { addresses, ports, authority } = site
  if (options.traffic) listeners.push(startTraffic({ addresses, ports, authority: authority.certificate }))
  const close = once(() => closeAll(listeners))
  // Closing is awaited by whoever calls close(); an abort only sets it off.
  options.signal?.addEventListener('abort', () => void close(), { once: true })
  return {
    policyText: policyText(addresses, ports),
    vantages: addresses.vantages,
    servers: addresses,
    ports,
    authority: authority.certificate,
    stats: () => site.arrivals.stats(),
    close,
  }
}

function describe(options: LabOptions): Site {
  const now = Date.now()
  const addresses = labAddresses(options.network ?? 20)
  const validity = { from: new Date(now - 800 * day), to: new Date(now + 800 * day) }
  return {
    addresses,
    origins:
      options.origins === 'hidden'
        ? { automate: addresses.automateHidden, screenconnect: addresses.screenconnectHidden }
        : { automate: addresses.automateOrigin, screenconnect: addresses.screenconnectOrigin },
    ports: { ...usualPorts, ...options.ports },
    versions: labVersions(options.state, options.versions),
    arrivals: new Arrivals(),
    authority: createAuthority('Bollwerk Lab Authority', validity),
    now,
  }
}

/** Waits for all; if one fails, closes the others and rejects with the first failure. */
async function openTogether(opening: readonly Promise<Listener>[]): Promise<Listener[]> {
  const results = await Promise.allSettled(opening)
  const listeners = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
  const failure = results.find((result) => result.status === 'rejected')
  if (!failure) return listeners
  await closeAll(listeners)
  throw failure.reason
}

function once(action: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined
  return () => {
    done ??= action()
    return done
  }
}
