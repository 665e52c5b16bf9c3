import type { TlsFact, TlsVersion } from '../evidence/outside/facts.ts'
import type { Seen } from '../model/evidence.ts'
import type { Question } from './control.ts'
import { isPrivateText } from './internet-name.ts'
import { fromPlace, newest, seenOnly } from './vantage-evidence.ts'

/** The names that people know the versions by. */
export const tlsVersionNames: Readonly<Record<TlsVersion, string>> = {
  TLSv1: 'TLS 1.0',
  'TLSv1.1': 'TLS 1.1',
  'TLSv1.2': 'TLS 1.2',
  'TLSv1.3': 'TLS 1.3',
}

export type TlsLook = Seen<TlsFact>

/**
 * The newest TLS handshakes at the public side of a server: those from the internet, and without any the ones from
 * elsewhere at public addresses. An inner address may show another server's certificate than the public one does.
 */
export function publicTls({ evidence, server }: Question): readonly TlsLook[] {
  const known = seenOnly(
    newest(evidence.about(server.kind, 'outside.tls'), ({ address, port }) => `${address} ${port}`),
  )
  const internet = fromPlace(known, 'internet')
  return internet.length > 0 ? internet : known.filter(({ value }) => !isPrivateText(value.address))
}

/** Where something other than Windows answers, the handshake is not the one that the registry speaks of. */
export function proxyEndsTls({ evidence, server }: Question): boolean {
  const known = newest(evidence.about(server.kind, 'outside.terminator'), ({ address, port }) => `${address} ${port}`)
  const seen = seenOnly(known)
  return seen.length > 0 && seen.every(({ value }) => value.terminator === 'other')
}
