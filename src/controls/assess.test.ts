import { describe, expect, it } from 'vitest'
import { measureIds } from '../model/measure.ts'
import { say } from '../model/text.ts'
import { anHourAgo, fromInternet, fromTechnicians, musterMsp, seen, unseen } from './question-fixture.ts'
import { answering, judgement, sampleControl, wizard } from './sample-fixture.ts'
import { accepting, assessed, without } from './site-fixture.ts'

const ports = answering([judgement('fail', '3389', 'high'), judgement('fail', '3306', 'critical')], {
  id: 'ports-minimal.sample',
  measure: 'ports-minimal',
  servers: ['automate', 'screenconnect'],
})
const open = answering([judgement('unknown', undefined, 'critical')], { id: 'uac.sample', measure: 'uac' })
const fine = answering([judgement('pass')], { id: 'geoblocking.sample', measure: 'geoblocking' })

describe('assess', () => {
  it('names the schema, the site, the tool, the times and the catalogue', () => {
    const { measures, findings, ...head } = assessed([], [])
    expect(head).toMatchObject({
      schema: 'bollwerk.assessment/1',
      language: 'de',
      site: 'Muster-MSP',
      startedAt: '2026-11-23T11:59:00.000Z',
      finishedAt: '2026-11-23T12:00:00.000Z',
      tool: { version: '0.0.0-test' },
      catalog: { asOf: '2026-11-23', ageDays: 0, tooOld: false },
      support: musterMsp.support,
    })
    expect(measures).toHaveLength(measureIds.length)
    expect(findings).toEqual([])
  })

  it('shows every measure in the order of the guidance, also those that nobody asked about', () => {
    const { measures } = assessed([open, ports, fine], [])
    expect(measures.map(({ id }) => id)).toEqual(measureIds)
    expect(measures.filter(({ outcome }) => outcome !== 'not-applicable').map(({ id }) => id)).toEqual([
      'geoblocking',
      'uac',
      'ports-minimal',
    ])
  })

  it('asks a control about each server that it is for and that the site has', () => {
    const subjects = (policy = musterMsp) =>
      assessed([ports], [], { policy }).measures.flatMap(({ controls }) => controls.map(({ subject }) => subject))
    expect(subjects()).toEqual(['automate', 'screenconnect'])
    expect(subjects(without('automate'))).toEqual(['screenconnect'])
  })

  it('gives every finding an id of control, server and item', () => {
    const { findings } = assessed([ports, open], [])
    expect(findings.map(({ id }) => id)).toEqual([
      'ports-minimal.sample/automate/3306',
      'ports-minimal.sample/screenconnect/3306',
      'ports-minimal.sample/automate/3389',
      'ports-minimal.sample/screenconnect/3389',
      'uac.sample/screenconnect',
    ])
  })

  it('puts failures before what is open, and the worse before the less bad', () => {
    const { findings } = assessed([open, ports], [])
    expect(findings.map(({ outcome, severity }) => `${outcome} ${severity}`)).toEqual([
      'fail critical',
      'fail critical',
      'fail high',
      'fail high',
      'unknown critical',
    ])
  })

  it('makes no finding of a pass or of what does not apply', () => {
    const nothing = answering([judgement('not-applicable')])
    expect(assessed([fine, nothing], []).findings).toEqual([])
  })

  it('carries control, version, remedy, references and mappings into a finding, in the language asked for', () => {
    const [german] = assessed([open], [], { language: 'de' }).findings
    const [english] = assessed([open], [], { language: 'en' }).findings
    expect(german).toMatchObject({
      control: 'uac.sample',
      version: 3,
      measure: 'uac',
      title: 'Muster',
      remedy: { summary: 'Tun Sie es.', steps: ['Schritt'], automatic: false },
      references: [{ title: 'Source', url: 'https://example.org/source' }],
      mappings: [{ standard: 'Standard', requirement: '1', relation: 'supports' }],
    })
    expect(english).toMatchObject({ title: 'Sample', remedy: { summary: 'Do it.', steps: ['Step'] } })
  })

  it("prefers a judgement's own title, remedy and references", () => {
    const own = answering([
      {
        ...judgement('fail', 'CVE-1'),
        title: say('Eigener Titel', 'Own title'),
        remedy: {
          summary: say('Eigenes', 'Own'),
          steps: [],
          automatic: false,
          rollback: say('Zurück', 'Back'),
          downtime: say('Keine', 'None'),
        },
        references: [{ title: 'CVE-1', url: 'https://example.org/cve-1' }],
      },
    ])
    expect(assessed([own], [], { language: 'en' }).findings[0]).toMatchObject({
      title: 'Own title',
      remedy: { summary: 'Own', rollback: 'Back', downtime: 'None' },
      references: [{ title: 'CVE-1', url: 'https://example.org/cve-1' }],
    })
  })

  it('cites evidence with its value or with the reason why it is missing', () => {
    const missing = { reason: 'timeout', detail: 'ETIMEDOUT' } as const
    const pieces = [wizard('open', anHourAgo), unseen('screenconnect', 'outside.version', missing, { source: 'v' })]
    const citing = sampleControl(({ evidence }) => [{ ...judgement('fail'), evidence: evidence.all }])
    const [finding] = assessed([citing], pieces).findings
    expect(finding?.evidence).toEqual([
      {
        witness: 'outside',
        source: 'test://screenconnect',
        at: anHourAgo,
        vantage: fromInternet,
        value: { variant: 'plain', path: '/SetupWizard.aspx', answer: 'open' },
      },
      { witness: 'outside', source: 'v', at: anHourAgo, vantage: fromInternet, missing },
    ])
  })

  it('shows of a control the worst of what decided it, and who could answer', () => {
    const { measures } = assessed([ports], [])
    const [result] = measures.flatMap(({ controls }) => controls)
    expect(result).toMatchObject({
      id: 'ports-minimal.sample',
      outcome: 'fail',
      severity: 'critical',
      detail: 'fail 3389 fail 3306',
      witnesses: ['outside'],
    })
  })

  it('keeps a waived failure among the findings, marked', () => {
    const { findings, measures } = assessed([ports], [], { policy: accepting('ports-minimal.sample', '3306') })
    expect(findings.filter(({ overlay }) => overlay === 'waived').map(({ item }) => item)).toEqual(['3306', '3306'])
    expect(measures.find(({ id }) => id === 'ports-minimal')?.outcome).toBe('fail')
  })

  it('names each vantage point once', () => {
    const name = { host: 'support.muster-msp.de', addresses: [], by: 'dns' } as const
    const looks = [fromInternet, fromTechnicians, fromInternet].map((vantage) =>
      seen('screenconnect', 'outside.name', name, { vantage }),
    )
    expect(assessed([], looks).vantages).toEqual([fromInternet, fromTechnicians])
  })

  it('counts coverage and score over all controls', () => {
    const { coverage, score } = assessed([fine, open], [])
    expect(coverage).toEqual({ asked: 2, answered: 1 })
    expect(score).toBe(50)
  })

  it('weighs a control by what decides its outcome, and cites each piece for that once', () => {
    const [shut, late] = [wizard('closed', anHourAgo), wizard('open', '2026-11-23T10:00:00.000Z')]
    const control = answering([
      { ...judgement('unknown', 'a', 'critical'), evidence: [shut] },
      { ...judgement('fail', 'b', 'low'), evidence: [late] },
      { ...judgement('fail', 'c', 'medium'), evidence: [late] },
    ])
    const [result] = assessed([control], []).measures.flatMap(({ controls }) => controls)
    expect(result).toMatchObject({ outcome: 'fail', severity: 'medium', detail: 'fail b fail c' })
    expect(result?.evidence.map(({ at }) => at)).toEqual(['2026-11-23T10:00:00.000Z'])
  })

  it('says how much of a piece is left out, and nothing of it where all is cited', () => {
    const whole = wizard('open', anHourAgo)
    const part = { ...wizard('open', '2026-11-23T10:00:00.000Z'), leftOut: 3 }
    const control = answering([{ ...judgement('fail'), evidence: [whole, part] }])
    const [finding] = assessed([control], []).findings
    expect(finding?.evidence.map((piece) => 'leftOut' in piece)).toEqual([false, true])
    expect(finding?.evidence[1]).toMatchObject({ leftOut: 3 })
    expect(finding && 'item' in finding).toBe(false)
  })
})
