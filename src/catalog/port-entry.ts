import type { ServerKind } from '../model/server.ts'
import type { Catalog, PortEntry } from './catalog.ts'

/** What is known of a port of a server: first what belongs to that product, then what any machine may have. */
export function portEntry(
  catalog: Catalog,
  wanted: { readonly server: ServerKind; readonly protocol: 'tcp' | 'udp'; readonly port: number },
): PortEntry | undefined {
  const { server, protocol, port } = wanted
  let anyMachine: PortEntry | undefined
  for (const entry of catalog.ports) {
    if (entry.protocol !== protocol || port < entry.first || entry.last < port) continue
    if (entry.server === server) return entry
    if (entry.server === undefined) anyMachine ??= entry
  }
  return anyMachine
}
