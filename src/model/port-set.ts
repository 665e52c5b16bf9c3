import { accepted, type Parsed, rejected } from './parsed.ts'
import { quoted } from './quoted.ts'
import { say } from './text.ts'

const highestPort = 65_535

/**
 * Reads a list of ports such as `80,443,8040-8041`: ascending, without duplicates.
 * Port 0 cannot be connected to (RFC 6335, section 6: reserved) and is refused.
 */
export function parsePorts(text: string): Parsed<number[]> {
  const ranges: [number, number][] = []
  for (const part of text.split(',')) {
    const range = /^ *(\d{1,5})(?:-(\d{1,5}))? *$/.exec(part)
    const first = Number(range?.[1])
    const last = Number(range?.[2] ?? range?.[1])
    if (!(first >= 1 && first <= last && last <= highestPort)) return rejected(notPorts(part))
    ranges.push([first, last])
  }
  return accepted(union(ranges))
}

/** Every port of the ranges once. Walks upwards, so that many wide ranges cost no more than one. */
function union(ranges: readonly [number, number][]): number[] {
  const ports: number[] = []
  let highest = 0
  for (const [first, last] of ranges.toSorted(([a], [b]) => a - b)) {
    for (let port = Math.max(first, highest + 1); port <= last; port++) ports.push(port)
    highest = Math.max(highest, last)
  }
  return ports
}

/** Writes ports as ranges, `1-3,8`, which `parsePorts` reads back; the empty text for none. */
export function formatPorts(ports: Iterable<number>): string {
  const ranges: string[] = []
  let first = 0
  let last = 0
  for (const port of [...new Set(ports)].sort((a, b) => a - b)) {
    if (port === last + 1 && first !== 0) last = port
    else {
      if (first !== 0) ranges.push(range(first, last))
      first = port
      last = port
    }
  }
  if (first !== 0) ranges.push(range(first, last))
  return ranges.join(',')
}

/** Says whether a written list such as `1-3,8` holds a port. An empty text holds none. */
export function holdsPort(text: string, port: number): boolean {
  return text.split(',').some((part) => {
    const [first, last] = part.split('-')
    return first !== '' && Number(first) <= port && port <= Number(last ?? first)
  })
}

function range(first: number, last: number): string {
  return first === last ? `${first}` : `${first}-${last}`
}

function notPorts(part: string): ReturnType<typeof say> {
  return say(
    `${quoted(part.trim())} ist kein Port und kein Bereich von Ports (1 bis 65535), zum Beispiel 443 oder 8040-8041.`,
    `${quoted(part.trim())} is neither a port nor a range of ports (1 to 65535), for example 443 or 8040-8041.`,
  )
}
