import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readPolicy } from '../../src/policy/read.ts'
import { compileTable, type KernelRules } from '../../src/targets/nftables/compile.ts'
import { readBack } from '../../src/targets/nftables/read-back.ts'
import { renderBans, renderTable } from '../../src/targets/nftables/render.ts'
import { geoData } from '../../src/traffic/geo.ts'
import { compileGeo } from '../../src/traffic/geo-compile.ts'
import { sourceSaying } from '../../src/traffic/geo-fixture.ts'
import { canFilter, Network } from './network.ts'
import { siteWith as siteIn } from './sites.ts'

const geo = geoData(compileGeo(sourceSaying({ '5.0.0.0/8': 'DE', '2a05::/16': 'DE' })))

/** A small world: it is loaded hundreds of times. */
function siteWith(): ReturnType<typeof siteIn> {
  return siteIn({ geo })
}

/** What ends a string, a line, a statement or a block, and what turns round what is read. */
const hostile = fc.string({
  unit: fc.oneof(
    fc.constantFrom(
      '"',
      "'",
      '\\',
      '\n',
      '\r',
      ';',
      '{',
      '}',
      '#',
      '$',
      '`',
      ' ',
      '\t',
      '@',
      '\u202e',
      '\u2066',
      '\u0000',
      '\u2028',
      'א',
      'ä',
      '漢',
      '😀',
      'include "/etc/passwd"',
      '}\nflush ruleset\n',
      '" ; drop ; #',
      'delete table inet filter',
      'a',
      '-',
    ),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  ),
  minLength: 1,
  maxLength: 40,
})

/** Every place of a policy where a person writes text. */
const places = [
  'site',
  'technician',
  'host',
  'origin',
  'relay',
  'list',
  'file',
  'certificate',
  'email',
  'support',
  'reason',
  'country',
] as const

function policyWith(place: (typeof places)[number], text: string): string {
  const at = (name: string, usual: string): string => JSON.stringify(name === place ? text : usual)
  return `site: ${at('site', 'Muster')}
technicians: [198.51.100.7, ${at('technician', 'technik.example')}]
countries: [${at('country', 'DE')}]
servers:
  automate: { host: ${at('host', 'automate.muster-msp.example')}, origin: ${at('origin', 'http://10.20.0.10')} }
  screenconnect: { host: support.muster-msp.example, origin: 'http://10.20.0.11:8040', relay: ${at('relay', 'tcp://10.20.0.11:8041')} }
gateway:
  blockLists: [{ name: ${at('list', 'feed-1')}, file: ${at('file', 'feed.txt')} }]
  tls: { certificates: [{ certificate: ${at('certificate', 'a.pem')}, key: b.pem }], acme: { email: ${at('email', 'a@muster-msp.example')}, agreeTerms: true } }
support: { name: ${at('support', 'Hilfe')} }
disputes: [{ control: ports-minimal.tcp, server: screenconnect, reason: ${at('reason', 'so')}, since: 2026-11-23, until: 2026-12-31 }]
`
}

describe.skipIf(!canFilter)('hostile text in a policy (needs root, nftables and iproute2)', () => {
  let network: Network
  /** The table of the same site with harmless text, without what only readers see. */
  let shape: string

  beforeAll(() => {
    network = new Network('hostile')
    shape = shapeOf(siteWith().source)
  })

  afterAll(() => network?.close())

  function shapeOf(source: KernelRules): string {
    expect(network.load(renderTable(compileTable(source)))).toBe('')
    expect(network.load(renderBans(compileTable(source)))).toBe('')
    const told: unknown = JSON.parse(network.nft('-j', 'list', 'ruleset'))
    return JSON.stringify(told, (key, value: unknown) => (/^(handle|comment|expires)$/.test(key) ? undefined : value))
  }

  it('is refused with its place, or loads as a table of exactly the same shape', () => {
    const seen = { refused: 0, loaded: 0 }
    const { source } = siteWith()
    fc.assert(
      fc.property(fc.constantFrom(...places), hostile, (place, text) => {
        const reading = readPolicy(policyWith(place, text))
        if (!reading.ok) {
          seen.refused++
          expect(reading.problems.every(({ line, column }) => line > 0 && column > 0)).toBe(true)
          return
        }
        seen.loaded++
        const { site, servers, support } = reading.policy
        const policy = { ...source.policy, site, servers, ...(support && { support }) }
        expect(shapeOf({ ...source, policy })).toBe(shape)
      }),
      { numRuns: 150 },
    )
    expect(seen.loaded).toBeGreaterThan(0)
    expect(seen.refused).toBeGreaterThan(0)
  })

  it('loads as the same table even where no reader of policies stands before it', () => {
    const { source } = siteWith()
    fc.assert(
      fc.property(hostile, (text) => {
        const table = compileTable({ ...source, policy: { ...source.policy, site: text } })
        expect(shapeOf({ ...source, policy: { ...source.policy, site: text }, at: text })).toBe(shape)
        expect(readBack(network.nft('-j', 'list', 'table', 'inet', 'bollwerk'), table)).toEqual([])
      }),
      { numRuns: 30 },
    )
  })

  it('cannot be the name of a set', () => {
    const { source } = siteWith()
    fc.assert(
      fc.property(hostile, (text) => {
        fc.pre(!/^[a-z0-9_-]+$/.test(text))
        expect(() => renderTable(compileTable({ ...source, lists: [text] }))).toThrow('not a name of the table')
      }),
    )
  })

  it('leaves every other table as it was', () => {
    network.nft('add', 'table', 'inet', 'others')
    network.nft('add', 'set', 'inet', 'others', 'kept', '{ type ipv4_addr; elements = { 192.0.2.1 } ; }')
    const before = network.nft('list', 'table', 'inet', 'others')
    const { source } = siteWith()
    expect(
      network.load(renderTable(compileTable({ ...source, policy: { ...source.policy, site: '}\nflush ruleset' } }))),
    ).toBe('')
    expect(network.nft('list', 'table', 'inet', 'others')).toBe(before)
  })
})
