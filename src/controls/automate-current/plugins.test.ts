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
  ])('with one %s are a question for a person', (_, changes, item) => {
    const { outcome, judgements } = ask(control, 'automate', [plugins([changes])])
    expect(outcome).toBe('manual')
    expect(judgements.map((judgement) => judgement.item)).toEqual([item])
  })

  it.each([
    ['there are none', []],
    ['their state is not told', [{ enabled: null, loadedInServer: null, loadedInWebServer: null, onAgents: null }]],
  ])('are unknown where %s', (_, list) => {
    expect(ask(control, 'automate', [plugins(list, 'sql')]).outcome).toBe('unknown')
  })

  it('are those of the API where the database contradicts it', () => {
    const evidence = [plugins([{ name: 'Alt', enabled: false }]), plugins([{}], 'sql')]
    expect(ask(control, 'automate', evidence).outcome).toBe('fail')
  })
})
