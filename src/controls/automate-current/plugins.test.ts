import { describe, expect, it } from 'vitest'
import { plugins, usualCases } from '../automate-fixture.ts'
import { ask } from '../question-fixture.ts'
import { automatePlugins as control } from './plugins.ts'

usualCases(control, {
  pass: [plugins([{}, { name: 'ScreenConnect', author: 'ConnectWise, LLC', loadedInServer: false, onAgents: true }])],
  fail: [plugins([{}, { name: 'Alt', enabled: false }])],
  item: 'plugin:Alt',
  needs: ['automate.plugins'],
})

describe('the plug-ins of Automate', () => {
  it.each([
    ['of somebody else', { author: 'Niemand GmbH' }, 'authors'],
    ['of nobody', { author: null }, 'authors'],
    ['that is loaded nowhere', { loadedInServer: false }, 'plugin:Report Manager'],
    [
      'not loaded where that is told',
      { loadedInServer: false, loadedInWebServer: null, onAgents: null },
      'plugin:Report Manager',
    ],
  ])('with one %s are a question for a person', (_, changes, item) => {
    const { outcome, judgements } = ask(control, 'automate', [plugins([changes])])
    expect(outcome).toBe('manual')
    expect(judgements.map((judgement) => judgement.item)).toEqual([item])
    expect(judgements[0]?.evidence).toHaveLength(1)
  })

  it.each([
    ['in the server', { loadedInServer: true }],
    ['in the web server', { loadedInWebServer: true }],
    ['on agents', { onAgents: true }],
    ['nobody tells where', { loadedInServer: null, loadedInWebServer: null, onAgents: null }],
  ])('are in use where they are loaded %s', (_, loaded) => {
    const nowhere = { loadedInServer: false, loadedInWebServer: false, onAgents: false }
    expect(ask(control, 'automate', [plugins([{ ...nowhere, ...loaded }])]).outcome).toBe('pass')
  })

  it('are asked about together, and one that is switched off needs no author', () => {
    const list = [
      { name: 'Aus', enabled: false, author: null },
      { name: 'Fremd', author: 'Niemand GmbH', version: null },
      { name: 'Stumm', enabled: null, loadedInServer: false },
    ]
    const { judgements } = ask(control, 'automate', [plugins(list)])
    expect(judgements.map(({ item, outcome }) => [item, outcome])).toEqual([
      ['plugin:Aus', 'fail'],
      ['plugin:Stumm', 'manual'],
      ['state', 'unknown'],
      ['authors', 'manual'],
    ])
    expect(judgements[2]?.detail.en).toMatch(/not known: Stumm\.$/)
    expect(judgements[3]?.detail.en).toContain('not by ConnectWise: Fremd.')
    for (const { evidence } of judgements) expect(evidence).toHaveLength(1)
  })

  it.each([
    ['there are none', []],
    ['their state is not told', [{ enabled: null, loadedInServer: null, loadedInWebServer: null, onAgents: null }]],
  ])('are unknown where %s', (_, list) => {
    const { outcome, judgements } = ask(control, 'automate', [plugins(list, 'sql')])
    expect(outcome).toBe('unknown')
    expect(judgements[0]?.evidence).toHaveLength(1)
  })

  it('are those of the API where the database contradicts it', () => {
    const evidence = [plugins([{ name: 'Alt', enabled: false }]), plugins([{}], 'sql')]
    expect(ask(control, 'automate', evidence).outcome).toBe('fail')
  })
})
