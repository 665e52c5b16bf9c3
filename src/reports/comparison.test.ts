import { describe, expect, it } from 'vitest'
import type { Assessment, CitedEvidence, ControlResult, Finding } from '../model/assessment.ts'
import { measureTitles } from '../model/measure.ts'
import { type Outcome, type Overlay, type Severity, worstOf } from '../model/outcome.ts'
import { calmAssessment, richAssessment } from './assessment-fixture.ts'
import { changesBetween } from './comparison.ts'
import { differenceOf } from './comparison-json.ts'
import { renderComparison } from './comparison-text.ts'

const id = 'ports-minimal.tcp'
const seen: CitedEvidence = {
  witness: 'outside',
  source: 'tcp://a',
  at: '2026-11-23T09:00:00.000Z',
  value: { open: true },
}
const unseen: CitedEvidence = {
  witness: 'outside',
  source: 'tcp://a',
  at: seen.at,
  missing: { reason: 'timeout', detail: '' },
}

interface Told {
  readonly item?: string
  readonly outcome?: Outcome
  readonly overlay?: Overlay
  readonly severity?: Severity
  readonly evidence?: readonly CitedEvidence[]
}

/** An assessment with one control about one server: nothing told is a pass; `undefined` is a question not asked. */
function saying(told: readonly Told[] | undefined, version = 1): Assessment {
  const calm = calmAssessment('de')
  const parts = told?.map((one) => ({ outcome: 'fail' as const, severity: 'high' as const, evidence: [seen], ...one }))
  const findings = (parts ?? []).map(
    ({ item, ...part }): Finding => ({
      id: [id, 'automate', ...(item === undefined ? [] : [item])].join('/'),
      control: id,
      version,
      measure: 'ports-minimal',
      subject: 'automate',
      ...(item === undefined ? {} : { item }),
      title: 'Port',
      detail: '',
      remedy: { summary: '', steps: [], automatic: false },
      references: [],
      mappings: [],
      ...part,
    }),
  )
  const outcome = worstOf(findings.length > 0 ? findings.map((finding) => finding.outcome) : ['pass'])
  const result: ControlResult = {
    ...{ id, version, subject: 'automate', title: 'Ports', outcome, severity: 'high', detail: '' },
    witnesses: ['outside'],
    evidence: findings.flatMap(({ evidence }) => evidence),
  }
  const controls = told === undefined ? [] : [result]
  const measure = { id: 'ports-minimal', title: measureTitles['ports-minimal'].de, outcome, controls } as const
  return { ...calm, measures: [measure], findings }
}

const port = { item: '3306' }
const waived = { ...port, overlay: 'waived' } as const
const open = { outcome: 'unknown' } as const

const cases: readonly (readonly [
  string,
  readonly Told[] | undefined,
  readonly Told[] | undefined,
  readonly string[],
])[] = [
  ['a failure beside others is new', [{ item: '22' }], [{ item: '22' }, port], ['new 3306', 'unchanged 22']],
  ['a failure that nobody could tell before is new', [open], [port], ['new 3306']],
  ['a failure of a question that was not asked is new', undefined, [port], ['new 3306']],
  ['a failure of what was met has regressed', [], [port], ['regressed 3306']],
  ['a failure that is gone is fixed', [port], [], ['fixed 3306']],
  ['one of two failures is fixed', [port, { item: '22' }], [{ item: '22' }], ['fixed 3306', 'unchanged 22']],
  ['the same failure is unchanged', [port], [port], ['unchanged 3306']],
  ['what is accepted now is waived', [port], [waived], ['waived 3306']],
  ['what is accepted from the beginning is waived', [], [waived], ['waived 3306']],
  ['what is still accepted is unchanged', [waived], [waived], ['unchanged 3306']],
  ['what is accepted no longer comes back', [waived], [port], ['exception-expired 3306']],
  ['what was accepted and is gone is fixed', [waived], [], ['fixed 3306']],
  ['what nobody can tell any more became unknown', [port], [{ ...open, evidence: [seen] }], ['became-unknown 3306']],
  ['what was met and is open now became unknown', [], [{ ...open, evidence: [seen] }], ['became-unknown ']],
  ['a failure without evidence now has missing data', [port], [{ ...open, evidence: [unseen] }], ['data-missing 3306']],
  ['what was met and was not looked at has missing data', [], [{ ...open, evidence: [] }], ['data-missing ']],
  ['a question that is asked no more has missing data', [port], undefined, ['data-missing 3306']],
  ['an open question that is met now is answered', [open], [], ['answered ']],
  ['an open question stays unchanged', [open], [open], ['unchanged ']],
  ['a question that is new and open is one', undefined, [open], ['new-question ']],
  [
    'the same failure by other evidence has changed evidence',
    [port],
    [{ ...port, evidence: [{ ...seen, value: 2 }] }],
    ['evidence-changed 3306'],
  ],
  [
    'a failure that weighs more has changed evidence',
    [port],
    [{ ...port, severity: 'critical' }],
    ['evidence-changed 3306'],
  ],
  [
    'evidence seen at another time is the same',
    [port],
    [{ ...port, evidence: [{ ...seen, at: '2026-11-24T09:00:00.000Z' }] }],
    ['unchanged 3306'],
  ],
  ['a disputed failure still fails', [port], [{ ...port, overlay: 'disputed' }], ['unchanged 3306']],
]

describe('between two assessments', () => {
  it.each(cases)('%s', (_, before, after, expected) => {
    const changes = changesBetween({ before: saying(before), after: saying(after) })
    expect(changes.map(({ kind, item = '' }) => `${kind} ${item}`)).toEqual(expected)
  })

  it('nothing changes from an assessment to itself', () => {
    const rich = richAssessment('de')
    const changes = changesBetween({ before: rich, after: rich })
    expect(changes).toHaveLength(rich.findings.length)
    expect(new Set(changes.map(({ kind }) => kind))).toEqual(new Set(['unchanged']))
  })

  it('a control of another version is named beside what it found', () => {
    const changes = changesBetween({ before: saying([], 1), after: saying([port], 2) })
    expect(changes.map(({ kind, id: name }) => [kind, name])).toEqual([
      ['regressed', 'ports-minimal.tcp/automate/3306'],
      ['control-version-changed', 'ports-minimal.tcp/automate'],
    ])
    expect(changes[1]).toMatchObject({
      before: { version: 1, outcome: 'pass' },
      after: { version: 2, outcome: 'fail' },
    })
  })

  it('each change says what it was and what it is', () => {
    const [change] = changesBetween({ before: saying([waived]), after: saying([port]) })
    expect(change).toEqual({
      kind: 'exception-expired',
      id: 'ports-minimal.tcp/automate/3306',
      control: id,
      subject: 'automate',
      item: '3306',
      title: 'Port',
      severity: 'high',
      before: { outcome: 'fail', overlay: 'waived', severity: 'high', version: 1 },
      after: { outcome: 'fail', severity: 'high', version: 1 },
    })
  })
})

describe('the difference', () => {
  it('counts every kind as bollwerk.diff/1', () => {
    const difference = differenceOf({ before: saying([port, waived]), after: saying([{ item: '22' }, port]) })
    expect(difference).toMatchObject({ schema: 'bollwerk.diff/1', site: 'Muster-MSP Süd', before: { score: 100 } })
    expect(Object.values(difference.summary).reduce((sum, count) => sum + count, 0)).toBe(difference.changes.length)
  })

  it.each(['de', 'en'] as const)('is told on a terminal, what is worse first (%s)', (language) => {
    const pair = { before: saying([waived, { item: '80' }]), after: saying([port, { item: '22' }]) }
    const text = renderComparison(pair, { color: false, width: 100, unicode: true }, language)
    expect(text).toMatch(language === 'de' ? /^Muster-MSP Süd: 23\.11\.2026/ : /^Muster-MSP Süd: 23 Nov 2026/)
    const heads =
      language === 'de' ? ['Neu: 1', 'Ausnahme abgelaufen', 'Behoben: 1'] : ['New: 1', 'Exception ended', 'Fixed: 1']
    const places = heads.map((head) => text.indexOf(head))
    expect(places.every((place) => place > 0)).toBe(true)
    expect(places).toEqual(places.toSorted((a, b) => a - b))
    expect(text).toMatch(language === 'de' ? /wieder offen: 2\. Behoben: 1\.\n$/ : /open again: 2\. Fixed: 1\.\n$/)
  })
})
