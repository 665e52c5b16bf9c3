import type { TlsVersion } from '../evidence/outside/facts.ts'
import type { SchannelFact, SchannelProtocol } from '../evidence/windows/facts.ts'

const protocolNames: Readonly<Record<TlsVersion, SchannelProtocol>> = {
  TLSv1: 'TLS 1.0',
  'TLSv1.1': 'TLS 1.1',
  'TLSv1.2': 'TLS 1.2',
  'TLSv1.3': 'TLS 1.3',
}

/**
 * What the registry says of the server's side of one version. `unset` leaves it to Windows, whose default differs
 * from one edition to the next; `DisabledByDefault` alone binds only programs that do not choose themselves.
 */
export function schannelSays({ protocols }: SchannelFact, version: TlsVersion): 'on' | 'off' | 'unset' {
  const enabled = protocols.find(({ protocol }) => protocol === protocolNames[version])?.enabled ?? null
  if (enabled === null) return 'unset'
  return enabled === 0 ? 'off' : 'on'
}
