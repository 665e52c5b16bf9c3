import type { AreaId } from '../model/area.ts'
import type { Opening } from '../traffic/openings.ts'
import type { AreaRules, Rules } from '../traffic/rules.ts'
import type { Verdict } from '../traffic/verdict.ts'

/** From where strangers may come: from anywhere, from the fixed networks, or by the opinion of the geo data. */
type Whence = 'anywhere' | 'fixed-networks' | Uint8Array

/** One way in for people who are neither technicians nor monitors. */
export interface WayIn {
  readonly whence: Whence
  /** Bit mask of areas: a ban that holds for all of them closes the way. 0 if no ban does. */
  readonly scopes: number
  /** Whether who is on a block list is kept out. */
  readonly heedsLists: boolean
}

/** Who comes in at a port by the address alone. */
export interface Admission {
  /** Nothing is decided by address: every area is closed, and the gateway itself says so to each request. */
  readonly isUndecided: boolean
  readonly monitors: 'admitted' | 'observed' | 'refused'
  /** For whom a closed area behind the port is open. */
  readonly openings: readonly Opening[]
  /** Ways in to which no rule objects. */
  readonly free: readonly WayIn[]
  /** Further ways in, to which rules object that only observe. */
  readonly observed: readonly WayIn[]
}

/**
 * What `Evaluator.judgeConnection` decides for every address at once: somebody comes in at a port if any area behind it
 * lets them in whatever they ask for.
 */
export function admissionAt(ids: readonly AreaId[], rules: Rules): Admission {
  const areas = ids.flatMap((id) => rules.areas.get(id) ?? [])
  const open = areas.filter(({ audience }) => audience !== 'nobody')
  const hasLists = rules.blockLists.length > 0
  const waysIn = (isStrict: boolean): WayIn[] =>
    joinedWays(open.flatMap((area) => wayInto(area, { isStrict, hasLists })))
  const free = waysIn(true)
  const known = new Set(free.map((way) => keyOf(way)))
  return {
    isUndecided: open.length === 0,
    monitors: monitorsAt(open),
    openings: areas.flatMap(({ openings }) => openings),
    free,
    observed: waysIn(false).filter((way) => !known.has(keyOf(way))),
  }
}

/** What several ways in look up, each once, in the order in which they ask. */
export interface LookUps {
  /** Opinions of the geo data that are let in: 1 at the place of an opinion. */
  readonly classes: readonly Uint8Array[]
  /** Areas that a ban must hold for. */
  readonly scopes: readonly number[]
}

export function lookUpsOf(ways: readonly WayIn[]): LookUps {
  const classes = new Map<string, Uint8Array>()
  for (const { whence } of ways) if (typeof whence !== 'string') classes.set(whence.toString(), whence)
  const scopes = new Set(ways.flatMap((way) => (way.scopes === 0 ? [] : [way.scopes])))
  return { classes: [...classes.values()], scopes: [...scopes] }
}

/** The place of a way's class among those looked up; -1 if it is none of them. */
export function classIndex(classes: readonly Uint8Array[], whence: Uint8Array): number {
  const key = whence.toString()
  return classes.findIndex((known) => known.toString() === key)
}

/** Neither banned nor bound to countries, but no technicians. */
function monitorsAt(open: readonly AreaRules[]): Admission['monitors'] {
  if (open.some(({ audience }) => audience === 'everyone')) return 'admitted'
  return open.some(({ reserved }) => reserved.mode === 'observe') ? 'observed' : 'refused'
}

/** The way of strangers into an area; strictly seen, rules that only observe are enforced too. */
function wayInto(area: AreaRules, { isStrict, hasLists }: { isStrict: boolean; hasLists: boolean }): WayIn[] {
  const binds = ({ mode }: Verdict): boolean => isStrict || mode === 'enforce'
  if (area.audience === 'technicians' && binds(area.reserved)) return []
  return [
    {
      whence: binds(area.foreign) ? whenceOf(area) : 'anywhere',
      scopes: binds(area.banned) ? 1 << area.scope : 0,
      heedsLists: hasLists && area.listed.some(binds),
    },
  ]
}

function whenceOf({ fixedNetworksOnly, admitted }: AreaRules): Whence {
  return fixedNetworksOnly ? 'fixed-networks' : (admitted ?? 'anywhere')
}

/** Ways that are alike but for their area are one: only who is banned from all of the areas is kept out. */
function joinedWays(ways: readonly WayIn[]): WayIn[] {
  const joined = new Map<string, WayIn>()
  for (const way of ways) {
    const key = keyOf(way, way.scopes === 0 ? 0 : 1)
    const before = joined.get(key)
    joined.set(key, before ? { ...before, scopes: before.scopes | way.scopes } : way)
  }
  return [...joined.values()]
}

function keyOf({ whence, scopes, heedsLists }: WayIn, mark: number = scopes): string {
  return `${whence.toString()} ${heedsLists} ${mark}`
}
