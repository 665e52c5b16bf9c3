import { expect, it } from 'vitest'
import type { Evidence } from '../model/evidence.ts'
import type { Control } from './control.ts'
import { ask, lastYear } from './question-fixture.ts'
import { accepting, outcomeWithout } from './site-fixture.ts'

/** What the folder shows where a control passes and where it fails, from SC01. */
interface Cases {
  readonly good: readonly Evidence[]
  readonly bad: readonly Evidence[]
  /** Of a failure in `bad`. */
  readonly item: string
  /** Facts that make a failure more or less grave; without them a pass stays one. */
  readonly weighing?: readonly string[]
}

/** The cases that are the same for every control which judges the folder of each machine. */
export function itJudgesEveryFolder(control: Control, { good, bad, item, weighing = [] }: Cases): void {
  it('passes where nothing is wrong', () => {
    const { outcome, judgements } = ask(control, 'screenconnect', good)
    expect(outcome).toBe('pass')
    for (const { evidence } of judgements) expect(evidence.length).toBeGreaterThan(0)
  })

  it(`fails for ${item} and cites its evidence`, () => {
    const failure = failureOf(ask(control, 'screenconnect', bad), item)
    expect(failure?.evidence.length).toBeGreaterThan(0)
  })

  it('does not know when nobody looked, and says how to look', () => {
    const { outcome, judgements } = ask(control, 'screenconnect', [])
    expect(outcome).toBe('unknown')
    expect(judgements[0]?.detail.en).toMatch(/inside/)
  })

  it('does not know when nothing could be read, and cites why', () => {
    const { outcome, judgements } = ask(control, 'screenconnect', good.map(denied))
    expect(outcome).toBe('unknown')
    expect(judgements.flatMap(({ evidence }) => evidence).length).toBeGreaterThan(0)
  })

  it('does not pass where one of the files that it looks at could not be read', () => {
    for (const [index, piece] of good.entries()) {
      if (piece.witness !== 'inside' || weighing.includes(piece.fact)) continue
      const { outcome } = ask(control, 'screenconnect', good.with(index, denied(piece)))
      expect(outcome, piece.fact).not.toBe('pass')
    }
  })

  it('is not asked of a site without ScreenConnect', () => {
    expect(outcomeWithout('screenconnect', control, good)).toBe('not-applicable')
  })

  it('does not pass on old evidence, and still fails on it', () => {
    const passed = ask(control, 'screenconnect', good.map(old))
    expect([passed.outcome, passed.overlay]).toEqual(['unknown', 'stale'])
    expect(ask(control, 'screenconnect', bad.map(old)).outcome).toBe('fail')
  })

  it('judges two machines that contradict each other each by itself', () => {
    const examination = ask(control, 'screenconnect', [...good, ...bad.map(elsewhere)])
    expect(examination.outcome).toBe('fail')
    expect(failureOf(examination, `SC02/${item}`)?.detail.de).toMatch(/^SC02: /)
  })

  it('keeps a waived failure visible', () => {
    const examination = ask(control, 'screenconnect', bad, { policy: accepting(control.id, item) })
    expect(failureOf(examination, item)?.overlay).toBe('waived')
  })
}

function failureOf({ judgements }: ReturnType<typeof ask>, item: string) {
  const failure = judgements.find((judgement) => judgement.outcome === 'fail' && judgement.item === item)
  expect(judgements.map((judgement) => [judgement.outcome, judgement.item])).toContainEqual(['fail', item])
  return failure
}

function old(piece: Evidence): Evidence {
  return { ...piece, at: lastYear }
}

function elsewhere(piece: Evidence): Evidence {
  return { ...piece, source: piece.source.replace(/^[^:]*/, 'SC02') }
}

function denied({ fact, witness, server, source, at }: Evidence): Evidence {
  return { fact, witness, server, source, at, missing: { reason: 'denied', detail: 'EACCES' } }
}
