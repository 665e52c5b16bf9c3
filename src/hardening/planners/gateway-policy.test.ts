import { describe, expect, it } from 'vitest'
import { controlCenterTechnicianAreas } from '../../controls/control-center-restricted/technician-areas.ts'
import { foreignRefused } from '../../controls/geoblocking/foreign-refused.ts'
import { areaPaths, product, scan } from '../../controls/look-fixture.ts'
import { fromAbroad, fromInternet, seen } from '../../controls/question-fixture.ts'
import { screenconnectSetupClosed } from '../../controls/screenconnect-current/setup-closed.ts'
import { screenconnectListsEnforced } from '../../controls/screenconnect-ip-lists/enforced.ts'
import type { Evidence } from '../../model/evidence.ts'
import { policyOf, smallest } from '../../policy/policy-fixture.ts'
import type { Planned } from '../planner.ts'
import { gatewayPolicyPlanner } from './gateway-policy.ts'
import { findingsOf } from './judged-folder-fixture.ts'
import { applied, undone } from './splices-fixture.ts'

const vantage = fromAbroad
const tls = '  tls: { certificates: [{ certificate: a.pem, key: a.key }] }\n'
const technicians = 'technicians: [203.0.113.0/24]'
const byNumber = smallest.replace(/technicians: .*/, technicians)

/** Everything answers: technicians' areas at home, agents and the relay abroad, and the setup wizard. */
const open: readonly Evidence[] = [
  ...(['automate', 'screenconnect'] as const).flatMap((server) => [
    product(server, { vantage: fromInternet }),
    product(server, { vantage }),
  ]),
  ...areaPaths('automate.technicians', 'answered', { vantage: fromInternet }),
  ...areaPaths('screenconnect.hosts', 'answered', { vantage: fromInternet }),
  ...areaPaths('automate.agents', 'answered', { vantage }),
  scan('screenconnect', { open: [8041] }, { vantage }),
  seen('screenconnect', 'outside.setup-wizard', {
    path: '/SetupWizard.aspx',
    variant: 'plain',
    answer: 'open',
    status: 200,
  }),
]

interface Run {
  readonly keepAccess?: readonly string[]
  readonly evidence?: readonly Evidence[]
}

function planned(text: string, { keepAccess = ['203.0.113.0/24'], evidence = open }: Run = {}): Promise<Planned> {
  const policy = policyOf(text)
  const findings = (['automate', 'screenconnect'] as const)
    .flatMap((server) =>
      [controlCenterTechnicianAreas, screenconnectListsEnforced, foreignRefused, screenconnectSetupClosed]
        .filter(({ servers }) => servers.includes(server))
        .flatMap((control) => findingsOf([control], evidence, policy, server)),
    )
    .filter(({ outcome }) => outcome === 'fail')
  const reach = { policyFile: '/site/bollwerk.yaml', readFile: async () => Buffer.from(text) }
  return gatewayPolicyPlanner.plan({ findings, policy, reach, language: 'en', keepAccess })
}

function edited(text: string, { changes }: Planned): string {
  return changes.reduce<Buffer>((bytes, { steps }) => applied(bytes, steps), Buffer.from(text)).toString()
}

const observing = `${byNumber}gateway: # davor
  # erst nur zusehen
  observe:
    - rate   # bleibt
    - audience # Techniker
    - country
${tls}areas:
  automate.agents: { countries: [DE], mode: "observe" } # reisen viel
  screenconnect.hosts:
    mode: observe   # noch
  screenconnect.guests: { mode: observe }
`

describe('a plan for the policy of the gateway', () => {
  it('enforces what only reported, and touches nothing else of the file', async () => {
    const plan = await planned(observing)
    expect(edited(observing, plan)).toBe(
      observing
        .replace('    - audience # Techniker\n', '')
        .replace('    - country\n', '')
        .replace('mode: "observe"', 'mode: enforce')
        .replace('mode: observe   # noch', 'mode: enforce   # noch'),
    )
  })

  it('tells who is turned away, waits for a confirmation and needs no restart', async () => {
    const { changes } = await planned(observing)
    expect(changes.map(({ id, restart, confirm, lockedOut }) => [id, restart, confirm, lockedOut])).toEqual([
      [
        'gateway-policy.audience/automate',
        'nothing',
        true,
        ['Technicians who work from elsewhere than 203.0.113.0/24'],
      ],
      [
        'gateway-policy.country/automate',
        'nothing',
        true,
        [expect.stringContaining('Agents and guests who are elsewhere than here: DE, AT, CH')],
      ],
    ])
    expect(changes[0]?.shown).toEqual([
      {
        place: '/site/bollwerk.yaml: gateway.observe',
        before: 'rate, audience, country',
        after: 'rate, country',
      },
      { place: '/site/bollwerk.yaml: areas.screenconnect.hosts.mode', before: 'observe', after: 'enforce' },
    ])
    expect(changes[0]?.verify.map(({ control }) => control)).toEqual([
      'control-center-restricted.technician-areas',
      'screenconnect-ip-lists.enforced',
    ])
  })

  it.each([
    ['line endings of Windows', observing.replaceAll('\n', '\r\n')],
    ['a byte order mark and letters beyond ASCII', `\uFEFF# Größe: 😀\n${observing}`],
    ['brackets', `${byNumber}gateway: { observe: [ country, rate, audience ], ${tls.trim()} } # 😀\n`],
    ['a list that loses all it has', `${byNumber}gateway:\n  observe:\n  - audience\n  - country\n${tls}`],
  ])('keeps %s', async (_, text) => {
    const plan = await planned(text)
    const changed = edited(text, plan)
    expect(plan.changes).toHaveLength(2)
    expect(policyOf(changed).gateway.observe).toEqual(text.includes('rate') ? ['rate'] : [])
    const lines = new Set(text.split('\n'))
    expect(changed.split('\n').filter((line) => !lines.has(line) && !/enforce|observe/.test(line))).toEqual([])
    const back = plan.changes
      .toReversed()
      .reduce<Buffer>((bytes, { steps }) => undone(bytes, steps), Buffer.from(changed))
      .toString()
    expect(back).toBe(text)
  })

  it('takes the setup wizard out of what is opened, at once and without a confirmation', async () => {
    const opened = '{ area: screenconnect.setup, address: 203.0.113.7, until: 2026-11-25T12:30:00+01:00 }'
    const text = `${byNumber}gateway:\n  opened:\n    # für die Einrichtung\n    - ${opened} # kurz\n${tls}`
    const plan = await planned(text)
    expect(plan.changes.map(({ id, confirm, lockedOut }) => [id, confirm, lockedOut])).toEqual([
      ['gateway-policy.setup/screenconnect', false, ['203.0.113.7']],
    ])
    expect(edited(text, plan)).toBe(text.replace(`    - ${opened} # kurz\n`, '').replace('opened:', 'opened: []'))
  })

  it('refuses to lock an address out that must keep access, and names it', async () => {
    const { changes, left } = await planned(observing, { keepAccess: ['203.0.113.0/24', '198.51.100.7'] })
    expect(changes).toEqual([])
    const refused = left.filter(({ finding }) => !finding.includes('setup-closed'))
    expect(refused.length).toBeGreaterThan(2)
    for (const { reason } of refused) expect(reason.en).toMatch(/^198\.51\.100\.7 must keep access and is not among/)
  })

  it('warns of technicians whom only a name tells', async () => {
    const { changes } = await planned(observing.replace(technicians, 'technicians: [buero.muster-msp.de]'))
    expect(changes[0]?.lockedOut).toContain(
      'Technicians at buero.muster-msp.de get in only while this name leads to their address.',
    )
  })

  it.each([
    [
      'the policy forbids it already',
      `${byNumber}gateway:\n${tls}`,
      /forbids this already|opens the setup wizard to nobody/,
    ],
    ['no gateway of ours stands in front', byNumber, /no gateway of Bollwerk/],
  ])('leaves everything with the reason where %s', async (_, text, reason) => {
    const { changes, left } = await planned(text)
    expect(changes).toEqual([])
    expect(left.length).toBeGreaterThan(3)
    for (const one of left) expect(one.reason.en).toMatch(reason)
  })

  it('leaves a port that no area of the policy is behind', async () => {
    const evidence = [scan('automate', { open: [3389] }, { vantage })]
    const { changes, left } = await planned(observing, { evidence })
    expect(changes).toEqual([])
    expect(left.map(({ reason }) => reason.en)).toEqual([expect.stringContaining('belongs to no area')])
  })

  it('leaves a policy that cannot be read any more', async () => {
    const policy = policyOf(observing)
    const findings = findingsOf([controlCenterTechnicianAreas], open, policy, 'automate')
    const reach = { policyFile: '/site/bollwerk.yaml', readFile: async () => Buffer.from('site: [') }
    const { changes, left } = await gatewayPolicyPlanner.plan({
      ...{ findings, policy, reach, language: 'en', keepAccess: [] },
    })
    expect(changes).toEqual([])
    expect(left[0]?.reason.en).toContain('has a mistake by now')
  })
})
