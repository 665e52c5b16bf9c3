import type { ServerKind } from '../../model/server.ts'
import { compilePrefixes } from '../prefix-map.ts'
import type { InspectedRequest, VirtualPatch } from './virtual-patch.ts'

/** What the patches of a server make of one canonical path. It depends on nothing else, so it may be kept per path. */
export interface PatchesAtPath {
  /** The patch that the path alone decides for. */
  readonly byPath: VirtualPatch | undefined
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

const nothing: PatchesAtPath = { byPath: undefined, possible: [], needsBody: false }

/** Compiles the patches of one server; a path that none of them is about costs one walk along the path. */
export function compilePatches(patches: readonly VirtualPatch[], server: ServerKind): PatchMap {
  const own = patches.filter((patch) => patch.server === server).toSorted(enforcedFirst)
  const prefixes = [...new Set(own.flatMap(({ paths }) => paths))]
  const map = compilePrefixes(prefixes.map((prefix) => [prefix, groupAt(own, prefix)] as const))
  const pages = new Map(
    [...new Set(own.flatMap((patch) => patch.pages ?? []))].map((page) => [page, groupAt(own, page)] as const),
  )
  const at = (path: string): PatchesAtPath => {
    const group = (pages.size > 0 && pages.get(path)) || map.find(path)
    return group ? decidedAt(group, path) : nothing
  }
  return { at, find: (request) => findPatch(at(request.path), request) }
}

/** The patch that recognises a request, given what is known of its path. */
export function findPatch(known: PatchesAtPath, request: InspectedRequest): VirtualPatch | undefined {
  const { byPath, possible } = known
  if (byPath?.mode === 'enforce') return byPath
  for (const patch of possible) {
    if (patch.matches(request)) return patch.mode === 'enforce' ? patch : (byPath ?? patch)
  }
  return byPath
}

/** Every patch whose prefixes take in a prefix (a longer one stands for the shorter ones too) or whose page it is. */
function groupAt(patches: readonly VirtualPatch[], path: string): Group {
  const here = patches.filter((patch) => {
    const prefixes = compilePrefixes(patch.paths.map((prefix) => [prefix, true] as const))
    return patch.pages?.includes(path) || prefixes.find(path)
  })
  const possible = here.filter(({ matchesPath }) => matchesPath === undefined)
  return {
    byPath: undefined,
    decidedByPath: here.filter(({ matchesPath }) => matchesPath !== undefined),
    possible,
    needsBody: possible.some(({ needsBody }) => needsBody === true),
  }
}

function decidedAt(group: Group, path: string): PatchesAtPath {
  for (const patch of group.decidedByPath) {
    if (patch.matchesPath?.(path)) return { byPath: patch, possible: group.possible, needsBody: group.needsBody }
  }
  return group
}

function enforcedFirst(one: VirtualPatch, other: VirtualPatch): number {
  return Number(other.mode === 'enforce') - Number(one.mode === 'enforce')
}
