import type { Missing } from '../../../model/evidence.ts'
import { holdsPort } from '../../../model/port-set.ts'
import type { PortSpeaksFact, Spoken, TcpPortsFact } from '../facts.ts'
import { type Answer, missing } from '../probe.ts'

/** A port at which HTTP is asked. */
export interface WebPort {
  readonly port: number
  readonly secure: boolean
}

export interface PublicWeb {
  /** The port that people and agents use; the reason why there is none. */
  readonly main: Answer<WebPort>
  /** Further ports that speak HTTP or TLS, in ascending order, `mostSidePorts` at most. */
  readonly side: readonly WebPort[]
}

/** More would be a trap for scanners. */
const mostSidePorts = 12

/**
 * Chooses where to ask for the web: HTTPS where it is expected, else HTTP where it is expected, else the first port that
 * speaks either. An open port that did not say what it speaks is taken for what is expected there.
 */
export function publicWeb(
  scan: Answer<TcpPortsFact>,
  speaks: readonly PortSpeaksFact[],
  expected: { readonly http: number; readonly https: number },
): PublicWeb {
  if ('missing' in scan) return { main: scan, side: [] }
  const said = new Map<number, Spoken>(speaks.map((fact) => [fact.port, fact.speaks]))
  const webs = scan.value.open
    .toSorted((a, b) => a - b)
    .flatMap((port): WebPort[] => {
      const word = said.get(port) ?? 'unknown'
      if (word === 'tls' || word === 'http') return [{ port, secure: word === 'tls' }]
      return port === expected.https || port === expected.http ? [{ port, secure: port === expected.https }] : []
    })
  const main =
    webs.find(({ port }) => port === expected.https) ?? webs.find(({ port }) => port === expected.http) ?? webs[0]
  if (!main) return { main: { missing: whyNotOpen(scan.value, expected.https) }, side: [] }
  return { main: { value: main }, side: webs.filter((web) => web !== main).slice(0, mostSidePorts) }
}

/** Why a port could not be asked: refused, or silent, or never asked. */
export function whyNotOpen({ closed, silent }: TcpPortsFact, port: number): Missing {
  if (holdsPort(closed, port)) return missing('absent', `tcp/${port} closed`).missing
  return missing('timeout', holdsPort(silent, port) ? `tcp/${port} silent` : `tcp/${port} not asked`).missing
}
