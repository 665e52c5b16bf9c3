import { type AreaDefinition, serverOf } from '../model/area.ts'
import { alwaysClosed } from './always-closed.ts'
import type { Admit, Intent, Publish } from './intent.ts'
import { type Policy, type Server, serverOfKind } from './policy.ts'

/**
 * What the policy asks for, free of any engine: which ports are open and who reaches which area. Defaults come from
 * the definitions of the areas, the operator's overrides go before them. A port is open only while one of its areas
 * admits anybody. Only areas of servers that the site has are named. The port for unencrypted HTTP is no port that an area
 * needs, so it is not among them.
 */
export function lower(policy: Policy, areas: readonly AreaDefinition[]): readonly Intent[] {
  const own = areas.filter((area) => serverOfKind(policy, serverOf(area.id)) !== undefined)
  const admissions = own.map((area) => admissionTo(area, policy))
  const closed = new Set(admissions.filter(({ audience }) => audience === 'nobody').map(({ area }) => area))
  const open = own.filter(({ id }) => !closed.has(id))
  return [...policy.servers.flatMap((server) => publications(server, open, policy)), ...admissions]
}

/**
 * An area that is for everyone is bound to the countries of the policy where the catalogue says so, and always where
 * only the operator opened it for everyone. Fixed networks replace every country.
 */
function admissionTo(definition: AreaDefinition, policy: Policy): Admit {
  const override = alwaysClosed.includes(definition.id) ? undefined : policy.areas[definition.id]
  const audience = override?.audience ?? definition.audience
  const bound = audience === 'everyone' && (definition.countryBound || definition.audience !== 'everyone')
  const countries = override?.countries ?? (bound ? policy.countries : 'any')
  return {
    kind: 'admit',
    area: definition.id,
    audience,
    countries: policy.fixedNetworksOnly ? 'fixed-networks' : countries,
    mode: override?.mode ?? 'enforce',
  }
}

function publications(server: Server, open: readonly AreaDefinition[], policy: Policy): Publish[] {
  const ports = publicPorts(server, policy)
  const byPort = new Map<string, Publish>()
  for (const area of open.filter(({ id }) => serverOf(id) === server.kind)) {
    const protocol = area.transport === 'udp' ? 'udp' : 'tcp'
    const port = ports[area.transport]
    if (port === undefined) continue
    const areas = byPort.get(`${protocol}/${port}`)?.areas ?? []
    byPort.set(`${protocol}/${port}`, {
      kind: 'publish',
      server: server.kind,
      protocol,
      port,
      areas: [...areas, area.id],
    })
  }
  return [...byPort.values()]
}

/** Absent for the relay when the policy does not name one: then it is not offered. */
function publicPorts({ relay }: Server, { gateway }: Policy): Record<AreaDefinition['transport'], number | undefined> {
  const { https, heartbeat } = gateway.listen
  return { http: https, udp: heartbeat, tcp: relay?.publicPort }
}
