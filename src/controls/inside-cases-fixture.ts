import { expect, it } from 'vitest'
import type { Evidence } from '../model/evidence.ts'
import type { ServerKind } from '../model/server.ts'
import type { Control } from './control.ts'
import { ask, lastYear } from './question-fixture.ts'
import { accepting, outcomeWithout } from './site-fixture.ts'

/** What the inside witness brings where a control passes and where it fails, from RMM01. */
interface Cases {
  readonly good: readonly Evidence[]
  readonly bad: readonly Evidence[]
  /** Of the failure in `bad`; absent if its only failure has no item. */
  readonly item?: string
  readonly server?: ServerKind
}

/** The cases that are the same for every control which judges each machine by what it shows from within. */
export function itJudgesEveryMachine(control: Control, { good, bad, item, server = 'automate' }: Cases): void {
  it('passes and fails', () => {
    expect(ask(control, server, good).outcome).toBe('pass')
    const { outcome, judgements } = ask(control, server, bad)
    expect(outcome).toBe('fail')
    expect(judgements.find((judgement) => judgement.outcome === 'fail')?.item).toBe(item)
    for (const { evidence } of judgements) expect(evidence.length).toBeGreaterThan(0)
  })

  it('does not know when nobody looked, and says how to look', () => {
    const { outcome, judgements } = ask(control, server, [])
    expect(outcome).toBe('unknown')
    expect(judgements[0]?.detail.en).toContain('bollwerk collect windows')
  })

  it('does not know when nothing could be read, and cites why', () => {
    const { outcome, judgements } = ask(control, server, good.map(denied))
    expect(outcome).toBe('unknown')
    expect(judgements.flatMap(({ evidence }) => evidence).length).toBeGreaterThan(0)
  })

  it('is not asked of a site without the server', () => {
    expect(outcomeWithout(server, { ...control, servers: [server] }, good)).toBe('not-applicable')
  })

  it('does not pass on old evidence, and still fails on it', () => {
    const passed = ask(control, server, good.map(old))
    expect([passed.outcome, passed.overlay]).toEqual(['unknown', 'stale'])
    const failed = ask(control, server, bad.map(old))
    expect([failed.outcome, failed.overlay]).toEqual(['fail', 'stale'])
  })

  it('judges two machines that contradict each other each by itself', () => {
    const { outcome, judgements } = ask(control, server, [...good, ...bad.map(elsewhere)])
    expect(outcome).toBe('fail')
    const failure = judgements.find((judgement) => judgement.outcome === 'fail')
    expect(failure?.item).toBe(item === undefined ? 'SQL01' : `SQL01/${item}`)
    expect(failure?.detail.de).toMatch(/^SQL01: /)
  })

  it('keeps a waived failure visible', () => {
    const { outcome, judgements } = ask(control, server, bad, { policy: accepting(control.id, item) })
    expect(outcome).toBe('fail')
    expect(judgements.find((judgement) => judgement.outcome === 'fail')?.overlay).toBe('waived')
  })
}

function old(piece: Evidence): Evidence {
  return { ...piece, at: lastYear }
}

function elsewhere(piece: Evidence): Evidence {
  return { ...piece, source: piece.source.replace(/^[^:]*/, 'SQL01') }
}

function denied({ fact, witness, server, source, at }: Evidence): Evidence {
  return { fact, witness, server, source, at, missing: { reason: 'denied', detail: 'test' } }
}
