import type { TcpPortsFact } from '../evidence/outside/facts.ts'
import type { Seen } from '../model/evidence.ts'
import { holdsPort } from '../model/port-set.ts'
import { vantageKey } from './vantage-evidence.ts'

export type Scan = Seen<TcpPortsFact>

/** How one port of one address answered from one vantage, by the newest scan that asked for it. */
export interface Sighting {
  readonly port: number
  readonly state: 'open' | 'closed' | 'silent'
  readonly scan: Scan
}

/**
 * How a port answered, once for each address and vantage. A later scan with a shorter list does not undo what an
 * earlier one saw at the ports that it left out. Scans come newest first.
 */
export function sightings(scans: readonly Scan[], port: number): readonly Sighting[] {
  const settled = new Set<string>()
  return scans.flatMap((scan) => {
    const key = subject(scan)
    if (settled.has(key) || !holdsPort(scan.value.asked, port)) return []
    settled.add(key)
    return [{ port, state: stateIn(scan.value, port), scan }]
  })
}

/** Every port that is open by its newest sighting, in ascending order, with the sightings that found it open. */
export function openPorts(scans: readonly Scan[]): ReadonlyMap<number, readonly Sighting[]> {
  const later = new Map<string, string[]>()
  const found = scans.flatMap((scan) => {
    const key = subject(scan)
    const asked = later.get(key) ?? []
    const open = scan.value.open.filter((port) => !asked.some((text) => holdsPort(text, port)))
    asked.push(scan.value.asked)
    later.set(key, asked)
    return open.map((port): Sighting => ({ port, state: 'open', scan }))
  })
  const byPort = new Map<number, Sighting[]>()
  for (const sighting of found.sort((a, b) => a.port - b.port)) {
    const known = byPort.get(sighting.port)
    if (known) known.push(sighting)
    else byPort.set(sighting.port, [sighting])
  }
  return byPort
}

/** The newest scan of each address and vantage. */
export function newestScans(scans: readonly Scan[]): readonly Scan[] {
  const known = new Set<string>()
  return scans.filter((scan) => {
    const key = subject(scan)
    return !known.has(key) && known.add(key)
  })
}

/** Somebody is there: a port accepted or refused. Only silence means that the host may be away. */
export function somebodyAnswered({ value }: Scan): boolean {
  return value.open.length > 0 || value.closed !== ''
}

/** How many ports a written list such as `1-3,8` holds. */
export function countPorts(text: string): number {
  if (text === '') return 0
  return text.split(',').reduce((count, part) => {
    const [first, last] = part.split('-')
    return count + Number(last ?? first) - Number(first) + 1
  }, 0)
}

function subject(scan: Scan): string {
  return `${vantageKey(scan)} ${scan.value.address}`
}

function stateIn({ open, closed }: TcpPortsFact, port: number): Sighting['state'] {
  if (open.includes(port)) return 'open'
  return holdsPort(closed, port) ? 'closed' : 'silent'
}
