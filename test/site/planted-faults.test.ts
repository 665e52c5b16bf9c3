import { beforeAll, describe, expect, it } from 'vitest'
import type { Control } from '../../src/controls/control.ts'
import { controls } from '../../src/controls/index.ts'
import { musterMsp } from '../../src/controls/question-fixture.ts'
import { assessed } from '../../src/controls/site-fixture.ts'
import type { Assessment } from '../../src/model/assessment.ts'
import type { Attestation } from '../../src/model/attestation.ts'
import type { Evidence } from '../../src/model/evidence.ts'
import { isAllowed } from './planted/fault.ts'
import { siteInOrder, siteWith } from './planted/planted-site.ts'
import { plantedFaults } from './planted-faults.ts'

/** What no witness can settle, and why; a person answers it (`bollwerk attest`). */
const leftToPersons: readonly (readonly [string, string])[] = [
  [
    'screenconnect-current.clients/screenconnect/CVE-2026-84869',
    'clients on customers’ machines are seen by no witness',
  ],
  [
    'screenconnect-current.clients/screenconnect/CVE-2023-47257',
    'clients on customers’ machines are seen by no witness',
  ],
  [
    'screenconnect-current.clients/screenconnect/CVE-2023-47256',
    'clients on customers’ machines are seen by no witness',
  ],
  [
    'endpoint-protection.system-patched/automate/update',
    'the newest update that the catalogue knows is half a year old',
  ],
  ['endpoint-protection.system-patched/screenconnect/update', 'the same'],
  ['accounts.automate-lockout/automate', 'Automate tells its rules on locking under no documented name'],
]

/** Controls that compare witnesses where a site in order gives them nothing to compare, and why. */
const nothingToCompare: readonly (readonly [string, string])[] = [
  ['accounts.automate-witnesses-agree/automate', 'whoever has the REST API does not ask the database as well'],
  ['screenconnect-ip-lists.witnesses-agree/screenconnect', 'behind a proxy the lists name only the proxy'],
  ['reverse-proxy.witnesses-agree/automate', 'behind a proxy the handshake is not that of Windows'],
  ['reverse-proxy.witnesses-agree/screenconnect', 'the same'],
]

/** Controls that never say `fail`, and why. */
const withoutFailure: readonly (readonly [string, string])[] = [
  ['accounts.automate-lockout', 'Automate tells its rules on locking under no documented name'],
  ['database-patched.upgrade-blockers', 'what stands in the way of an upgrade is a task, not a fault'],
]

/** Controls that rightly pass on what is left when the piece with the fault in it was denied, and why. */
const severalLooks: readonly (readonly [RegExp, string])[] = [
  [/\.witnesses-agree$/, 'the other witnesses still agree with each other'],
  [/^geoblocking\.foreign-refused$/, 'a denied look from abroad counts as refused; the scan from there still stands'],
  [/^reverse-proxy\.origin-direct$/, 'each place is answered by itself, and the text says so'],
  [/^database-patched\.upgrade-blockers$/, 'my.ini is a second source beside what the database says'],
]

let inOrder: readonly Evidence[]
let clean: Assessment
beforeAll(async () => {
  inOrder = await siteInOrder()
  clean = assessed(controls, inOrder)
})

/** The same with a denial in the place of every piece that is not as in the clean site. */
function withDenials(evidence: readonly Evidence[]): readonly Evidence[] {
  const usual = new Set(inOrder.map((piece) => JSON.stringify(piece)))
  return evidence.map((piece) => {
    if (usual.has(JSON.stringify(piece))) return piece
    const { fact, witness, server, source, at, vantage } = piece
    const missing = { reason: 'denied', detail: 'test' } as const
    return { fact, witness, server, source, at, ...(vantage ? { vantage } : {}), missing }
  })
}

function outcomes({ findings }: Assessment): ReadonlyMap<string, string> {
  return new Map(findings.map(({ id, outcome }) => [id, outcome]))
}

describe('a hardened site, seen by every witness', () => {
  it('has nothing that fails', () => {
    expect(clean.findings.filter(({ outcome }) => outcome === 'fail' || outcome === 'error')).toEqual([])
  })

  it('leaves open only what no witness can settle', () => {
    expect([...outcomes(clean).keys()].toSorted()).toEqual(leftToPersons.map(([id]) => id).toSorted())
  })

  it('is answered everywhere else', () => {
    const results = clean.measures.flatMap((measure) => measure.controls)
    const compared = results.filter(({ outcome }) => outcome === 'not-applicable')
    const ids = compared.map(({ id, subject }) => `${id}/${subject}`)
    expect(ids.toSorted()).toEqual(nothingToCompare.map(([id]) => id).toSorted())
    const open = new Set(clean.findings.map(({ control, subject }) => `${control}/${subject}`))
    expect(clean.coverage.asked - clean.coverage.answered).toBe(open.size)
  })

  it('is answered completely once a person has answered the rest', () => {
    const attestations = clean.findings.map(
      ({ control, version, subject, item }): Attestation => ({
        control,
        version,
        server: subject,
        ...(item === undefined ? {} : { item }),
        answer: 'pass',
        by: 'E. Muster',
        since: '2026-11-20',
        until: '2027-01-31',
        note: 'nachgesehen',
      }),
    )
    const policy = { ...musterMsp, attestations }
    const { coverage, score, findings } = assessed(controls, inOrder, { policy })
    expect(findings).toEqual([])
    expect([coverage.answered, score]).toEqual([coverage.asked, 100])
  })
})

describe('a planted fault', () => {
  it.each(plantedFaults)('is found: $fault', async ({ plant, finds, outcome = 'fail', also = [] }) => {
    const before = outcomes(clean)
    expect(before.get(finds)).not.toBe(outcome)
    const evidence = await siteWith(plant)
    const after = outcomes(assessed(controls, evidence))
    expect(after.get(finds), [...after.keys()].filter((id) => !before.has(id)).join(' ')).toBe(outcome)
    const further = [...after].filter(([id, now]) => id !== finds && before.get(id) !== now)
    expect(further.map(([id]) => id).filter((id) => !isAllowed(id, also))).toEqual([])
    if (severalLooks.some(([control]) => control.test(controlOf(finds)))) return
    const hidden = assessed(asked(finds), withDenials(evidence)).measures.flatMap((measure) => measure.controls)
    const about = hidden.filter(({ id, subject }) => finds.startsWith(`${id}/${subject}`))
    expect(
      about.map((result) => result.outcome),
      'if nobody may see it',
    ).not.toContain('pass')
  })

  it('is planted for every control', () => {
    const failing = plantedFaults
      .filter(({ outcome = 'fail' }) => outcome === 'fail')
      .map(({ finds }) => controlOf(finds))
    const without = controls.map(({ id }) => id).filter((id) => !failing.includes(id))
    expect(without.toSorted()).toEqual(withoutFailure.map(([id]) => id).toSorted())
  })

  it('is planted more than 120 times, each under a name of its own', () => {
    expect(plantedFaults.length).toBeGreaterThanOrEqual(160)
    expect(new Set(plantedFaults.map(({ fault }) => fault)).size).toBe(plantedFaults.length)
  })
})

function asked(finding: string): readonly Control[] {
  return controls.filter(({ id }) => id === controlOf(finding))
}

function controlOf(finding: string): string {
  return finding.split('/')[0] ?? ''
}
