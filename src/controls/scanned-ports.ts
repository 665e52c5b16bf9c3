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
  const candidates = new Set(scans.flatMap(({ value }) => value.open))
  const open = new Map<number, readonly Sighting[]>()
  for (const port of [...candidates].sort((a, b) => a - b)) {
    const found = sightings(scans, port).filter(({ state }) => state === 'open')
    if (found.length > 0) open.set(port, found)
  }
  return open
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
