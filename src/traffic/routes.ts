import type { AreaId } from '../model/area.ts'
import { canonicalPath } from './canonical-path.ts'
import type { ServerRules } from './rules.ts'
import type { PatchesAtPath } from './virtual-patches/patch-map.ts'

/** What follows from the path of a request alone. */
export interface Route {
  /** The canonical path; undefined if no honest client sends such a path. */
  readonly path: string | undefined
  /** Undefined if no area claims the path. */
  readonly area: AreaId | undefined
  readonly patches: PatchesAtPath
  /** Whether a POST to it tries a name and a password. */
  readonly isSignIn: boolean
}

/** So many paths are remembered; then all are forgotten at once, which costs less than knowing which is oldest. */
const mostRemembered = 4096
/** Longer paths are worked out each time: an attacker must not choose how much is remembered. */
const longestRemembered = 256

/** Where the products take a name and a password (reference automate.md, 4; screenconnect.md, 3 and 4). */
export const signInPaths: readonly string[] = [
  '/login',
  '/services/authenticationservice.ashx',
  '/cwa/api/v1/apitoken',
  '/automate/login',
]

/** Remembers what follows from a path, because honest clients ask for the same few again and again. */
export class Routes {
  #server: ServerRules | undefined
  readonly #known = new Map<string, Route>()

  adopt(server: ServerRules | undefined): void {
    this.#server = server
    this.#known.clear()
  }

  /** `raw` is the path as sent, without the query. */
  find(raw: string): Route {
    const known = this.#known.get(raw)
    if (known !== undefined) return known
    const route = this.#work(raw)
    if (raw.length <= longestRemembered) {
      if (this.#known.size >= mostRemembered) this.#known.clear()
      this.#known.set(raw, route)
    }
    return route
  }

  #work(raw: string): Route {
    const server = this.#server
    if (server === undefined) throw new Error('there are no rules for this server')
    const path = canonicalPath(raw)
    const area = path === undefined ? undefined : server.areas.find(path)?.id
    const patches = server.patches.at(path ?? '')
    return { path, area, patches, isSignIn: path !== undefined && signInPaths.some((start) => path.startsWith(start)) }
  }
}
