import { describe, expect, it } from 'vitest'
import { path, product, stranger } from '../look-fixture.ts'
import { ask, fromTechnicians, lastYear } from '../question-fixture.ts'
import { itJudgesEveryFolder } from '../screenconnect-cases-fixture.ts'
import { folderFact } from '../screenconnect-fixture.ts'
import { screenconnectListsAgree as control } from './witnesses-agree.ts'

const lists = folderFact('screenconnect.lists')
const page = (answer: 'answered' | 'refused' | 'failing', name = '/Host') =>
  path({ area: 'screenconnect.hosts', path: name, answer })
const refused = [product('screenconnect'), page('refused')]

function only(...restrictTo: string[]) {
  const place = { path: 'Host.aspx', line: 1, restrictTo, block: [], factors: null, idleSeconds: null }
  return folderFact('screenconnect.lists', { places: [place] })
}

describe('screenconnect-ip-lists.witnesses-agree', () => {
  const outside = [product('screenconnect'), page('answered')]
  it('passes when file and internet say the same', () => {
    const { outcome, judgements } = ask(control, 'screenconnect', [lists, ...refused])
    expect([outcome, judgements[0]?.evidence.length]).toEqual(['pass', 2])
  })

  it('fails when a page answers that the file restricts, and cites both', () => {
    const { outcome, judgements } = ask(control, 'screenconnect', [lists, ...outside])
    expect([outcome, judgements[0]?.item]).toEqual(['fail', '/Host'])
    expect(judgements[0]?.evidence.map(({ witness }) => witness)).toEqual(['inside', 'outside'])
  })

  it.each([
    ['/host.aspx?x=1'],
    ['/Administration'],
    ['/Login'],
    ['/Services/SecurityService.ashx'],
    ['/Services/PageService.ashx/x'],
  ])('knows the place of %s', (name) => {
    const answered = page('answered', name)
    expect(ask(control, 'screenconnect', [lists, product('screenconnect'), answered]).outcome).toBe('fail')
  })

  it.each([
    ['nobody looked from the internet', [lists]],
    ['only technicians looked', [lists, { ...page('answered'), vantage: fromTechnicians }]],
    ['the list holds an inner address, such as the proxy', [only('10.20.0.5', '203.0.113.0/24'), ...outside]],
    ['there is no list', [only(), ...outside]],
    ['an entry of the list is no network', [only('office', '203.0.113.0/24'), ...outside]],
    ['an entry of the list holds half the internet', [only('203.0.113.0/24', '128.0.0.0/1'), ...outside]],
    ['the page is a guest page', [lists, product('screenconnect'), page('answered', '/')]],
  ])('has nothing to compare when %s', (_, evidence) => {
    expect(ask(control, 'screenconnect', evidence).outcome).toBe('not-applicable')
  })

  it.each([
    ['a stranger answers', [lists, stranger('screenconnect'), page('answered')]],
    ['the server fails', [lists, product('screenconnect'), page('failing')]],
    ['the product was not recognised', [lists, page('refused')]],
    ['nobody looked inside', refused],
  ])('does not know when %s', (_, evidence) => {
    expect(ask(control, 'screenconnect', evidence).outcome).toBe('unknown')
  })

  it('does not pass on old evidence', () => {
    const { outcome, overlay } = ask(
      control,
      'screenconnect',
      [lists, ...refused].map((piece) => ({ ...piece, at: lastYear })),
    )
    expect([outcome, overlay]).toEqual(['unknown', 'stale'])
  })

  itJudgesEveryFolder(control, { good: [lists, ...refused], bad: [lists, ...outside], item: '/Host' })
})
