import { type LabAddresses, type LabPorts, type LabVantages, labAddresses, usualPorts } from './addresses.ts'
import { Arrivals, type LabStats } from './arrivals.ts'
import { createAuthority } from './certificate.ts'
import { startTraffic } from './clients/traffic.ts'
import { runCrowd } from './crowd/crowd.ts'
import type { Attendance } from './crowd/visitor.ts'
import { writeGatewayFolder } from './gateway-folder.ts'
import { hardened } from './hardened.ts'
import { type LabInside, openInside } from './inside/inside.ts'
import { closeAll, type Listener } from './listener.ts'
import { automateCertificate, neglected } from './neglected.ts'
import { gatewayPolicyText, policyText } from './policy-text.ts'
import { shielded } from './shielded.ts'
import type { Site } from './site.ts'
import { type LabState, type LabVersions, labVersions } from './versions.ts'

export interface LabOptions {
  /**
   * `shielded`: neglected products at their origins alone, for a gateway that takes the public addresses.
   * `half-migrated`: new products, still as open as the old ones, and the old machine beside them.
   */
  readonly state: LabState
  /** The language of Windows as the witnesses within meet it; English unless said otherwise. */
  readonly windows?: 'english' | 'german'
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
  /** Opens what the witnesses within are given; once, however often it is asked for. It is gone after `close`. */
  inside(): Promise<LabInside>
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
    inside: once(() => opensInside(site, { options, policyText: policy.policyText, listeners })),
    crowd: (milliseconds) => runCrowd({ addresses, ports, authority: authority.certificate }, milliseconds),
    stats: () => site.arrivals.stats(),
    close,
  }
}

async function opensInside(
  site: Site,
  { options, policyText, listeners }: { options: LabOptions; policyText: string; listeners: Listener[] },
): Promise<LabInside> {
  const { state, windows = 'english' } = options
  // A gateway changes nothing within the servers.
  const within = state === 'shielded' ? 'neglected' : state
  const [inside, listener] = await openInside(site, { state: within, windows, policyText })
  listeners.push(listener)
  return inside
}

type Opened = Pick<Lab, 'policyText' | 'gatewayFolder'> & { readonly listeners: Listener[] }

async function opened(site: Site, state: LabOptions['state']): Promise<Opened> {
  if (state === 'shielded') return openedForGateway(site)
  const listeners = await openTogether(state === 'hardened' ? hardened(site) : neglected(site))
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

function once<Result>(action: () => Promise<Result>): () => Promise<Result> {
  let done: Promise<Result> | undefined
  return () => {
    done ??= action()
    return done
  }
}
