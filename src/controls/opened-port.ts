import type { PortEntry } from '../catalog/index.ts'
import { portEntry } from '../catalog/index.ts'
import type { Severity } from '../model/outcome.ts'
import { published } from '../policy/intent.ts'
import type { Question } from './control.ts'

type Protocol = 'tcp' | 'udp'

/** Ports from here on Windows hands out itself, mostly to RPC; `49664` on one day is another program on the next. */
export const firstDynamicPort = 49_152

/** What the catalogue knows of a port on the machine of this server; whichever of both servers it belongs to. */
export function portKnown({ catalog, server }: Question, protocol: Protocol, port: number): PortEntry | undefined {
  const own = portEntry(catalog, { server: server.kind, protocol, port })
  if (own) return own
  const other = server.kind === 'automate' ? 'screenconnect' : 'automate'
  return portEntry(catalog, { server: other, protocol, port })
}

/**
 * The ports that are meant to be reached on the machines of a site: what the policy publishes, where the products
 * themselves listen behind the gateway, and 80, which `ports-minimal.plain-http` asks for.
 */
export function meantToBeOpen({ policy, intents }: Question, protocol: Protocol): ReadonlySet<number> {
  const wanted = policy.servers.flatMap(({ kind, origin, relay }) => {
    const behind = protocol === 'tcp' ? [80, origin.port, ...(relay ? [relay.origin.port] : [])] : []
    return [...published(intents, kind, protocol).map(({ port }) => port), ...behind]
  })
  return new Set(wanted)
}

/** The ports that every address may reach on the machines of a site: what is published, the relay, the web ports. */
export function meantForEveryone({ policy, intents }: Question, protocol: Protocol): ReadonlySet<number> {
  const wanted = policy.servers.flatMap(({ kind, relay }) => [
    ...published(intents, kind, protocol).map(({ port }) => port),
    ...(relay && protocol === 'tcp' ? [relay.origin.port] : []),
  ])
  return new Set(protocol === 'tcp' ? [...wanted, 80, 443] : wanted)
}

/** The next lower weight: the catalogue weighs what answers the internet, and this may be closed on the way there. */
export function oneLess(severity: Severity): Severity {
  return severity === 'critical' ? 'high' : severity === 'high' ? 'medium' : 'low'
}
