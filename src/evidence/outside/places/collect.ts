import { formatEndpoint } from '../../../model/endpoint.ts'
import type { Evidence, Missing } from '../../../model/evidence.ts'
import type { Server } from '../../../policy/policy.ts'
import type { NameFact } from '../facts.ts'
import { type OutsideRequest, type Place, probingOf } from '../look/collect.ts'
import { lookUp } from '../name/collect.ts'
import { type Answer, missing } from '../probe.ts'
import { askAll } from '../round.ts'
import { Targets } from '../targets.ts'
import { witnessed } from '../witnessed.ts'

/** Where one name of the policy leads: the public one of a server, or that of its origin. */
export interface AskedName {
  readonly server: Server
  readonly role: 'public' | 'origin'
  readonly host: string
  readonly answer: Answer<NameFact>
}

/** Every address to look at. */
export interface Places {
  readonly public: readonly Place[]
  readonly origins: readonly Place[]
}

/** Looks up every name of the policy once; what they lead to is all that will be contacted. */
export async function askNames(request: OutsideRequest): Promise<readonly AskedName[]> {
  const asked = request.policy.servers.flatMap((server) => [
    { server, role: 'public', host: server.host, pinned: server.addresses } as const,
    { server, role: 'origin', host: server.origin.host, pinned: [] } as const,
  ])
  const { localAddress: _, ...probing } = probingOf(request)
  const { nameServers } = request
  const steps = asked.map(({ pinned, ...name }) => ({
    source: name.host,
    ask: async (): Promise<AskedName> => ({
      ...name,
      answer: await lookUp({ ...probing, host: name.host, pinned, ...(nameServers ? { nameServers } : {}) }),
    }),
    broken: (reason: Missing): AskedName => ({ ...name, answer: { missing: reason } }),
  }))
  return await askAll('names', steps, request)
}

/** The addresses that the names lead to, as far as they may be contacted. */
export function placesOf(request: OutsideRequest, names: readonly AskedName[]): Places {
  const facts = names.flatMap(({ answer }) => ('value' in answer ? [answer.value] : []))
  const targets = new Targets(request.policy, facts)
  const places = (role: AskedName['role']): readonly Place[] =>
    names.filter((name) => name.role === role).flatMap((name) => placesBehind(name, request, targets))
  return { public: places('public'), origins: places('origin') }
}

/** What is known of the public name of a server. */
export function nameEvidence(request: OutsideRequest, { server, host, answer }: AskedName): Evidence {
  return witnessed(request, { server: server.kind, fact: 'outside.name', source: `dns:${host}`, answer })
}

/** For each name that leads to no place: the facts that would have been asked there, and why they are missing. */
export function unvisitedEvidence(
  request: OutsideRequest,
  names: readonly AskedName[],
  places: Places,
): readonly Evidence[] {
  return names.flatMap(({ server, role, answer }): readonly Evidence[] => {
    const reached = role === 'public' ? places.public : places.origins
    if (reached.some((place) => place.server === server)) return []
    const why = 'missing' in answer ? answer : missing('denied', 'the name leads to no address that may be contacted')
    const { kind, host, origin } = server
    if (role === 'origin') {
      return [witnessed(request, { server: kind, fact: 'outside.origin', source: formatEndpoint(origin), answer: why })]
    }
    return (['outside.tcp-ports', 'outside.identity', 'outside.version'] as const).map((fact) =>
      witnessed(request, { server: kind, fact, source: `https://${host}/`, answer: why }),
    )
  })
}

function placesBehind({ server, answer }: AskedName, request: OutsideRequest, targets: Targets): readonly Place[] {
  if ('missing' in answer) return []
  const admitted = answer.value.addresses.flatMap((address) => targets.admit(address) ?? [])
  return admitted.map((address) => ({ request, server, address, isOneOfMany: admitted.length > 1 }))
}
