import { formatAddress } from '../model/address.ts'
import type { ServerKind } from '../model/server.ts'
import { published } from '../policy/intent.ts'
import type { Server } from '../policy/policy.ts'
import type { Question } from './control.ts'
import { seenOnly } from './vantage-evidence.ts'

/**
 * The TCP ports that the policy wants open at one public address. Two servers may share an address behind one
 * firewall; then the ports of both are meant.
 */
export function publishedAt(question: Question, address: string): ReadonlySet<number> {
  const { policy, server } = question
  const sharing = policy.servers.filter((other) => other.kind === server.kind || standsAt(question, other, address))
  return new Set(sharing.flatMap(({ kind }) => portsOf(question, kind)))
}

function portsOf({ intents }: Question, kind: ServerKind): readonly number[] {
  return published(intents, kind, 'tcp').map(({ port }) => port)
}

function standsAt({ evidence }: Question, { kind, host, addresses }: Server, address: string): boolean {
  const named = seenOnly(evidence.about(kind, 'outside.name')).filter(({ value }) => value.host === host)
  const leads = named.some(({ value }) => value.addresses.includes(address))
  return leads || addresses.some((known) => formatAddress(known) === address)
}
