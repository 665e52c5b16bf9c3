import { bundledCatalog } from '../catalog/bundled.ts'
import { formatAddress } from '../model/address.ts'
import { type AreaId, type Audience, serverOf } from '../model/area.ts'
import type { ServerKind } from '../model/server.ts'
import { lower } from '../policy/lower.ts'
import type { Policy } from '../policy/policy.ts'
import type { DoorPurpose } from './doors/doorkeeper.ts'

/** All addresses of both families. */
const everywhere = ['0.0.0.0', '::'] as const

/** The TCP ports that a policy wants open, each once, with what can be reached through it. */
export function doorsOf(policy: Policy, shared: boolean): readonly DoorPurpose[] {
  const { listen } = policy.gateway
  const addresses = listen.addresses.length > 0 ? listen.addresses.map(formatAddress) : everywhere
  const admitted = lower(policy, bundledCatalog.areas).filter((intent) => intent.kind === 'admit')
  // Closed areas of the web too: they can be opened for an address while the ports are open.
  const web = admitted
    .map(({ area }) => area)
    .filter((id) => id !== 'screenconnect.relay' && id !== 'automate.heartbeat')
  const isOpen = ({ audience }: { audience: Audience }): boolean => audience !== 'nobody'
  const relay: AreaId[] = admitted
    .filter(isOpen)
    .map(({ area }) => area)
    .filter((id) => id === 'screenconnect.relay')
  const relayPort = policy.servers.find(({ kind }) => kind === serverOf('screenconnect.relay'))?.relay?.publicPort
  const onRelayPort = relayPort === undefined ? [] : relay
  const ports: Omit<DoorPurpose, 'address' | 'shared'>[] = [
    {
      port: listen.https,
      areas: relayPort === listen.https ? [...web, ...onRelayPort] : web,
      web: { tls: true, plain: listen.plain },
    },
  ]
  if (listen.http !== undefined) ports.push({ port: listen.http, areas: web, web: { tls: false, plain: listen.plain } })
  if (relayPort !== undefined && relayPort !== listen.https) ports.push({ port: relayPort, areas: onRelayPort })
  return addresses.flatMap((address) =>
    ports
      .filter(({ web: isWeb }) => isWeb !== undefined || mayStandAt(policy, 'screenconnect', address))
      .map((port) => ({ ...port, address, shared })),
  )
}

/** Whether a server is reached at an address of this machine: not if that is known to be the other server's alone. */
export function mayStandAt({ servers }: Policy, kind: ServerKind, address: string): boolean {
  const there = servers.filter(({ addresses }) => addresses.some((known) => formatAddress(known) === address))
  return there.length === 0 || there.some((server) => server.kind === kind)
}
