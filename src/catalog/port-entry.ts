import type { ServerKind } from '../model/server.ts'
import type { Catalog, PortEntry } from './catalog.ts'

/** What is known of a port of a server: first what belongs to that product, then what any machine may have. */
export function portEntry(
  catalog: Catalog,
  wanted: { readonly server: ServerKind; readonly protocol: 'tcp' | 'udp'; readonly port: number },
): PortEntry | undefined {
  const fitting = catalog.ports.filter(
    (entry) => entry.protocol === wanted.protocol && entry.first <= wanted.port && wanted.port <= entry.last,
  )
  return fitting.find((entry) => entry.server === wanted.server) ?? fitting.find((entry) => entry.server === undefined)
}
