import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { areaIds } from '../model/area.ts'
import type { Evidence, EvidenceFile } from '../model/evidence.ts'
import { formatPorts } from '../model/port-set.ts'
import { serverKinds } from '../model/server.ts'
import { places } from '../model/vantage.ts'
import { longestEvidenceFile, readEvidenceFile, writeEvidenceFile } from './file.ts'
import type { OutsideFacts } from './outside/facts.ts'
import { arbitraryWindowsFacts } from './windows/arbitrary-facts-fixture.ts'
import type { WindowsFacts } from './windows/facts.ts'

type Facts = OutsideFacts & WindowsFacts

const word = fc.string({ unit: 'grapheme-ascii', maxLength: 40 })
const port = fc.integer({ min: 1, max: 65_535 })
const status = fc.integer({ min: 100, max: 599 })
const address = fc.ipV4()
const ports = fc.array(port, { maxLength: 30 })
const written = ports.map(formatPorts)
const offer = fc.constantFrom('offered', 'refused', 'unknown')
const some = { requiredKeys: [] }

/** The other witnesses try their shapes beside them. */
const values: { readonly [Name in keyof Facts]: fc.Arbitrary<Facts[Name]> } = {
  ...arbitraryWindowsFacts,
  'outside.name': fc.record({ host: word, addresses: fc.array(address), by: fc.constantFrom('dns', 'policy') }),
  'outside.tcp-ports': fc.record({ address, asked: written, open: ports, closed: written, silent: written }),
  'outside.port-speaks': fc
    .tuple(
      fc.record({
        address,
        port,
        speaks: fc.constantFrom('tls', 'http', 'ssh', 'mysql', 'unknown', 'silent', 'turned-away'),
      }),
      fc.record({ banner: word }, some),
    )
    .map(([required, more]) => ({ ...required, ...more })),
  'outside.heartbeat': fc.record({ address, port, answer: fc.constantFrom('answered', 'closed', 'silent') }),
  'outside.tls': fc.record({
    address,
    port,
    versions: fc.record({ TLSv1: offer, 'TLSv1.1': offer, 'TLSv1.2': offer, 'TLSv1.3': offer }),
    certificate: fc.record({
      subject: word,
      issuer: word,
      names: fc.array(word),
      validFrom: word,
      validTo: word,
      key: fc.record({ type: word, bits: fc.integer({ min: 0, max: 16_384 }) }),
      selfSigned: fc.boolean(),
      matchesHost: fc.boolean(),
      trusted: fc.boolean(),
    }),
  }),
  'outside.http': fc.record({ url: word, status, headers: fc.dictionary(fc.constantFrom('server', 'via'), word) }),
  'outside.identity': fc.record({
    expected: fc.constantFrom(...serverKinds),
    recognised: fc.constantFrom(...serverKinds, 'stranger', 'unclear'),
    marks: fc.array(word),
  }),
  'outside.version': fc.record({ text: word, by: fc.constantFrom('agent.aspx', 'server-header', 'script.ashx') }),
  'outside.path': fc.record({
    area: fc.constantFrom(...areaIds, 'nothing'),
    path: word,
    method: fc.constantFrom('GET', 'HEAD'),
    answer: fc.constantFrom('answered', 'refused', 'failing'),
    status,
    location: word,
  }),
  'outside.setup-wizard': fc.record({
    variant: word,
    path: word,
    answer: fc.constantFrom('open', 'closed', 'unclear'),
  }),
  'outside.database': fc.record({
    address,
    port,
    answer: fc.constantFrom('greeting', 'host-refused', 'not-mysql'),
    version: word,
  }),
  'outside.terminator': fc.record({ address, port, terminator: fc.constantFrom('http.sys', 'other'), status }),
  'outside.origin': fc.record({
    origin: word,
    answer: fc.constantFrom('open', 'closed', 'silent', 'turned-away'),
    product: fc.boolean(),
  }),
}

const dated = fc
  .tuple(
    fc.record({
      witness: fc.constantFrom('inside', 'outside', 'paper'),
      server: fc.constantFrom(...serverKinds),
      source: word,
      at: fc
        .date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
        .map((date) => date.toISOString()),
    }),
    fc.option(fc.record({ place: fc.constantFrom(...places), country: fc.constant('DE'), note: word })),
  )
  .map(([required, vantage]) => (vantage ? { ...required, vantage } : required))

const outcome = fc.oneof(
  ...Object.entries<fc.Arbitrary<unknown>>(values).map(([fact, value]) =>
    fc.record({ fact: fc.constant(fact), value }),
  ),
  fc.record({
    fact: fc.constantFrom(...Object.keys(values)),
    missing: fc.record({ reason: fc.constantFrom('denied', 'absent', 'timeout', 'too-large'), detail: word }),
  }),
)

const evidence = fc.tuple(dated, outcome).map(([head, tail]): Evidence => ({ ...head, ...tail }))

const file: fc.Arbitrary<EvidenceFile> = fc.record({
  schema: fc.constant('bollwerk.evidence/1'),
  site: word,
  tool: fc.record({ version: word }),
  evidence: fc.array(evidence, { maxLength: 20 }),
})

const example = {
  fact: 'outside.version',
  witness: 'outside',
  server: 'automate',
  source: 'https://automate.example/LabTech/agent.aspx',
  at: '2026-11-23T11:00:00.000Z',
  value: { text: '250.436', by: 'agent.aspx' },
} as const

function fileWith(piece: unknown): string {
  return JSON.stringify({ schema: 'bollwerk.evidence/1', site: 'x', tool: { version: '1' }, evidence: [piece] })
}

describe('an evidence file', () => {
  it('reads back what was written', () => {
    fc.assert(
      fc.property(file, (given) => {
        const read = readEvidenceFile(writeEvidenceFile(given))
        expect(read).toEqual({ ok: true, value: { ...given, notes: [] } })
      }),
    )
  })

  it('leaves evidence of an unknown fact out and says so', () => {
    const read = readEvidenceFile(fileWith({ ...example, fact: 'weather.tomorrow' }))
    expect(read).toMatchObject({ ok: true, value: { evidence: [] } })
    expect(read.ok && read.value.notes[0]?.en).toContain('weather.tomorrow')
  })

  it.each(['constructor', '__proto__', 'toString'])('does not take the fact %s for one of its own', (fact) => {
    expect(readEvidenceFile(fileWith({ ...example, fact }))).toMatchObject({ ok: true, value: { evidence: [] } })
  })

  it('leaves fields out that nobody knows', () => {
    const piece = { ...example, more: 1, value: { ...example.value, more: { very: 'deep' } } }
    expect(readEvidenceFile(fileWith(piece))).toMatchObject({ ok: true, value: { evidence: [example] } })
    expect(JSON.stringify(readEvidenceFile(fileWith(piece)))).not.toContain('more')
  })

  it.each([
    ['no JSON', '{'],
    ['another schema', '{"schema":"bollwerk.assessment/1"}'],
    ['no object', '[]'],
    ['nothing', ''],
    ['too long', ' '.repeat(longestEvidenceFile + 1)],
    ['a value of another shape', fileWith({ ...example, value: { text: 1, by: 'agent.aspx' } })],
    ['a value outside of its words', fileWith({ ...example, value: { text: '1', by: 'guess' } })],
    ['neither value nor reason', fileWith({ ...example, value: undefined })],
    ['an unknown server', fileWith({ ...example, server: 'exchange' })],
    ['a moment that is none', fileWith({ ...example, at: 'yesterday' })],
    ['a moment that no calendar has', fileWith({ ...example, at: '2026-13-41T11:00:00Z' })],
    ['text that drives a terminal', fileWith({ ...example, value: { text: '\u001b[2J', by: 'agent.aspx' } })],
    ['text that turns its direction', fileWith({ ...example, source: 'a\u202eb' })],
    ['text without end', fileWith({ ...example, source: 'x'.repeat(100_000) })],
    ['deep nesting', '['.repeat(100_000)],
  ])('refuses %s', (_, content) => {
    expect(readEvidenceFile(content)).toMatchObject({ ok: false })
  })

  it('names the piece that does not fit', () => {
    const read = readEvidenceFile(fileWith({ ...example, value: { text: 1 } }))
    expect(read.ok ? '' : read.problem.en).toContain('Piece 1 of the file (outside.version, https://automate.example')
  })

  it('reads lists as Windows PowerShell writes them only for facts from Windows', () => {
    const form = { fact: 'outside.identity', value: { expected: 'automate', recognised: 'automate', marks: null } }
    expect(readEvidenceFile(fileWith({ ...example, ...form }))).toMatchObject({ ok: false })
    const shares = { fact: 'windows.shares', value: { shares: null } }
    expect(readEvidenceFile(fileWith({ ...example, ...shares }))).toMatchObject({ ok: true })
  })

  it('never fails on any JSON as the value of any fact', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(...Object.keys(values)), (value, fact) => {
        readEvidenceFile(fileWith({ ...example, fact, value }))
      }),
    )
  })

  it('never fails on any JSON in any place', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(...Object.keys(example)), (value, key) => {
        readEvidenceFile(fileWith({ ...example, [key]: value }))
      }),
    )
  })
})
