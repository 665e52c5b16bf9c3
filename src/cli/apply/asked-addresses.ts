import { bundledCatalog } from '../../catalog/index.ts'
import { formatAddress } from '../../model/address.ts'
import type { AreaId } from '../../model/area.ts'
import type { ServerKind } from '../../model/server.ts'
import { type Policy, serverOfKind } from '../../policy/policy.ts'
import type { AskedAddress } from './confirmation-door.ts'

const httpsPort = 443

/** Where technicians come in. The pages behind it may be open to fewer of them. */
const entrances: Readonly<Record<ServerKind, AreaId>> = {
  automate: 'automate.technicians',
  screenconnect: 'screenconnect.hosts',
}

/** What whoever confirms must still reach of a server: the page at which technicians come in. */
export function askedAddresses(policy: Policy, kind: ServerKind): readonly AskedAddress[] {
  const server = serverOfKind(policy, kind)
  if (!server) return []
  const { https } = policy.gateway.listen
  const name = https === httpsPort ? server.host : `${server.host}:${https}`
  const probes = bundledCatalog.areas.find(({ id }) => id === entrances[kind])?.probes ?? []
  return probes
    .filter(({ method }) => method === 'GET')
    .slice(0, 1)
    .map(({ path }) => ({ url: `https://${name}${path}`, addresses: server.addresses.map(formatAddress) }))
}
