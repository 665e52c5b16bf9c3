import { Resolver } from 'node:dns/promises'
import { type Address, formatAddress, parseAddress } from '../../../model/address.ts'
import type { Probing } from '../connection/collect.ts'
import type { NameFact } from '../facts.ts'
import { type Answer, answered, missing, missingFrom } from '../probe.ts'

export interface NameRequest extends Omit<Probing, 'localAddress'> {
  readonly host: string
  /** Addresses that the policy pins; the name is then not looked up at all. */
  readonly pinned?: readonly Address[]
  /** DNS servers to ask, `192.0.2.53` or `192.0.2.53:5353`; those of the system if absent. */
  readonly nameServers?: readonly string[]
}

/**
 * Where a name leads: what the policy pins, or the A and AAAA records (64 at most). The hosts file of this machine is
 * not asked, because what it says holds only here. A name without any address is `absent`.
 */
export async function lookUp(request: NameRequest): Promise<Answer<NameFact>> {
  const { host, pinned = [] } = request
  const literal = parseAddress(host)
  if (literal.ok) return answered({ host, addresses: [formatAddress(literal.value)], by: 'policy' })
  if (pinned.length > 0) return answered({ host, addresses: pinned.map(formatAddress), by: 'policy' })
  return addressesOf(request)
}

const mostAddresses = 64

async function addressesOf({ host, nameServers, signal, timeoutMs }: NameRequest): Promise<Answer<NameFact>> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)])
  const resolver = new Resolver({ timeout: Math.ceil(timeoutMs / 2), tries: 2 })
  const cancel = (): void => resolver.cancel()
  try {
    if (nameServers) resolver.setServers(nameServers)
    limit.throwIfAborted()
    limit.addEventListener('abort', cancel, { once: true })
    const answers = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)])
    limit.throwIfAborted()
    return factOf(host, answers)
  } catch (error) {
    return { missing: missingFrom(error) }
  } finally {
    limit.removeEventListener('abort', cancel)
  }
}

function factOf(host: string, answers: readonly PromiseSettledResult<string[]>[]): Answer<NameFact> {
  const addresses = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []))
  const canonical = addresses.flatMap((text) => {
    const address = parseAddress(text)
    return address.ok ? [formatAddress(address.value)] : []
  })
  if (canonical.length > 0)
    return answered({ host, addresses: [...new Set(canonical)].slice(0, mostAddresses), by: 'dns' })
  const failures = answers.flatMap((answer) => (answer.status === 'rejected' ? [missingOf(answer.reason)] : []))
  // Only if nobody can name an address there is none; one failed question leaves it open.
  return {
    missing: failures.find(({ reason }) => reason !== 'absent') ?? failures[0] ?? missing('absent', host).missing,
  }
}

/** The codes of c-ares, which `node:dns` passes on: RFC 1035, section 4.1.1. */
function missingOf(error: unknown): ReturnType<typeof missingFrom> {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'ETIMEOUT' || code === 'ECONNREFUSED') return missing('timeout', code).missing
  if (code === 'ESERVFAIL' || code === 'EREFUSED') return missing('denied', code).missing
  if (code === 'EBADRESP' || code === 'EFORMERR' || code === 'EBADNAME') return missing('unreadable', code).missing
  return missingFrom(error)
}
