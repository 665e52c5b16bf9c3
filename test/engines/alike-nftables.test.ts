import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { doorsOf } from '../../src/gateway/doors-of.ts'
import { loadGeo } from '../../src/gateway/geo/load.ts'
import { compileTable, type KernelRules } from '../../src/targets/nftables/compile.ts'
import { differenceText } from '../../src/targets/nftables/differences.ts'
import { compileNftables } from '../../src/targets/nftables/index.ts'
import { readBack } from '../../src/targets/nftables/read-back.ts'
import type { DecisionMemory } from '../../src/traffic/decision-memory.ts'
import { Evaluator } from '../../src/traffic/evaluator.ts'
import { Source } from '../../src/traffic/source.ts'
import { sharedGeoFolder } from '../gateway/geo.ts'
import { canFilter, Network, type Visit } from './network.ts'
import {
  address,
  everyScope,
  interestingAddresses,
  now,
  opening,
  prefix,
  type SiteOptions,
  scopesOf,
  siteWith,
} from './sites.ts'

const ports = { tcp: [443, 80, 8041, 8443, 22], udp: [75, 76] }

/** What the evaluator says of a visit, at the port as the gateway opens it; a port that is none of its own is free. */
function isAdmitted({ source, memory }: { source: KernelRules; memory: DecisionMemory }, visit: Visit): boolean {
  const evaluator = new Evaluator(source.rules, memory)
  const { protocol, port } = visit
  const from = new Source({ address: visit.address, port: 1, encrypted: false, listener: `${protocol}:${port}` })
  if (protocol === 'udp') {
    if (port !== source.policy.gateway.listen.heartbeat) return true
    return evaluator.judgeArea(from, 'automate.heartbeat', now).action === 'forward'
  }
  const door = doorsOf(source.policy, false).find((one) => one.port === port)
  return door === undefined || evaluator.judgeConnection(from, door.areas, now).action === 'forward'
}

function visitsFrom(
  addresses: readonly string[],
  open: { readonly tcp: readonly number[]; readonly udp: readonly number[] },
) {
  return addresses.flatMap((from): Visit[] => [
    ...open.tcp.map((port): Visit => ({ address: from, protocol: 'tcp', port })),
    ...open.udp.map((port): Visit => ({ address: from, protocol: 'udp', port })),
  ])
}

function ban(memory: DecisionMemory, text: string, scopes: number): void {
  memory.bans.ban({ source: prefix(text), scopes, duration: 3_600_000, now })
}

/** Bans of every kind: of everything, of some areas, of a whole /56, and of the two together. */
function banSome(memory: DecisionMemory): void {
  ban(memory, '185.5.0.9', everyScope)
  ban(memory, '185.5.0.10', scopesOf('automate.agents'))
  ban(memory, '185.5.0.11', scopesOf('screenconnect.relay', 'automate.heartbeat'))
  ban(memory, '203.0.113.3', everyScope)
  ban(memory, '192.0.2.80', everyScope)
  ban(memory, '2a05:f1:0:100::/56', everyScope & ~scopesOf('screenconnect.guests'))
  ban(memory, '2a05:f1:0:101::/64', scopesOf('screenconnect.guests'))
  ban(memory, '2a05:f1:0:200::/64', everyScope)
}

const known = `gateway:
  monitors: [192.0.2.80, '2a03:80::/48']
  blocked: [198.51.100.128/25, '2a04:bad::/48']
`
/** The networks from which bans are tried are at home. */
const atHome = `geo: { overrides: [{ prefix: 185.5.0.0/24, country: DE }, { prefix: '2a05:f1::/48', country: AT }, { prefix: 203.0.113.0/24, country: US }, { prefix: 198.51.100.0/24, country: CH }] }
`

const sites: readonly (readonly [string, SiteOptions])[] = [
  ['the usual site', { more: known + atHome }],
  [
    'fixed networks only',
    { more: `${known}fixedNetworksOnly: true\nfixedNetworks: [100.64.3.0/24, '2a05:f1::/48']\n` },
  ],
  [
    'a relay for technicians, an audience that only observes, and strangers of no country',
    {
      relay: ', relayPort: 443',
      more: `${known}geo: { unknown: admit, private: refuse, disagreement: refuse }
areas:
  screenconnect.relay: { audience: technicians }
  automate.agents: { countries: [FR] }
  automate.installer: { audience: nobody }
  screenconnect.guests: { audience: technicians }
  automate.heartbeat: { countries: any }
`,
    },
  ],
  [
    'rules that only observe',
    {
      more: `${known.trimEnd()}\n  observe: [ban, country, rate]\n${atHome}areas: { automate.heartbeat: { mode: observe } }\n`,
    },
  ],
  [
    'everything for technicians, and a closed area opened for two addresses',
    {
      relay: ', relayPort: 443',
      openings: [opening('screenconnect.setup', '192.0.2.77'), opening('automate.technicians', '2a06:77::7')],
      more: `${known}areas:
  automate.agents: { audience: technicians }
  automate.installer: { audience: technicians }
  automate.technicians: { audience: nobody }
  automate.heartbeat: { audience: technicians }
  screenconnect.guests: { audience: technicians, mode: observe }
  screenconnect.downloads: { audience: technicians }
  screenconnect.extensions: { audience: technicians }
`,
    },
  ],
  ['a gateway that only looks', { more: known + atHome, observeAll: true }],
  ['proxies in front', { more: `${known.trimEnd()}\n  proxies: { networks: [10.9.9.0/24] }\n` }],
]

describe.skipIf(!canFilter)('the kernel (needs root, nftables and iproute2)', () => {
  let network: Network
  let compared = 0
  let letIn = 0
  const sources = new Set<string>()

  beforeAll(async () => {
    network = new Network('alike')
    await network.listen(network.gateway, ports)
  })

  afterAll(() => {
    network?.close()
    process.stdout.write(
      `nftables: ${compared} visits from ${sources.size} addresses compared with the evaluator, ${letIn} of them let in\n`,
    )
  })

  async function differing(site: ReturnType<typeof siteWith>, visits: readonly Visit[]): Promise<readonly string[]> {
    const reached = await network.visit(visits)
    compared += visits.length
    letIn += reached.filter((isReached) => isReached).length
    for (const visit of visits) sources.add(visit.address)
    return visits.flatMap((visit, index) => {
      const ought = isAdmitted(site, visit)
      const { address: from, protocol, port } = visit
      return reached[index] === ought ? [] : [`${from} to ${protocol} ${port}: ${ought ? 'kept out' : 'let in'}`]
    })
  }

  it('lets everybody in before a table is loaded', async () => {
    const visits = visitsFrom(['8.8.8.8', '2001:4860::8'], ports)
    expect((await network.visit(visits)).every((isReached) => isReached)).toBe(true)
  })

  it.each(sites)('decides as the evaluator does: %s', async (name, options) => {
    const site = siteWith(options)
    banSome(site.memory)
    expect(network.load(tableOf(site.source))).toBe('')
    const own = { tcp: [443, 80, 8041], udp: [75] }
    const addresses = interestingAddresses(site.source, 400, name.length).filter((one) => !isOfProxy(site.source, one))
    expect(await differing(site, visitsFrom(addresses, own))).toEqual([])
    expect(readBack(listing(network), compileTable(site.source))).toEqual([])
  })

  it('is noticed where it decides otherwise', async () => {
    const site = siteWith({ more: known + atHome })
    expect(network.load(tableOf(site.source))).toBe('')
    network.nft('insert', 'rule', 'inet', 'bollwerk', 'familiar', 'ip', 'saddr', '198.51.100.7', 'drop')
    network.nft('add', 'element', 'inet', 'bollwerk', 'bans_1_v4', '{ 185.5.0.200 }')
    const visits = visitsFrom(['198.51.100.7', '185.5.0.200', '185.5.0.201'], { tcp: [443], udp: [] })
    expect(await differing(site, visits)).toEqual([
      '198.51.100.7 to tcp 443: kept out',
      '185.5.0.200 to tcp 443: kept out',
    ])
    const differences = readBack(listing(network), compileTable(site.source))
    expect(differences.map((difference) => differenceText(difference).en)).toEqual([
      'Set bans_1_v4: 1 too many: 185.5.0.200.',
      'Chain familiar, rule 1: there stands ip saddr 198.51.100.7 drop; meant is ip saddr @technicians_v4 accept.',
    ])
  })

  it('decides as the evaluator does by the geo data of the whole world', async () => {
    const site = siteWith({ geo: await loadGeo({ cacheFolder: sharedGeoFolder }), more: known })
    expect(network.load(tableOf(site.source))).toBe('')
    const addresses = interestingAddresses(site.source, 2_000, 99)
    expect(await differing(site, visitsFrom(addresses, { tcp: [443], udp: [] }))).toEqual([])
    expect(await differing(site, visitsFrom(addresses.slice(0, 500), { tcp: [8041], udp: [75] }))).toEqual([])
    expect(readBack(listing(network), compileTable(site.source))).toEqual([])
  }, 300_000)

  it('turns away whoever begins more often than the areas of a port let through, technicians excepted', async () => {
    const slow = 'areas: { screenconnect.relay: { rate: { perMinute: 6, burst: 3 } } }\n'
    expect(network.load(tableOf(siteWith({ more: known + atHome + slow }).source))).toBe('')
    const tenFrom = (from: string): Visit[] =>
      Array.from({ length: 10 }, () => ({ address: from, protocol: 'tcp', port: 8041 }))
    const reached = await network.visit([...tenFrom('185.5.0.7'), ...tenFrom('203.0.113.2')])
    const strangers = reached.slice(0, 10).filter((isReached) => isReached).length
    expect(strangers).toBeGreaterThanOrEqual(3)
    expect(strangers).toBeLessThanOrEqual(5)
    expect(reached.slice(10).every((isReached) => isReached)).toBe(true)
  })

  it('leaves ports alone that the policy does not name, whoever comes, and proxies come in', async () => {
    const site = siteWith({ more: `${known.trimEnd()}\n  proxies: { networks: [10.9.9.0/24] }\n` })
    expect(network.load(tableOf(site.source))).toBe('')
    const addresses = interestingAddresses(site.source, 100, 5)
    const reached = await network.visit(visitsFrom(addresses, { tcp: [22, 8443], udp: [76] }))
    expect(reached.every((isReached) => isReached)).toBe(true)
    expect(await network.visit(visitsFrom(['10.9.9.1', '10.9.9.200'], { tcp: [443, 80], udp: [] }))).toEqual([
      true,
      true,
      true,
      true,
    ])
  })

  it('enforces 50,000 bans that are added in one transaction', async () => {
    const site = siteWith({ more: known + atHome })
    expect(network.load(tableOf(site.source))).toBe('')
    const free = ['185.5.0.9', '185.5.0.200', '2a05:f1:0:300::1']
    expect(await differing(site, visitsFrom(free, { tcp: [443], udp: [75] }))).toEqual([])
    const start = 0x2e00_0000n
    for (let index = 0; index < 50_000; index++) {
      const number = start + BigInt(index) * 37n
      site.memory.bans.ban({ source: { family: 4, number, length: 32 }, scopes: everyScope, duration: 3_600_000, now })
    }
    banSome(site.memory)
    const bans = compileNftables(site.source).find(({ path }) => path === 'bans.nft')?.text ?? ''
    const before = performance.now()
    expect(network.load(bans)).toBe('')
    process.stdout.write(
      `nftables: ${[...site.source.bans].length} bans added in ${Math.round(performance.now() - before)} ms\n`,
    )
    expect(
      await differing(site, visitsFrom(interestingAddresses(site.source, 900, 17), { tcp: [443], udp: [75] })),
    ).toEqual([])
  })

  it('goes back to where it was when the table is deleted', async () => {
    network.nft('delete', 'table', 'inet', 'bollwerk')
    const visits = visitsFrom(['8.8.8.8', '185.5.0.9', '2a05:f1:0:200::1'], ports)
    expect((await network.visit(visits)).every((isReached) => isReached)).toBe(true)
  })
})

function tableOf(source: KernelRules): string {
  return compileNftables(source).find(({ path }) => path === 'bollwerk.nft')?.text ?? ''
}

function listing(network: Network): string {
  return network.nft('-j', 'list', 'table', 'inet', 'bollwerk')
}

/** Whoever comes through a proxy is judged by the gateway when it has told whom it speaks for. */
function isOfProxy({ policy }: KernelRules, text: string): boolean {
  const { family, number } = address(text)
  return policy.gateway.proxies.networks.some(
    (network) =>
      network.family === family &&
      number >> BigInt(32 - network.length) === network.number >> BigInt(32 - network.length),
  )
}
