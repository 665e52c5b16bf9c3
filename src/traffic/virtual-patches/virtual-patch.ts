import type { AreaId } from '../../model/area.ts'
import type { ServerKind } from '../../model/server.ts'
import type { Text } from '../../model/text.ts'
import type { Mode } from '../../policy/policy.ts'

/** What a patch can look at. */
export interface InspectedRequest {
  readonly server: ServerKind
  readonly method: string
  /** As `canonicalPath` writes it. */
  readonly path: string
  /** As it was sent, without the query. */
  readonly rawPath: string
  /** As it was sent, without the question mark. */
  readonly query: string
  /** The value of a header, its name in lower case. */
  header(name: string): string | undefined
  /** The first bytes of the body, one character each; only if a patch for this path asked for them. */
  readonly body?: string | undefined
  /** The same before it was packed. Patches need not ask for it: they are asked twice. */
  readonly unpacked?: string | undefined
  /** Host names and addresses that clients may be told to find the relay at, in lower case; unknown if absent. */
  readonly relayHosts?: readonly string[] | undefined
}

/** A known fault of a product, recognised in the request that uses it. */
export interface VirtualPatch {
  /** The name of its file, such as `cve-2024-1709`. */
  readonly id: string
  /** Ids of advisories of the catalogue. */
  readonly cves: readonly string[]
  readonly server: ServerKind
  /** `observe` wherever an honest request could look the same or a fact behind the patch is not proven. */
  readonly mode: Mode
  /** What is wrong with the request, for whoever reads the log. */
  readonly title: Text
  /** Prefixes of the canonical path (see `compilePrefixes`) outside of which the patch is not asked. */
  readonly paths: readonly string[]
  /** The area that it keeps closed and is nothing but the lock of: whom the area is opened for, it lets through. */
  readonly guards?: AreaId
  /** Whole canonical paths at which it is asked too. */
  readonly pages?: readonly string[]
  /** Present if the canonical path alone decides; then `matches` says the same, and the answer may be kept per path. */
  readonly matchesPath?: (path: string) => boolean
  /** Whether the patch reads `body`; without one it finds nothing there. */
  readonly needsBody?: boolean
  matches(request: InspectedRequest): boolean
}

type PathPatch = Omit<VirtualPatch, 'matches' | 'matchesPath' | 'needsBody'> & {
  readonly matchesPath: (path: string) => boolean
}

/** A patch that the canonical path alone decides. */
export function patchOfPath(patch: PathPatch): VirtualPatch {
  return { ...patch, matches: ({ path }) => patch.matchesPath(path) }
}
