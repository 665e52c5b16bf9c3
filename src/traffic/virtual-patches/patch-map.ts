import type { AreaId } from '../../model/area.ts'
import type { ServerKind } from '../../model/server.ts'
import { compilePrefixes } from '../prefix-map.ts'
import type { InspectedRequest, VirtualPatch } from './virtual-patch.ts'

/** What the patches of a server make of one canonical path. It depends on nothing else, so it may be kept per path. */
export interface PatchesAtPath {
  /** The patch that the path alone decides for. */
  readonly byPath: VirtualPatch | undefined
  /** Every patch that the path alone decides for, `byPath` being the first. */
  readonly decided: readonly VirtualPatch[]
  /** Patches that have to see the rest of the request, those to be enforced first. */
  readonly possible: readonly VirtualPatch[]
  /** Whether one of them reads the first bytes of the body. */
  readonly needsBody: boolean
}

/** The patches of one server. */
export interface PatchMap {
  at(path: string): PatchesAtPath
  /** The patch that recognises a request; one to be enforced goes before one that only observes. */
  find(request: InspectedRequest): VirtualPatch | undefined
}

interface Group extends PatchesAtPath {
  readonly byPath: undefined
  readonly decidedByPath: readonly VirtualPatch[]
}

const nothing: PatchesAtPath = { byPath: undefined, decided: [], possible: [], needsBody: false }

/** Compiles the patches of one server; a path that none of them is about costs one walk along the path. */
export function compilePatches(patches: readonly VirtualPatch[], server: ServerKind): PatchMap {
  const own = patches.filter((patch) => patch.server === server).toSorted(enforcedFirst)
  const prefixes = [...new Set(own.flatMap(({ paths }) => paths))]
  const map = compilePrefixes(prefixes.map((prefix) => [prefix, groupAt(own, prefix)] as const))
  const pages = new Map(
    [...new Set(own.flatMap((patch) => patch.pages ?? []))].map((page) => [page, groupAt(own, page, page)] as const),
  )
  const at = (path: string): PatchesAtPath => {
    const group = (pages.size > 0 && pages.get(path)) || map.find(path)
    return group ? decidedAt(group, path) : nothing
  }
  return { at, find: (request) => findPatch(at(request.path), request) }
}

/** The patch that recognises a request, given what is known of its path. What only guards `opened` is left out. */
export function findPatch(known: PatchesAtPath, request: InspectedRequest, opened?: AreaId): VirtualPatch | undefined {
  const spares = (patch: VirtualPatch): boolean => opened !== undefined && patch.guards === opened
  const byPath = opened === undefined ? known.byPath : known.decided.find((patch) => !spares(patch))
  if (byPath?.mode === 'enforce') return byPath
  for (const patch of known.possible) {
    if (!spares(patch) && recognises(patch, request)) return patch.mode === 'enforce' ? patch : (byPath ?? patch)
  }
  return byPath
}

/** Whether a server that unpacks bodies is not known: a patch looks at both. */
function recognises(patch: VirtualPatch, request: InspectedRequest): boolean {
  if (patch.matches(request)) return true
  if (patch.needsBody !== true || request.unpacked === undefined) return false
  return patch.matches(Object.create(request, { body: { value: request.unpacked } }))
}

/**
 * Every patch whose prefixes take in a prefix (a longer one stands for the shorter ones too). For a whole page also those
 * whose page it is; a prefix that is written like a page stands for more than that page.
 */
function groupAt(patches: readonly VirtualPatch[], path: string, wholePage?: string): Group {
  const here = patches.filter((patch) => {
    const prefixes = compilePrefixes(patch.paths.map((prefix) => [prefix, true] as const))
    return (wholePage !== undefined && patch.pages?.includes(wholePage)) || prefixes.find(path)
  })
  const possible = here.filter(({ matchesPath }) => matchesPath === undefined)
  return {
    byPath: undefined,
    decided: [],
    decidedByPath: here.filter(({ matchesPath }) => matchesPath !== undefined),
    possible,
    needsBody: possible.some(({ needsBody }) => needsBody === true),
  }
}

function decidedAt(group: Group, path: string): PatchesAtPath {
  const decided = group.decidedByPath.filter(({ matchesPath }) => matchesPath?.(path))
  if (decided.length === 0) return group
  return { byPath: decided[0], decided, possible: group.possible, needsBody: group.needsBody }
}

function enforcedFirst(one: VirtualPatch, other: VirtualPatch): number {
  return Number(other.mode === 'enforce') - Number(one.mode === 'enforce')
}
