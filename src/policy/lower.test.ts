import { expect, it } from 'vitest'
import { type AreaDefinition, type AreaId, type Audience, areaIds } from '../model/area.ts'
import { verbatim } from '../model/text.ts'
import type { Intent } from './intent.ts'
import { lower } from './lower.ts'
import { policyOf, smallest } from './policy-fixture.ts'

const technicianAreas: readonly AreaId[] = [
  'automate.technicians',
  'screenconnect.hosts',
  'screenconnect.administration',
  'screenconnect.extensions',
]

function audienceOf(id: AreaId): Audience {
  if (id === 'screenconnect.setup') return 'nobody'
  return technicianAreas.includes(id) ? 'technicians' : 'everyone'
}

const transports: Readonly<Partial<Record<AreaId, AreaDefinition['transport']>>> = {
  'automate.heartbeat': 'udp',
  'screenconnect.relay': 'tcp',
}

/** Definitions as the catalogue has them, without their paths. */
const areas = areaIds.map((id): AreaDefinition => {
  const audience = audienceOf(id)
  const transport = transports[id] ?? 'http'
  return {
    id,
    title: verbatim(id),
    audience,
    countryBound: audience === 'everyone',
    transport,
    methods: [],
    paths: [],
    probes: [],
  }
})

function written(intent: Intent): string {
  if (intent.kind === 'publish') {
    const own = intent.areas.map((area) => area.slice(intent.server.length + 1))
    return `${intent.server} ${intent.port}/${intent.protocol} for ${own.join(' ')}`
  }
  const countries = typeof intent.countries === 'string' ? intent.countries : intent.countries.join(' ')
  return `${intent.area}: ${intent.audience} from ${countries}, ${intent.mode}`
}

function lowered(text: string): readonly string[] {
  return lower(policyOf(text), areas).map(written)
}

const automateOnly = `
site: Muster-MSP
technicians: [203.0.113.0/24]
servers:
  automate: { host: automate.muster-msp.de, origin: https://10.20.0.10 }
`

const screenconnectOnly = `
site: Muster-MSP
technicians: [203.0.113.0/24]
servers:
  screenconnect: { host: support.muster-msp.de, origin: http://10.20.0.11:8040 }
`

it('lowers the smallest policy to the ports and audiences of the products', () => {
  expect(lowered(smallest)).toEqual([
    'automate 443/tcp for agents technicians installer',
    'automate 75/udp for heartbeat',
    'screenconnect 443/tcp for guests hosts administration downloads extensions',
    'screenconnect 8041/tcp for relay',
    'automate.agents: everyone from DE AT CH, enforce',
    'automate.technicians: technicians from any, enforce',
    'automate.installer: everyone from DE AT CH, enforce',
    'automate.heartbeat: everyone from DE AT CH, enforce',
    'screenconnect.guests: everyone from DE AT CH, enforce',
    'screenconnect.hosts: technicians from any, enforce',
    'screenconnect.administration: technicians from any, enforce',
    'screenconnect.setup: nobody from any, enforce',
    'screenconnect.relay: everyone from DE AT CH, enforce',
    'screenconnect.downloads: everyone from DE AT CH, enforce',
    'screenconnect.extensions: technicians from any, enforce',
  ])
})

it('names only areas of servers that the site has', () => {
  expect(lowered(automateOnly)).toEqual([
    'automate 443/tcp for agents technicians installer',
    'automate 75/udp for heartbeat',
    'automate.agents: everyone from DE AT CH, enforce',
    'automate.technicians: technicians from any, enforce',
    'automate.installer: everyone from DE AT CH, enforce',
    'automate.heartbeat: everyone from DE AT CH, enforce',
  ])
})

it('does not publish a relay that the policy does not name', () => {
  expect(lowered(screenconnectOnly).filter((line) => line.includes('/'))).toEqual([
    'screenconnect 443/tcp for guests hosts administration downloads extensions',
  ])
})

it('publishes the relay on its public port, on one with the web where they are the same', () => {
  expect(lowered(smallest.replace('1:8041', '1:8041\n    relayPort: 4443'))).toContain(
    'screenconnect 4443/tcp for relay',
  )
  expect(lowered(smallest.replace('1:8041', '1:8041\n    relayPort: 443'))).toContain(
    'screenconnect 443/tcp for guests hosts administration relay downloads extensions',
  )
})

it.each([
  ['automate.installer: { audience: technicians }', 'automate.installer: technicians from any, enforce'],
  ['automate.agents: { countries: [DE] }', 'automate.agents: everyone from DE, enforce'],
  ['automate.agents: { countries: any }', 'automate.agents: everyone from any, enforce'],
  ['automate.agents: { mode: observe }', 'automate.agents: everyone from DE AT CH, observe'],
  ['screenconnect.hosts: { audience: everyone }', 'screenconnect.hosts: everyone from DE AT CH, enforce'],
  ['screenconnect.hosts: { audience: everyone, countries: any }', 'screenconnect.hosts: everyone from any, enforce'],
  ['screenconnect.guests: { audience: nobody }', 'screenconnect.guests: nobody from any, enforce'],
  ['screenconnect.setup: { audience: nobody }', 'screenconnect.setup: nobody from any, enforce'],
])('lowers the override %s to %s', (override, line) => {
  expect(lowered(`${smallest}areas: { ${override} }\n`)).toContain(line)
})

it('closes a port when nobody is admitted to any of its areas', () => {
  const closed = '  automate.heartbeat: { audience: nobody }\n  screenconnect.relay: { audience: nobody }\n'
  expect(lowered(`${smallest}areas:\n${closed}`).filter((line) => line.includes('/'))).toEqual([
    'automate 443/tcp for agents technicians installer',
    'screenconnect 443/tcp for guests hosts administration downloads extensions',
  ])
})

it('publishes the ports at which the gateway listens, and not the one for unencrypted HTTP', () => {
  const ports = lowered(`${smallest}gateway: { listen: { https: 8443, http: 8080, heartbeat: 7575 } }\n`)
  expect(ports.filter((line) => line.includes('/')).map((line) => line.replace(/ for.*/, ''))).toEqual([
    'automate 8443/tcp',
    'automate 7575/udp',
    'screenconnect 8443/tcp',
    'screenconnect 8041/tcp',
  ])
})

it('gathers the areas of the relay and of the web at one port if both have it', () => {
  expect(lowered(`${smallest}gateway: { listen: { https: 8041 } }\n`)).toContain(
    'screenconnect 8041/tcp for guests hosts administration relay downloads extensions',
  )
})

it('lets fixed networks replace the countries of every area', () => {
  const text = `${smallest}fixedNetworksOnly: true\nfixedNetworks: [198.51.100.0/24]\n`
  const admissions = lowered(text).filter((line) => line.includes(': '))
  expect(admissions).toHaveLength(11)
  for (const admission of admissions) expect(admission).toContain('from fixed-networks')
})

it('keeps the setup wizard closed for a policy that no reader has checked', () => {
  const policy = {
    ...policyOf(smallest),
    areas: { 'screenconnect.setup': { audience: 'everyone', mode: 'observe' } },
  } as const
  expect(lower(policy, areas).map(written)).toContain('screenconnect.setup: nobody from any, enforce')
})
