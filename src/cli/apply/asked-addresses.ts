import { bundledCatalog } from '../../catalog/index.ts'
import { formatAddress } from '../../model/address.ts'
import { serverOf } from '../../model/area.ts'
import type { ServerKind } from '../../model/server.ts'
import { type Policy, serverOfKind } from '../../policy/policy.ts'
import type { AskedAddress } from './confirmation-door.ts'

const httpsPort = 443

/** What technicians of a server must still reach: the first page of each area that is theirs. */
export function askedAddresses(policy: Policy, kind: ServerKind): readonly AskedAddress[] {
  const server = serverOfKind(policy, kind)
  if (!server) return []
  const { https } = policy.gateway.listen
  const name = https === httpsPort ? server.host : `${server.host}:${https}`
  return bundledCatalog.areas
    .filter(({ id, audience, countryBound }) => serverOf(id) === kind && audience === 'technicians' && !countryBound)
    .filter(({ id }) => !id.endsWith('.extensions'))
    .flatMap(({ probes }) => probes.filter(({ method }) => method === 'GET').slice(0, 1))
    .map(({ path }) => ({ url: `https://${name}${path}`, addresses: server.addresses.map(formatAddress) }))
}
