import type { Evidence } from '../../../model/evidence.ts'
import type { Server } from '../../../policy/policy.ts'
import { readBanner } from '../banner/collect.ts'
import type { PortSpeaksFact, TcpPortsFact } from '../facts.ts'
import type { WebEndpoint } from '../http/collect.ts'
import { type OutsideRequest, type Place, probingOf, publicPortsOf, sourceAt, step } from '../look/collect.ts'
import { scanPorts } from '../ports/collect.ts'
import { type Answer, missing } from '../probe.ts'
import { PartProgress } from '../progress.ts'
import type { Step } from '../round.ts'
import { witnessed } from '../witnessed.ts'
import { type PublicWeb, publicWeb, type WebPort } from './web-ports.ts'

/** One address of one server, scanned. */
export interface Visit extends Place {
  readonly scan: Answer<TcpPortsFact>
}

/**
 * Scans every address once, one after the other, also where both servers share it. Once aborted, the addresses that
 * were not begun are left out.
 */
export async function scanAll(places: readonly Place[], request: OutsideRequest): Promise<readonly Visit[]> {
  const addresses = [...new Set(places.map(({ address }) => address))]
  const ports = portsToScan(request)
  const progress = new PartProgress('ports', request)
  const scans = new Map<string, Answer<TcpPortsFact>>()
  for (const [index, address] of addresses.entries()) {
    if (request.signal.aborted) break
    const onProgress = (done: number): void =>
      progress.tell(`tcp://${address}`, index * ports.length + done, addresses.length * ports.length)
    const { timeoutMs, ...probing } = probingOf(request)
    scans.set(
      address,
      await scanPorts({ ...probing, address, ports, timeoutMs: Math.min(timeoutMs, portMs), onProgress }),
    )
  }
  return places.flatMap((place) => {
    const scan = scans.get(place.address)
    return scan ? [{ ...place, scan }] : []
  })
}

export function scanEvidence({ request, server, address, scan }: Visit): Evidence {
  return witnessed(request, {
    server: server.kind,
    fact: 'outside.tcp-ports',
    source: `tcp://${shownAddress(address)}`,
    answer: scan,
  })
}

/** Asks every open port what it speaks, up to a number that no honest server reaches. */
export function bannerSteps(visit: Visit): readonly Step<readonly Evidence[]>[] {
  const { request, server, address } = visit
  const open = openPorts(visit)
  const asked = open.slice(0, mostBanners).map((port) =>
    step(visit, {
      fact: 'outside.port-speaks',
      source: portSource(visit, port),
      ask: () => readBanner({ ...probingOf(request), address, port, host: server.host }),
    }),
  )
  if (open.length <= mostBanners) return asked
  const rest = missing('too-large', `${open.length - mostBanners} further open ports not asked`)
  const source = `tcp://${shownAddress(address)}`
  return [...asked, step(visit, { fact: 'outside.port-speaks', source, ask: () => Promise.resolve(rest) })]
}

export function openPorts({ scan }: Visit): readonly number[] {
  return 'value' in scan ? scan.value.open : []
}

/** What the open ports of this address said. */
export function speechAt({ address, server }: Visit, said: readonly Evidence[]): readonly PortSpeaksFact[] {
  return said.flatMap((piece) => {
    if (piece.server !== server.kind || piece.fact !== 'outside.port-speaks' || !('value' in piece)) return []
    // Written by `bannerSteps` under this name.
    const fact = piece.value as PortSpeaksFact
    return fact.address === address ? [fact] : []
  })
}

/** Where to ask this address for the web, by what its ports said. */
export function publicWebOf(visit: Visit, said: readonly Evidence[]): PublicWeb {
  return publicWeb(visit.scan, speechAt(visit, said), publicPortsOf(visit.request))
}

export function webEndpoint({ request, server, address }: Place, { port, secure }: WebPort): WebEndpoint {
  const { toolVersion } = request
  return { ...probingOf(request), address, port, secure, host: server.host, toolVersion }
}

/** `tcp://203.0.113.7:3306` */
export function portSource(place: Place, port: number, protocol: 'tcp' | 'udp' | 'tls' = 'tcp'): string {
  return sourceAt(place, `${protocol}://${shownAddress(place.address)}:${port}`)
}

const mostBanners = 200
/** The system's second SYN makes up for one that was lost (RFC 6298, section 2). */
const portMs = 1500

function portsToScan(request: OutsideRequest): readonly number[] {
  const { http, https, database } = publicPortsOf(request)
  const relays = request.policy.servers.flatMap(({ relay }: Server) => (relay ? [relay.publicPort] : []))
  return [...new Set([...request.ports, http, https, database, ...relays])].sort((a, b) => a - b)
}

function shownAddress(address: string): string {
  return address.includes(':') ? `[${address}]` : address
}
