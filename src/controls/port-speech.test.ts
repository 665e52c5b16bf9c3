import { describe, expect, it } from 'vitest'
import type { PortSpeaksFact } from '../evidence/outside/facts.ts'
import type { Evidence } from '../model/evidence.ts'
import { fromAustria, scan } from './look-fixture.ts'
import { isTurnedAway, speechAt, speechTexts } from './port-speech.ts'
import { type fromInternet, seen } from './question-fixture.ts'
import { type Scan, type Sighting, sightings } from './scanned-ports.ts'
import { seenOnly } from './vantage-evidence.ts'

const address = '198.51.100.10'

function heard(changes: Partial<PortSpeaksFact>, more: { at?: string; vantage?: typeof fromInternet } = {}) {
  const value: PortSpeaksFact = { address, port: 3389, speaks: 'rdp', ...changes }
  // `seen` forgets which fact it was asked for.
  return seen('automate', 'outside.port-speaks', value, more) as Evidence<PortSpeaksFact>
}

function open(port: number): readonly Sighting[] {
  // The fixture writes nothing but scans.
  return sightings([scan('automate', { open: [3389, 3306], address }) as Scan], port)
}

describe('what speaks at a port', () => {
  it('is what was heard at that port, at that address, from that place', () => {
    const here = heard({})
    const others = [
      heard({ port: 3306, speaks: 'mysql' }),
      heard({ address: '198.51.100.99', speaks: 'ssh' }),
      heard({ speaks: 'http' }, { vantage: fromAustria }),
    ]
    expect(speechAt(open(3389), [here, ...others])).toEqual([here])
  })

  it('is what was heard at any of several ports', () => {
    const both = [heard({}), heard({ port: 3306, speaks: 'mysql' })]
    expect(speechAt([...open(3389), ...open(3306)], both)).toEqual(both)
  })

  it('is the newest that was heard', () => {
    const late = heard({ speaks: 'ssh' })
    expect(speechAt(open(3389), [late, heard({}, { at: '2026-11-20T11:00:00.000Z' })])).toEqual([late])
  })

  it.each([
    [{ speaks: 'rdp' }, 'RDP speaks there.'],
    [{ speaks: 'mysql', banner: '8.0.46' }, 'MySQL speaks there ("8.0.46").'],
    [{ speaks: 'ssh', banner: '' }, 'SSH speaks there.'],
    [{ speaks: 'unknown' }, 'What speaks there could not be recognised.'],
    [{ speaks: 'unknown', banner: 'hello' }, 'It answers with: "hello".'],
  ] as const)('is told for %j', (said, text) => {
    expect(speechTexts(seenOnly([heard(said)])).map(({ en }) => en)).toEqual([text])
  })

  it.each(['silent', 'turned-away'] as const)('is nothing where it was %s', (speaks) => {
    expect(speechTexts(seenOnly([heard({ speaks })]))).toEqual([])
  })

  it('is told once, however many said it', () => {
    expect(speechTexts(seenOnly([heard({}), heard({}), heard({ speaks: 'ssh' })]))).toHaveLength(2)
  })
})

describe('a port that turns everybody away', () => {
  const [sighting] = open(3389)

  it.each([
    ['every look was turned away', ['turned-away', 'turned-away'], true],
    ['one look heard something', ['turned-away', 'rdp'], false],
    ['nobody listened', [], false],
  ] as const)('is one where %s: %s → %s', (_, all, expected) => {
    const speech = all.map((speaks) => heard({ speaks }))
    expect(sighting && isTurnedAway(sighting, speech)).toBe(expected)
  })
})
