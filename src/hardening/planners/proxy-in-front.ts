import { formatAddress, isPrivate } from '../../model/address.ts'
import type { ServerKind } from '../../model/server.ts'
import { type Policy, serverOfKind } from '../../policy/policy.ts'

/**
 * The addresses from which a gateway of the policy reaches a server: its inner ones under `gateway.listen.addresses`, or
 * 127.0.0.1 where the policy has the server behind it there, on the same machine. Absent where the policy names none:
 * then visitors come by themselves.
 */
export function proxyAddresses(policy: Policy, kind: ServerKind): readonly string[] | undefined {
  const host = serverOfKind(policy, kind)?.origin.host
  if (host === 'localhost') return ['127.0.0.1', '::1']
  if (host === '127.0.0.1' || host === '::1') return [host]
  const { addresses } = policy.gateway.listen
  if (addresses.length === 0) return
  return addresses.filter(isPrivate).map(formatAddress)
}
