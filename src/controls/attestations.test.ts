import { describe, expect, it } from 'vitest'
import type { Attestation } from '../model/attestation.ts'
import { ask, lastYear, musterMsp } from './question-fixture.ts'
import { answering, judgement, wizard, wizardControl } from './sample-fixture.ts'
import { assessed } from './site-fixture.ts'

const said: Attestation = {
  control: 'screenconnect-current.sample',
  version: 3,
  server: 'screenconnect',
  answer: 'pass',
  by: 'C. Muster',
  since: '2026-11-01',
  until: '2027-01-31',
  note: 'Im Schrank nachgesehen.',
  attachment: { file: 'foto.jpg', sha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855' },
}

const open = answering([judgement('unknown')])

function judgedWith(
  control: typeof open,
  changes: Partial<Attestation> = {},
  evidence: Parameters<typeof ask>[2] = [],
) {
  return ask(control, 'screenconnect', evidence, { policy: { ...musterMsp, attestations: [{ ...said, ...changes }] } })
}

describe('an attestation', () => {
  it.each(['pass', 'fail'] as const)('answers an open question with %s, and cites the person on paper', (answer) => {
    const { outcome, judgements } = judgedWith(open, { answer })
    expect(outcome).toBe(answer)
    expect(judgements).toHaveLength(1)
    expect(judgements[0]?.detail.de).toMatch(
      /C\. Muster hat am 2026-11-01 geantwortet.*bis 2027-01-31.*Im Schrank.*foto\.jpg/,
    )
    expect(judgements[0]?.evidence).toEqual([
      {
        fact: 'paper.attestation',
        witness: 'paper',
        server: 'screenconnect',
        source: 'bollwerk.yaml: attestations, screenconnect-current.sample',
        at: '2026-11-01T00:00:00.000Z',
        value: { answer, by: 'C. Muster', until: '2027-01-31', note: said.note, attachment: said.attachment },
      },
    ])
  })

  it('says what was answered, until when, and with what document', () => {
    const { attachment: _, ...plain } = said
    const told = (answer: 'pass' | 'fail', policy = { ...musterMsp, attestations: [{ ...plain, answer }] }) =>
      ask(open, 'screenconnect', [], { policy }).judgements[0]?.detail.en
    expect(told('pass')).toMatch(/2026-11-01: met, valid until 2027-01-31\. Im Schrank nachgesehen\.$/)
    expect(told('fail')).toContain(': not met, valid')
    expect(judgedWith(open).judgements[0]?.detail.en).toMatch(/nachgesehen\. \[foto\.jpg\]$/)
  })

  it('answers what only a person can answer', () => {
    expect(judgedWith(answering([judgement('manual')])).outcome).toBe('pass')
  })

  it('answers only the item that it names', () => {
    const two = answering([judgement('unknown', 'RMM01'), judgement('unknown', 'RMM02')])
    expect(judgedWith(two, { item: 'RMM01' }).judgements.map(({ outcome }) => outcome)).toEqual(['pass', 'unknown'])
    expect(judgedWith(two).judgements.map(({ outcome }) => outcome)).toEqual(['pass', 'pass'])
  })

  it.each(['error', 'not-applicable', 'pass'] as const)('leaves %s alone', (outcome) => {
    expect(judgedWith(answering([judgement(outcome)])).judgements).toHaveLength(1)
    expect(judgedWith(answering([judgement(outcome)])).outcome).toBe(outcome)
  })

  it.each([
    ['pass', 'fail'],
    ['fail', 'pass'],
  ] as const)('that says %s where evidence says %s is a finding of its own and changes nothing', (answer, shown) => {
    const control = answering([
      { ...judgement(shown, 'a'), evidence: [wizard('open', lastYear)] },
      judgement('unknown', 'b'),
    ])
    const { outcome, judgements } = judgedWith(control, { answer })
    expect(outcome).toBe('fail')
    expect(judgements.map((one) => [one.item, one.outcome])).toEqual([
      ['a', shown],
      ['b', 'unknown'],
      ['attestation', 'fail'],
    ])
    expect(judgements[2]?.title?.de).toContain('widersprechen einander')
    expect(judgements[2]?.detail.en).toContain(answer === 'pass' ? 'that this is met;' : 'that this is not met;')
    expect(judgements[2]?.evidence.map(({ witness }) => witness)).toEqual(['paper', 'outside'])
  })

  it('that is contradicted in one item is a finding of that item', () => {
    const two = answering([judgement('fail', 'RMM01'), judgement('fail', 'RMM02')])
    const { judgements } = judgedWith(two, { item: 'RMM01' })
    expect(judgements.map(({ item }) => item)).toEqual(['RMM01', 'RMM02', 'attestation/RMM01'])
  })

  it('cites only the evidence that contradicts it', () => {
    const control = answering([
      { ...judgement('fail', 'a'), evidence: [wizard('open', lastYear)] },
      { ...judgement('pass', 'b'), evidence: [wizard('closed', lastYear)] },
    ])
    const { judgements } = judgedWith(control)
    expect(judgements[2]?.evidence).toMatchObject([{ witness: 'paper' }, { value: { answer: 'open' } }])
  })

  it.each([
    ['has ended', { until: '2026-11-22' }],
    ['was given to another version', { version: 2 }],
    ['is to come', { since: '2026-11-24' }],
  ])('that %s contradicts nothing any more', (_, changes) => {
    expect(judgedWith(answering([judgement('fail', 'a')]), changes).judgements.map(({ item }) => item)).toEqual(['a'])
  })

  it('does not contradict what evidence shows of another item', () => {
    const two = answering([judgement('fail', 'RMM02'), judgement('unknown', 'RMM01')])
    expect(judgedWith(two, { item: 'RMM01' }).judgements.map(({ outcome }) => outcome)).toEqual(['fail', 'pass'])
  })

  it('agrees with evidence in silence', () => {
    expect(judgedWith(answering([judgement('fail')]), { answer: 'fail' }).judgements).toHaveLength(1)
  })

  it('stands where the evidence is stale, but not against a stale failure', () => {
    const closed = judgedWith(wizardControl, {}, [wizard('closed', lastYear)])
    expect([closed.outcome, closed.overlay]).toEqual(['pass', undefined])
    const failing = judgedWith(wizardControl, {}, [wizard('open', lastYear)])
    expect(failing.judgements.map(({ outcome }) => outcome)).toEqual(['fail', 'fail'])
  })

  it('ends with its last day in Berlin, and the question is open again with a word about it', () => {
    const { outcome, judgements } = judgedWith(open, { until: '2026-11-22' })
    expect(outcome).toBe('unknown')
    expect(judgements[0]?.detail.de).toMatch(/^Die Antwort von C\. Muster galt bis 2026-11-22 und zählt nicht mehr/)
    expect(judgedWith(open, { until: '2026-11-23' }).outcome).toBe('pass')
  })

  it.each([2, 4])('for version %s of the control does not count, and the text says so', (version) => {
    const { outcome, judgements } = judgedWith(open, { version })
    expect(outcome).toBe('unknown')
    expect(judgements[0]?.detail.de).toMatch(new RegExp(`zählt nicht mehr: Sie galt Version ${version}.*Version 3`))
  })

  it('from the future says nothing', () => {
    const { outcome, judgements } = judgedWith(open, { since: '2026-11-24' })
    expect([outcome, judgements[0]?.detail.de]).toEqual(['unknown', 'unknown'])
  })

  it('for the other server says nothing', () => {
    expect(judgedWith(open, { server: 'automate' }).outcome).toBe('unknown')
  })

  it('lets the latest of several answers speak', () => {
    const policy = { ...musterMsp, attestations: [said, { ...said, answer: 'fail' as const }] }
    expect(ask(open, 'screenconnect', [], { policy }).outcome).toBe('fail')
  })

  it('counts as an answer', () => {
    const { coverage, score } = assessed([open], [], { policy: { ...musterMsp, attestations: [said] } })
    expect([coverage, score]).toEqual([{ asked: 1, answered: 1 }, 100])
  })
})
