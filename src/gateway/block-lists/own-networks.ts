import { formatAddress, formatPrefix } from '../../model/address.ts'
import type { Policy } from '../../policy/policy.ts'

/**
 * Who must not be shut out by a list that somebody else made: technicians, monitors, fixed networks, proxies, the servers
 * and the gateway itself. `names` says where the names among them lead to. As texts, among them names of hosts.
 */
export function ownNetworks(policy: Policy, names: readonly (readonly [string, readonly string[]])[]): string[] {
  const { technicians, fixedNetworks, servers, gateway } = policy
  const people = [...technicians, ...gateway.monitors].flatMap((network) =>
    'prefix' in network ? [network.prefix] : [],
  )
  const machines = servers.flatMap(({ host, addresses, origin, relay }) => [
    host,
    origin.host,
    ...(relay ? [relay.origin.host] : []),
    ...addresses.map(formatAddress),
  ])
  return [
    ...[...people, ...fixedNetworks, ...gateway.proxies.networks].map(formatPrefix),
    ...names.flatMap(([, addresses]) => addresses),
    ...machines,
    ...gateway.listen.addresses.map(formatAddress),
  ]
}
