import { describe, expect, it } from 'vitest'
import type { ListedPlace } from '../../evidence/screenconnect/facts.ts'
import { areaPaths, product } from '../look-fixture.ts'
import { ask, musterMsp, seen } from '../question-fixture.ts'
import { itJudgesEveryFolder } from '../screenconnect-cases-fixture.ts'
import { folderFact, settingsWith } from '../screenconnect-fixture.ts'
import { screenconnectListsNative as control } from './native.ts'

const wizard = (answer: 'open' | 'closed') =>
  seen('screenconnect', 'outside.setup-wizard', { variant: 'plain', path: '/SetupWizard.aspx', answer })
const closed = wizard('closed')
const extensions = areaPaths('screenconnect.extensions', 'refused')
const inside = [folderFact('screenconnect.lists'), folderFact('screenconnect.extensions')]
const outside = [product('screenconnect'), closed, ...extensions]
const proxy = seen('screenconnect', 'outside.terminator', { address: '198.51.100.11', port: 443, terminator: 'other' })
const everyPlace = ['Login.aspx', 'Host.aspx', 'Administration.aspx', 'Services', 'Services/MailService.ashx']

function place(path: string, restrictTo: string[] | null, block: string[] = []): ListedPlace {
  return { path, line: 7, restrictTo, block, factors: null, idleSeconds: null }
}

function lists(places: readonly ListedPlace[], module = true) {
  return [folderFact('screenconnect.lists', { places, module }), ...inside.slice(1), ...outside]
}

function withEntry(...entries: string[]) {
  return lists(everyPlace.map((path) => place(path, entries)))
}

function itemsOf(evidence: Parameters<typeof ask>[2], changes = {}) {
  const { judgements } = ask(control, 'screenconnect', evidence, changes)
  return judgements.filter(({ outcome }) => outcome !== 'pass').map(({ item, outcome }) => [item, outcome])
}

describe('screenconnect-ip-lists.native', () => {
  itJudgesEveryFolder(control, {
    good: [...inside, ...outside],
    bad: [folderFact('screenconnect.lists', { places: [] })],
    item: 'Administration.aspx',
    weighing: ['screenconnect.extensions'],
  })

  it('tells no gaps beside pages that have no list at all', () => {
    expect(itemsOf(lists([place('Host.aspx', []), place('Administration.aspx', [], ['192.0.2.1'])]))).toEqual([
      ['Host.aspx', 'fail'],
      ['Administration.aspx', 'fail'],
    ])
  })

  it('says that blocking single addresses is no list', () => {
    const { judgements } = ask(control, 'screenconnect', lists([place('Host.aspx', [], ['192.0.2.1'])]))
    expect(judgements.find(({ item }) => item === 'Host.aspx')?.detail.en).toContain('BlockIPs alone')
  })

  it('finds gap 1: pages restricted, services open', () => {
    const pages = lists(
      ['Host.aspx', 'ADMINISTRATION.ASPX', '~/Login.aspx'].map((path) => place(path, ['203.0.113.0/24'])),
    )
    expect(itemsOf(pages)).toEqual([
      ['Services', 'fail'],
      ['Services/MailService.ashx', 'fail'],
    ])
  })

  it('lets a place inherit from the folder above and from the whole site, unless it says otherwise', () => {
    expect(itemsOf(lists([place('', ['203.0.113.0/24'])]))).toEqual([])
    const overridden = [place('', ['203.0.113.0/24']), place('Services', []), place('Services/MailService.ashx', null)]
    expect(itemsOf(lists(overridden))).toEqual([
      ['Services', 'fail'],
      ['Services/MailService.ashx', 'fail'],
    ])
  })

  it.each([
    ['open', [wizard('open'), ...extensions], 'fail'],
    ['not looked at', extensions, 'unknown'],
  ])('finds gap 2: a setup wizard that is %s', (_, evidence, outcome) => {
    expect(itemsOf([...inside, ...evidence])).toEqual([['SetupWizard.aspx', outcome]])
  })

  it.each([
    ['answer the internet', areaPaths('screenconnect.extensions', 'answered'), 'fail'],
    ['were not looked at', [], 'unknown'],
  ])('finds gap 3: extensions that %s', (_, evidence, outcome) => {
    expect(itemsOf([...inside, closed, ...evidence])).toEqual([['App_Extensions', outcome]])
  })

  it('asks nothing about extensions where none is installed', () => {
    const none = folderFact('screenconnect.extensions', { extensions: [] })
    expect(itemsOf([folderFact('screenconnect.lists'), none, closed])).toEqual([])
  })

  it('finds gap 4: public networks in the lists behind a proxy', () => {
    expect(itemsOf([...inside, ...outside, proxy])).toEqual([['proxy', 'fail']])
    expect(itemsOf([...withEntry('10.20.0.5'), proxy])).toEqual([])
  })

  it('finds gap 5: the check of fingerprints behind a proxy', () => {
    const key = 'HostClientDeviceFingerprintValidationLevel'
    const high = settingsWith({ [key]: 'High' })
    expect(itemsOf([...withEntry('10.20.0.5'), proxy, high])).toEqual([[key, 'fail']])
    expect(itemsOf([...withEntry('10.20.0.5'), high])).toEqual([])
  })

  it.each([
    ['a part of a technicians network', '203.0.113.128/25', undefined],
    ['one of its addresses', '203.0.113.7', undefined],
    ['an inner network', '10.20.0.0/16', undefined],
    ['a network around it', '203.0.112.0/23', 'fail'],
    ['a stranger', '192.0.2.0/24', 'fail'],
    ['a stranger in IPv6', '2001:db8::/32', 'fail'],
    ['almost everybody', '128.0.0.0/1', 'fail'],
    ['a private network and more', '10.0.0.0/7', 'fail'],
    ['a name', 'buero.muster-msp.de', 'fail'],
    ['a wildcard', '192.0.2.*', 'fail'],
    ['no bits', '192.0.2.0/0', 'fail'],
  ])('compares entries with the policy: %s', (_, entry, outcome) => {
    const policy = { ...musterMsp, technicians: musterMsp.technicians.filter((network) => 'prefix' in network) }
    expect(itemsOf(withEntry(entry), { policy })).toEqual(outcome === undefined ? [] : [[entry, outcome]])
  })

  it('says what is wrong with an entry, and asks a person only where a name of the policy may lead there', () => {
    const prefixes: typeof musterMsp = {
      ...musterMsp,
      technicians: musterMsp.technicians.filter((network) => 'prefix' in network),
    }
    const told = (entry: string, policy = prefixes) =>
      ask(control, 'screenconnect', withEntry('203.0.113.0/24', entry), { policy }).judgements.find(
        ({ item }) => item === entry,
      )
    expect(told('192.0.2.0/24')).toMatchObject({ outcome: 'fail', severity: 'medium' })
    expect(told('192.0.2.0/24')?.detail.en).toContain('Remove it or add it to the policy.')
    expect(told('192.0.2.0/24', musterMsp)).toMatchObject({ outcome: 'unknown' })
    expect(told('192.0.2.0/24', musterMsp)?.detail.en).toContain('whether one of its names leads there')
    expect(told('128.0.0.0/1', musterMsp)).toMatchObject({ outcome: 'fail', severity: 'high' })
    expect(told('128.0.0.0/1')?.detail.en).toContain('admits millions of foreign addresses')
    expect(told('192.0.2.*', musterMsp)).toMatchObject({ outcome: 'fail', severity: 'medium' })
    expect(told('192.0.2.*')?.detail.en).toContain('neither an address nor a network')
  })

  it('does not know whether a name of the policy leads to an entry', () => {
    expect(itemsOf(withEntry('192.0.2.0/24'))).toEqual([['192.0.2.0/24', 'unknown']])
  })

  it('doubts lists without their module and at places that nobody knows', () => {
    const places = everyPlace.map((path) => place(path, ['203.0.113.0/24']))
    expect(itemsOf(lists([...places, place('Host', ['203.0.113.0/24'])], false))).toEqual([
      ['IPSecurityModule', 'fail'],
      ['Host', 'fail'],
    ])
  })

  it('names the five gaps that the lists leave', () => {
    const steps = control.remedy.steps.map(({ de }) => de).join('\n')
    for (const gap of ['Lücke 1', 'Lücke 2', 'Lücke 3', 'Lücke 4', 'Lücke 5']) expect(steps).toContain(gap)
  })
})
