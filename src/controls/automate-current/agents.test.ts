import { describe, expect, it } from 'vitest'
import type { Evidence } from '../../model/evidence.ts'
import { agents, denied, patchLevel } from '../automate-fixture.ts'
import { ask, lastYear, seen } from '../question-fixture.ts'
import { accepting, oldCatalog, outcomeWithout } from '../site-fixture.ts'
import { automateAgents } from './agents.ts'

function runs(text: string, circumstance?: Parameters<typeof seen>[3]): Evidence {
  return seen('automate', 'outside.version', { text, by: 'agent.aspx' }, circumstance)
}

describe('automate-current.agents', () => {
  it('never passes: a new server says nothing about the agents on the machines', () => {
    const { outcome, judgements } = ask(automateAgents, 'automate', [runs('250.436')])
    expect(outcome).toBe('unknown')
    expect(judgements.map(({ item }) => item)).toEqual(['CVE-2020-15838'])
    expect(judgements[0]?.detail.en).toContain("look in the product's own administration")
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

describe('automate-current.agents, asked of Automate itself', () => {
  it('passes when every agent is as new as the server', () => {
    const { outcome, judgements } = ask(automateAgents, 'automate', [agents({ '250.436': 640 }), patchLevel()])
    expect(outcome).toBe('pass')
    expect(judgements[0]?.detail.en).toContain('All 640 agents')
  })

  it('does not pass by an old catalogue', () => {
    const evidence = [agents({ '250.436': 640 }), patchLevel()]
    expect(ask(automateAgents, 'automate', evidence, { catalog: oldCatalog }).outcome).toBe('unknown')
  })

  it('fails for agents with a known vulnerability, and counts them', () => {
    const { judgements } = ask(automateAgents, 'automate', [agents({ '250.436': 90, '200.53': [7, 0] }), patchLevel()])
    expect(judgements).toMatchObject([{ item: 'CVE-2020-15838', outcome: 'fail' }])
    expect(judgements[0]?.detail.en).toContain('7 agents are affected')
  })

  it.each([
    [10, 'low'],
    [11, 'medium'],
  ] as const)('fails for %i of 100 agents that lag behind, as %s', (old, severity) => {
    const evidence = [agents({ '250.436': 100 - old, '240.331': old }), patchLevel()]
    expect(ask(automateAgents, 'automate', evidence).judgements).toMatchObject([
      { item: 'behind', outcome: 'fail', severity },
    ])
  })

  it('does not count silent machines among those that lag behind', () => {
    const evidence = [agents({ '250.436': 90, '240.331': [10, 0] }), patchLevel()]
    expect(ask(automateAgents, 'automate', evidence).outcome).toBe('pass')
  })

  it.each([
    ['what the server hands out', [agents({ '250.436': 90 })]],
    ['what the server hands out, which was denied', [agents({ '250.436': 90 }), denied('automate.patch-level')]],
    ['the version of some agents', [agents({ '250.436': 90, '?': 3 }), patchLevel()]],
    ['the version of any agent', [agents({ '?': 3 }), patchLevel()]],
    ['any agent', [agents({}), patchLevel()]],
    ['the agents, which were denied', [denied('automate.agents'), runs('250.436')]],
  ])('does not know without %s, and cites what there is', (_, evidence) => {
    const { outcome, judgements } = ask(automateAgents, 'automate', evidence)
    expect(outcome).toBe('unknown')
    expect(judgements[0]?.evidence.length).toBeGreaterThan(0)
  })

  it('compares with what the web server says where nobody says what it hands out', () => {
    const evidence = [agents({ '250.436': 1, '240.331': 1 }), patchLevel({ windowsAgent: null })]
    const { judgements } = ask(automateAgents, 'automate', evidence)
    expect(judgements.map(({ item }) => item)).toEqual(['behind'])
    expect(judgements[0]?.evidence).toEqual(evidence)
  })

  it('counts only those that report, and names every version once', () => {
    const evidence = [agents({ '250.436': 5, '240.331': [4, 1], '240.300': [9, 0] }), patchLevel()]
    const { judgements } = ask(automateAgents, 'automate', evidence)
    expect(judgements[0]?.detail.en).toMatch(/^1 of 6 agents .*331/)
  })

  it('counts the agents whose version cannot be read', () => {
    const { judgements } = ask(automateAgents, 'automate', [agents({ '250.436': 9, '?': 3, '!': 2 }), patchLevel()])
    expect(judgements).toMatchObject([{ item: 'unreadable', outcome: 'unknown' }])
    expect(judgements[0]?.detail.en).toBe('5 agents report a version that cannot be read (?, !).')
  })

  it('believes it more than the version seen from outside', () => {
    const evidence = [agents({ '250.436': 90 }), patchLevel(), runs('200.53')]
    expect(ask(automateAgents, 'automate', evidence).outcome).toBe('pass')
  })
})
