import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EvidenceSet } from '../evidence/facts.ts'
import type { Evidence } from '../model/evidence.ts'
import { formatPorts } from '../model/port-set.ts'
import { fromAustria, scan } from './look-fixture.ts'
import { lastYear } from './question-fixture.ts'
import { countPorts, newestScans, openPorts, type Scan, sightings } from './scanned-ports.ts'
import { seenOnly } from './vantage-evidence.ts'

function scansOf(evidence: readonly Evidence[]): readonly Scan[] {
  return seenOnly(new EvidenceSet(evidence).about('automate', 'outside.tcp-ports'))
}

describe('what scans say of a port', () => {
  const earlier = scan('automate', { open: [443, 3389] }, { at: lastYear })

  it('takes the newest scan that asked for it, once for each place and address', () => {
    const scans = scansOf([earlier, scan('automate', { open: [443] }), scan('automate', {}, { vantage: fromAustria })])
    expect(sightings(scans, 3389).map(({ state }) => state)).toEqual(['silent', 'silent'])
    expect([...openPorts(scans).keys()]).toEqual([443])
  })

  it('keeps what a later and shorter scan left out', () => {
    const scans = scansOf([earlier, scan('automate', { open: [443], asked: '443' })])
    expect([...openPorts(scans).keys()]).toEqual([443, 3389])
    expect(newestScans(scans)).toHaveLength(1)
  })

  it('agrees with the sightings for every port, whatever was scanned', () => {
    const port = fc.integer({ min: 1, max: 12 })
    const result = fc.record({
      open: fc.uniqueArray(port),
      rest: fc.uniqueArray(port),
      hour: fc.integer({ min: 10, max: 20 }),
    })
    fc.assert(
      fc.property(fc.array(result, { maxLength: 6 }), (results) => {
        const scans = scansOf(
          results
            .filter(({ open, rest }) => open.length + rest.length > 0)
            .map(({ open, rest, hour }) =>
              scan(
                'automate',
                { open, asked: formatPorts([...open, ...rest]) },
                { at: `2026-11-20T${hour}:00:00.000Z` },
              ),
            ),
        )
        const ports = Array.from({ length: 12 }, (_, index) => index + 1)
        const open = ports.filter((one) => sightings(scans, one).some(({ state }) => state === 'open'))
        expect([...openPorts(scans).keys()]).toEqual(open)
      }),
    )
  })
})

describe('countPorts', () => {
  it.each([
    ['', 0],
    ['443', 1],
    ['1-3,8', 4],
    ['1-65535', 65_535],
  ])('counts %s as %i', (text, count) => {
    expect(countPorts(text)).toBe(count)
  })

  it('counts what formatPorts writes', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 65_535 })), (ports) => {
        expect(countPorts(formatPorts(ports))).toBe(ports.length)
      }),
    )
  })
})
