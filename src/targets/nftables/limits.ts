import { families } from '../address-set.ts'
import type { Entrance } from '../entrances.ts'
import { nameFor, typeOf, wholeSource } from './match.ts'
import { type Pace, portName } from './port-chains.ts'
import { numberText } from './quote.ts'
import type { Chain, NamedSet } from './table.ts'

/** Sources that the kernel counts at once; further ones are let in uncounted, and the gateway counts them. */
const mostSources = 65_536

/** The sets in which the kernel counts how often each source begins anew at a port. */
export function paceSets(entrance: Entrance, { perMinute, burst }: Pace): readonly NamedSet[] {
  return families.map((family) => ({
    name: nameFor(`pace_${portName(entrance)}`, family),
    type: typeOf[family],
    flags: ['dynamic', 'timeout'],
    size: mostSources,
    // Whoever is forgotten sooner than the burst has filled up again would get it anew.
    timeout: Math.max(60, Math.ceil((burst * 60) / perMinute) + 1),
    fedBy: 'kernel',
  }))
}

export const crowdCounter = 'crowded'

/** The sets in which the kernel counts how many connections each source has open. */
export function crowdSets(): readonly NamedSet[] {
  return families.map((family) => ({
    name: nameFor('crowd', family),
    type: typeOf[family],
    flags: ['dynamic'],
    size: mostSources,
    fedBy: 'kernel',
  }))
}

/**
 * Limits the connections of one source, behind the place where the kernel begins to track them. `spared` are rules for
 * whom it does not bind. Without TCP ports there is nothing to limit.
 */
export function crowdChain(ports: readonly number[], perSource: number, spared: readonly string[]): Chain {
  return {
    name: 'crowd',
    hook: { type: 'filter', hook: 'prerouting', priority: 'mangle' },
    rules: [
      ...spared,
      'ct state != new accept',
      `tcp dport != ${portSet(ports)} accept`,
      ...families.map(
        (family) =>
          `tcp dport ${portSet(ports)} add @${nameFor('crowd', family)} { ${wholeSource[family]} ct count over ${numberText(perSource)} } counter name "${crowdCounter}" drop`,
      ),
    ],
  }
}

function portSet(ports: readonly number[]): string {
  const texts = [...ports].sort((a, b) => a - b).map(numberText)
  return texts.length === 1 ? String(texts[0]) : `{ ${texts.join(', ')} }`
}
