import { describe, expect, it } from 'vitest'
import type { Evidence } from '../../model/evidence.ts'
import { ask, lastYear, seen } from '../question-fixture.ts'
import { accepting, outcomeWithout } from '../site-fixture.ts'
import { automateAgents } from './agents.ts'

function runs(text: string, circumstance?: Parameters<typeof seen>[3]): Evidence {
  return seen('automate', 'outside.version', { text, by: 'agent.aspx' }, circumstance)
}

describe('automate-current.agents', () => {
  it('never passes: a new server says nothing about the agents on the machines', () => {
    const { outcome, judgements } = ask(automateAgents, 'automate', [runs('250.436')])
    expect(outcome).toBe('unknown')
    expect(judgements.map(({ item }) => item)).toEqual(['CVE-2020-15838'])
    expect(judgements[0]?.detail.en).toContain('only a look inside the server')
  })

  it('fails for an old server, which hands out old agents', () => {
    const { outcome, judgements } = ask(automateAgents, 'automate', [runs('200.53')])
    expect(outcome).toBe('fail')
    expect(judgements[0]?.detail.en).toContain('hands out clients of its own release')
  })

  it('does not know without a version', () => {
    expect(ask(automateAgents, 'automate', []).outcome).toBe('unknown')
  })

  it('is not asked of a site without Automate', () => {
    expect(outcomeWithout('automate', automateAgents, [])).toBe('not-applicable')
  })

  it('shows a stale failure as stale', () => {
    const { outcome, overlay } = ask(automateAgents, 'automate', [runs('200.53', { at: lastYear })])
    expect([outcome, overlay]).toEqual(['fail', 'stale'])
  })

  it('does not know when versions contradict each other', () => {
    const other = runs('200.53', { source: 'https://198.51.100.12/LabTech/agent.aspx' })
    const { judgements } = ask(automateAgents, 'automate', [runs('250.436'), other])
    expect(judgements.map(({ outcome, item }) => [outcome, item])).toEqual([['unknown', undefined]])
  })

  it('keeps what is waived visible', () => {
    const policy = accepting('automate-current.agents')
    const { outcome, overlay } = ask(automateAgents, 'automate', [runs('250.436')], { policy })
    expect([outcome, overlay]).toEqual(['unknown', 'waived'])
  })
})
