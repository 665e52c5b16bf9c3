import { beforeAll, describe, expect, it } from 'vitest'
import { controlsThat, type LookedAt, lookedAt } from './looked-at.ts'

const patience = 240_000
/** Below 1024 only root may listen, and the assessor is told no other ports than a real one would be. */
const mayListen = process.getuid?.() === 0

const older = { automate: '2025.11', screenconnect: '25.2.3', database: '8.0.41' }
const newer = { automate: '2021.6', screenconnect: '26.1', database: '8.4.13' }

let neglected: LookedAt
let hardened: LookedAt
let catalogued: readonly LookedAt[]
beforeAll(async () => {
  if (!mayListen) return
  neglected = await lookedAt({ state: 'neglected', network: 31 })
  hardened = await lookedAt({ state: 'hardened', network: 32 })
  // Side by side: most of a look is waiting for ports that say nothing.
  catalogued = await Promise.all([
    lookedAt({ state: 'neglected', network: 41, versions: older }, ['internet']),
    lookedAt({ state: 'neglected', network: 42, versions: newer }, ['internet']),
  ])
}, patience)

describe.skipIf(!mayListen)('a neglected site, looked at from four places (needs root for ports below 1024)', () => {
  it('fails every measure that the outside can see, and the exit code says so', () => {
    const failing = neglected.assessment.measures.filter(({ outcome }) => outcome === 'fail').map(({ id }) => id)
    expect(failing).toEqual([
      'automate-current',
      'database-supported',
      'screenconnect-current',
      'control-center-restricted',
      'geoblocking',
      'isolated-network',
      'ports-minimal',
      'screenconnect-ip-lists',
      'reverse-proxy',
    ])
    expect(neglected.code).toBe(1)
  })

  it('is described as it was set', () => {
    const ids = neglected.assessment.findings.map(({ id }) => id)
    expect(ids).toEqual(
      expect.arrayContaining([
        'automate-current.advisories/automate/CVE-2025-11492',
        'screenconnect-current.advisories/screenconnect/CVE-2024-1709',
        'screenconnect-current.setup-closed/screenconnect',
        'ports-minimal.tcp/automate/3306',
        'ports-minimal.tcp/automate/8484',
      ]),
    )
    const detail = (id: string): string =>
      neglected.assessment.findings.find((finding) => finding.id === id)?.detail ?? ''
    expect(detail('database-supported.line/automate')).toContain('5.7.44')
    expect(detail('automate-current.release/automate')).toContain('22.0.105')
    expect(detail('screenconnect-current.release/screenconnect')).toContain('23.9.7.8804')
  })

  it('gives every failing finding evidence, a remedy and a way on', () => {
    const failing = neglected.assessment.findings.filter(({ outcome }) => outcome === 'fail')
    expect(failing.length).toBeGreaterThan(20)
    for (const { evidence, remedy, references } of failing) {
      expect(evidence.length).toBeGreaterThan(0)
      expect(evidence.every(({ at, source, vantage }) => at && source && vantage)).toBe(true)
      expect(remedy.summary && remedy.steps.length > 0 && references.length > 0).toBeTruthy()
    }
  })

  it('was only looked at: nothing but GET and HEAD, no body, no sign-in', () => {
    const { malformed: _, ...methods } = neglected.stats.methods
    expect(Object.keys(methods).sort()).toEqual(['GET', 'HEAD'])
    expect(neglected.stats.bodyBytes).toBe(0)
    expect(neglected.stats.troubles).toEqual([])
  })
})

describe.skipIf(!mayListen)('a hardened site, looked at from four places (needs root for ports below 1024)', () => {
  it('passes everything that the outside can see', () => {
    expect(controlsThat('fail', hardened.assessment)).toEqual([])
    expect(controlsThat('error', hardened.assessment)).toEqual([])
    expect(controlsThat('pass', hardened.assessment)).toHaveLength(30)
    expect(hardened.code).toBe(0)
  })

  it('leaves open what only the inside or paper can tell, and says who could', () => {
    const open = hardened.assessment.measures
      .flatMap(({ controls }) => controls)
      .filter(({ outcome }) => outcome === 'unknown')
    expect(open.length).toBeGreaterThan(20)
    for (const { id, witnesses, detail } of open) {
      expect({ id, others: witnesses.filter((witness) => witness !== 'outside') }).not.toEqual({ id, others: [] })
      expect(detail).not.toBe('')
    }
    const untouched = [
      'accounts',
      'windows-firewall',
      'uac',
      'endpoint-protection',
      'database-supported',
      'database-patched',
    ]
    for (const { id, outcome } of hardened.assessment.measures.filter(({ id }) => untouched.includes(id))) {
      expect({ id, outcome }).toEqual({ id, outcome: 'unknown' })
    }
  })
})

describe.skipIf(!mayListen)('a site in versions of the catalogue (needs root for ports below 1024)', () => {
  it.each([
    [0, older],
    [1, newer],
  ] as const)('is recognised by what it runs (%i)', (which, versions) => {
    const found = new Set(catalogued[which]?.assessment.findings.map(({ id }) => id))
    const has = (id: string): boolean => found.has(id)
    expect(found.size).toBeGreaterThan(0)
    expect(has('automate-current.advisories/automate/CVE-2025-11492')).toBe(versions.automate === '2021.6')
    expect(has('screenconnect-current.advisories/screenconnect/CVE-2025-3935')).toBe(
      versions.screenconnect === '25.2.3',
    )
    expect(has('screenconnect-current.setup-closed/screenconnect')).toBe(false)
    expect(has('database-supported.line/automate')).toBe(versions.database === '8.0.41')
  })
})
