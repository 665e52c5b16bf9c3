import { type LabAddresses, type LabPorts, type LabVantages, labAddresses, usualPorts } from './addresses.ts'
import { Arrivals, type LabStats } from './arrivals.ts'
import { createAuthority } from './certificate.ts'
import { startTraffic } from './clients/traffic.ts'
import { runCrowd } from './crowd/crowd.ts'
import type { Attendance } from './crowd/visitor.ts'
import { writeGatewayFolder } from './gateway-folder.ts'
import { hardened } from './hardened.ts'
import { closeAll, type Listener } from './listener.ts'
import { automateCertificate, neglected } from './neglected.ts'
import { gatewayPolicyText, policyText } from './policy-text.ts'
import { shielded } from './shielded.ts'
import type { Site } from './site.ts'
import { type LabVersions, labVersions } from './versions.ts'

export interface LabOptions {
  /** `shielded`: neglected products at their origins alone, for a gateway that takes the public addresses. */
  readonly state: 'neglected' | 'hardened' | 'shielded'
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
  /** How long ScreenConnect holds a long poll that nothing answers, in milliseconds. */
  readonly longPoll?: number
  /** Closes the lab. */
  readonly signal?: AbortSignal
}

export interface Lab {
  /** A `bollwerk.yaml` for the site. It says nothing about the state. */
  readonly policyText: string
  /** Shielded only: a folder with that policy as `bollwerk.yaml` and the files that it names. Gone after `close`. */
  readonly gatewayFolder?: string
  /** Source addresses to look from. */
  readonly vantages: LabVantages
  readonly servers: LabAddresses
  readonly ports: LabPorts
  /** PEM of the lab's own certificate authority. */
  readonly authority: string
  /** Lets everybody come whom a site sees, honest and not, for so many milliseconds; resolves with what came of it. */
  crowd(milliseconds: number): Promise<readonly Attendance[]>
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
  const { listeners, ...policy } = await opened(site, options.state)
  const { addresses, ports, authority } = site
  if (options.traffic) listeners.push(startTraffic({ addresses, ports, authority: authority.certificate }))
  const close = once(() => closeAll(listeners))
  // Closing is awaited by whoever calls close(); an abort only sets it off.
  options.signal?.addEventListener('abort', () => void close(), { once: true })
  return {
    ...policy,
    vantages: addresses.vantages,
    servers: addresses,
    ports,
    authority: authority.certificate,
    crowd: (milliseconds) => runCrowd({ addresses, ports, authority: authority.certificate }, milliseconds),
    stats: () => site.arrivals.stats(),
    close,
  }
}

type Opened = Pick<Lab, 'policyText' | 'gatewayFolder'> & { readonly listeners: Listener[] }

async function opened(site: Site, state: LabOptions['state']): Promise<Opened> {
  if (state === 'shielded') return openedForGateway(site)
  const listeners = await openTogether(state === 'neglected' ? neglected(site) : hardened(site))
  return { listeners, policyText: policyText(site.addresses, site.ports) }
}

async function openedForGateway(site: Site): Promise<Opened> {
  const certificate = automateCertificate(site)
  const text = gatewayPolicyText(site.addresses, site.ports)
  const listeners = await openTogether(shielded(site, certificate))
  const folder = await writeGatewayFolder(site, { policyText: text, automateCertificate: certificate })
  return { listeners: [...listeners, folder], policyText: text, gatewayFolder: folder.path }
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
    ...(options.longPoll !== undefined && { longPoll: options.longPoll }),
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
