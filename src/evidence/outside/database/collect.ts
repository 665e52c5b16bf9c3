import { exchange, type Heard, type Probing } from '../connection/collect.ts'
import type { DatabaseFact } from '../facts.ts'
import { type Answer, answered, missing, missingFrom } from '../probe.ts'
import { longestFirstPacket, readFirstPacket } from './parse.ts'

export interface DatabaseRequest extends Probing {
  readonly address: string
  readonly port: number
}

/** ER_HOST_NOT_PRIVILEGED and ER_HOST_IS_BLOCKED: the server does not talk to this address (MySQL error message reference). */
const hostRefused: ReadonlySet<number> = new Set([1130, 1129])

/**
 * Waits for the packet with which a MySQL or MariaDB server greets, says nothing and hangs up. A port that stays silent or
 * closes without a byte is missing and not `not-mysql`: a server that looks up names may greet late, a full one not at all.
 */
export async function greetDatabase(request: DatabaseRequest): Promise<Answer<DatabaseFact>> {
  const { address, port } = request
  const isEnough = (bytes: Uint8Array): boolean => readFirstPacket(bytes).kind !== 'incomplete'
  const heard = await exchange({ ...request, mostBytes: longestFirstPacket, isEnough })
  const packet = readFirstPacket(heard.bytes)
  switch (packet.kind) {
    case 'greeting': {
      const { kind, ...words } = packet
      return answered({ address, port, answer: kind, ...words })
    }
    case 'error':
      if (!hostRefused.has(packet.code)) return missing('denied', `MySQL error ${packet.code}`)
      return answered({ address, port, answer: 'host-refused' })
    case 'not-mysql':
      return answered({ address, port, answer: 'not-mysql' })
    case 'incomplete':
      return incomplete(heard)
  }
}

function incomplete({ error, bytes }: Heard): Answer<DatabaseFact> {
  if (error !== undefined) return { missing: missingFrom(error) }
  return missing('interrupted', bytes.length === 0 ? 'closed without a greeting' : 'closed within the greeting')
}
