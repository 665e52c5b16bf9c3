import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { HaproxySource } from '../../src/targets/haproxy/index.ts'
import { Evaluator } from '../../src/traffic/evaluator.ts'
import { smallMemory } from '../../src/traffic/memory-fixture.ts'
import { Source } from '../../src/traffic/source.ts'
import { type Case, type Visit, visits } from './cases.ts'
import { exchange } from './client.ts'
import { compared, exceptions, fateOf, type Seen } from './fates.ts'
import { Origin } from './origin.ts'
import { haproxyVersion, startedFor } from './running-haproxy.ts'
import { engineAddress, neighbourhoods, ports, siteWith } from './site.ts'

/** Requests of so many sources; raise it with what is generated. */
const many = Number(process.env['FUZZ_VISITS'] ?? 500)
const few = Math.ceil(many / 5)

let origin: Origin
let number = 0

beforeAll(async () => {
  origin = await Origin.open()
})

afterAll(() => origin.close())

const sites: readonly (readonly [string, HaproxySource, number])[] = [
  ['as policies usually are', siteWith(), many],
  [
    'with everything observed',
    siteWith({ gateway: '  observe: [patch, ban, block-list, country, audience, method, size, rate]' }),
    few,
  ],
  ['for fixed networks only', siteWith({ lines: 'fixedNetworksOnly: true' }), few + 1],
  [
    'with areas of their own',
    siteWith({
      lines: `areas:
  automate.agents: { countries: [FR] }
  automate.installer: { audience: nobody }
  screenconnect.guests: { mode: observe }
  screenconnect.downloads: { countries: any }
  screenconnect.hosts: { audience: everyone, countries: [DE, US] }
geo: { unknown: admit, private: refuse, disagreement: refuse, overrides: [] }`,
      gateway: `  opened: [{ area: screenconnect.setup, address: 127.${neighbourhoods.german}.0.1, until: 2100-01-01T00:00:00Z }]`,
    }),
    few + 2,
  ],
]

const engineName = `HAProxy ${haproxyVersion ?? '(absent: install the package haproxy)'}`

describe.skipIf(haproxyVersion === undefined)(engineName, () => {
  it.each(sites)('decides as the evaluator does, %s', async (_name, site, count) => {
    const engine = await startedFor(site)
    const sizes = { bans: 8192, strikes: 8192, limits: 8192, connections: 1024, agents: 1024 }
    const evaluator = new Evaluator(site.rules, smallMemory(sizes))
    const seen: Seen[] = []
    await sideBySide(fc.sample(visits, { numRuns: count, seed: count }), 16, async (visit, index) => {
      seen.push(...(await went(visit, index, evaluator)))
    })
    const { differences, unlogged } = compared(seen, await engine.stop())
    const excused = exceptions.map(({ name, holds }) => `${differences.filter(holds).length} ${name}`)
    process.stdout.write(`${engineName}: ${seen.length} requests compared; excused: ${excused.join(', ')}\n`)
    const faults = differences.filter((difference) => !exceptions.some(({ holds }) => holds(difference)))
    expect(faults.slice(0, 20)).toEqual([])
    expect(unlogged).toBeLessThan(seen.length / 100)
    expect(new Set(seen.map(({ wanted }) => wanted.verdict)).size).toBeGreaterThan(3)
  })
})

/** Sends the requests of a visit and asks the evaluator about each, in the same order. */
async function went({ from, cases }: Visit, index: number, evaluator: Evaluator): Promise<readonly Seen[]> {
  const localAddress = `127.${neighbourhoods[from]}.${index >> 8}.${index & 255}`
  const source = new Source({ address: localAddress, port: 1, encrypted: false, listener: 'test' })
  const named = cases.map((asked) => ({ asked, agent: `t${++number}` }))
  const requests = named.map(({ asked, agent }) => ({ method: asked.method, text: written(asked, agent) }))
  const answers = await exchange({ host: engineAddress, port: ports.plain, localAddress }, requests)
  return named.flatMap(({ asked, agent }, at) => {
    const answer = answers[at]
    if (answer === undefined) return []
    return [{ agent, asked, from: localAddress, wanted: fateOf(asked, { source, answer }, evaluator), answer }]
  })
}

function written({ method, target, headers }: Case, agent: string): string {
  const lines = Object.entries({ ...headers, 'user-agent': agent }).map(([name, value]) => `${name}: ${value}\r\n`)
  const length = method === 'POST' || method === 'PUT' ? 'content-length: 0\r\n' : ''
  return `${method} ${target} HTTP/1.1\r\n${lines.join('')}${length}\r\n`
}

async function sideBySide<Thing>(
  things: readonly Thing[],
  atOnce: number,
  work: (thing: Thing, index: number) => Promise<void>,
): Promise<void> {
  const left = things.map((thing, index) => ({ thing, index })).reverse()
  const worker = async (): Promise<void> => {
    for (let next = left.pop(); next; next = left.pop()) await work(next.thing, next.index)
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
}
