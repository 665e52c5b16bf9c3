import { describe, expect, it } from 'vitest'
import type { ListedPlace } from '../evidence/screenconnect/facts.ts'
import type { Evidence } from '../model/evidence.ts'
import { areaPaths, path, product } from './look-fixture.ts'
import { ask, seen } from './question-fixture.ts'
import { folderFact, settingsWith } from './screenconnect-fixture.ts'
import { screenconnectListsNative } from './screenconnect-ip-lists/native.ts'

const early = { at: '2026-11-23T08:00:00.000Z' }
const office = ['203.0.113.0/24']
const proxyAddress = ['10.20.0.5']
const everyPlace = ['Login.aspx', 'Host.aspx', 'Administration.aspx', 'Services', 'Services/MailService.ashx']
const extensions = folderFact('screenconnect.extensions')
const refused = areaPaths('screenconnect.extensions', 'refused')
const answered = path({ area: 'screenconnect.extensions', path: '/App_Extensions/', answer: 'answered' })
const failing = path({ area: 'screenconnect.extensions', path: '/App_Extensions/x', answer: 'failing' })
const fingerprints = 'HostClientDeviceFingerprintValidationLevel'

function place(path: string, restrictTo: string[] | null, block: string[] | null = []): ListedPlace {
  return { path, line: 7, restrictTo, block, factors: null, idleSeconds: null }
}

function lists(places: readonly ListedPlace[], module = true): Evidence {
  return folderFact('screenconnect.lists', { places, module })
}

function wizard(answer: 'open' | 'closed' | 'unclear', variant = 'plain'): Evidence {
  return seen('screenconnect', 'outside.setup-wizard', { variant, path: '/SetupWizard.aspx', answer })
}

function terminator(name: 'http.sys' | 'other', port = 443, circumstance = {}): Evidence {
  const value = { address: '198.51.100.11', port, terminator: name }
  return seen('screenconnect', 'outside.terminator', value, circumstance)
}

/** The answer about one item; nothing if there is none. */
function about(item: string, evidence: readonly Evidence[]) {
  return ask(screenconnectListsNative, 'screenconnect', evidence).judgements.find((one) => one.item === item)
}

const everywhere = lists(everyPlace.map((name) => place(name, office)))
const behindProxy = lists(everyPlace.map((name) => place(name, proxyAddress)))

describe('pages without a list', () => {
  const pages = lists([place('~/Host.aspx', null, ['192.0.2.1']), place('Administration.aspx', null, [])])

  it('are said to admit everybody', () => {
    const { detail, evidence } = about('Administration.aspx', [pages]) ?? {}
    expect(detail?.en).toBe('RestrictToIPs is not set for Administration.aspx: the list admits everybody.')
    expect(evidence).toEqual([pages])
  })

  it('are told that blocking is no list only where they block', () => {
    expect(about('Host.aspx', [pages])?.detail.en).toMatch(/admits everybody\. BlockIPs alone/)
    expect(about('Host.aspx', [lists([place('Host.aspx', null, null)])])?.detail.en).not.toContain('BlockIPs')
  })
})

describe('gap 1, places beside a restricted page', () => {
  const onlyHost = lists([place('Host.aspx', office), place('Administration.aspx', [])])

  it('is told as soon as one of the pages is restricted, with its reason', () => {
    const { outcome, detail, evidence } = about('Services', [onlyHost]) ?? {}
    expect(outcome).toBe('fail')
    expect(detail?.en).toMatch(/^The list holds for pages but not for Services\. The administrative services lie there/)
    expect(evidence).toEqual([onlyHost])
  })

  it('is not told of a place that has a list', () => {
    expect(about('Services', [everywhere])).toBeUndefined()
  })
})

describe('lists that may do nothing', () => {
  it('are only those with entries', () => {
    const empty = lists([place('Host', []), place('Guest', null), place('Login', null, null)], false)
    for (const item of ['Host', 'Guest', 'Login', 'IPSecurityModule']) expect(about(item, [empty])).toBeUndefined()
  })

  it('may be lists of blocked addresses too', () => {
    const blocking = lists([place('Host', null, ['192.0.2.1'])], false)
    for (const item of ['Host', 'IPSecurityModule']) {
      expect(about(item, [blocking])?.outcome).toBe('fail')
      expect(about(item, [blocking])?.evidence).toEqual([blocking])
    }
  })
})

describe('gap 2, the setup wizard', () => {
  it('is closed by a list at the wizard or for the whole site', () => {
    for (const name of ['SetupWizard.aspx', '']) {
      expect(about('SetupWizard.aspx', [lists([place(name, office)])])).toBeUndefined()
    }
  })

  it('is closed from outside only if every way of asking found it closed', () => {
    const closed = wizard('closed')
    const unclear = wizard('unclear', 'path-info')
    expect(about('SetupWizard.aspx', [everywhere, closed])).toBeUndefined()
    for (const looks of [[unclear], [closed, unclear]]) {
      const answer = about('SetupWizard.aspx', [everywhere, ...looks])
      expect(answer?.outcome).toBe('unknown')
      expect(answer?.evidence).toEqual([everywhere, ...looks])
    }
  })

  it('cites the answer that shows it open', () => {
    const open = wizard('open', 'path-info')
    expect(about('SetupWizard.aspx', [everywhere, wizard('closed'), open])?.evidence).toEqual([everywhere, open])
  })
})

describe('gap 3, extensions', () => {
  const one = { id: 'fc234f0e', name: 'Eigene', version: '1.0', signed: true }

  it.each([
    ['serves no page', 0, true],
    ['is switched off', 2, false],
  ])('is none where the only extension %s', (_, pages, enabled) => {
    const installed = folderFact('screenconnect.extensions', { extensions: [{ ...one, pages, enabled }] })
    expect(about('App_Extensions', [everywhere, installed])).toBeUndefined()
  })

  it('is open as soon as one extension of several serves pages', () => {
    const two = [
      { ...one, pages: 0, enabled: true },
      { ...one, pages: 1, enabled: true },
    ]
    const installed = folderFact('screenconnect.extensions', { extensions: two })
    expect(about('App_Extensions', [everywhere, installed])?.outcome).toBe('unknown')
  })

  it('is open where nobody knows whether the extension is switched on', () => {
    const installed = folderFact('screenconnect.extensions', { extensions: [{ ...one, pages: 1, enabled: null }] })
    expect(about('App_Extensions', [everywhere, installed])?.outcome).toBe('unknown')
  })

  it('is open where nobody read the folder of extensions, and closed by a list for the whole site', () => {
    expect(about('App_Extensions', [everywhere])).toMatchObject({ outcome: 'unknown', evidence: [everywhere] })
    expect(about('App_Extensions', [lists([place('', office)])])).toBeUndefined()
  })

  it('cites lists, extensions and the paths that answered', () => {
    expect(about('App_Extensions', [everywhere, extensions, ...refused, answered])).toMatchObject({
      outcome: 'fail',
      evidence: [everywhere, extensions, answered],
    })
  })

  it('does not count answers of other areas', () => {
    const other = path({ area: 'screenconnect.administration', path: '/Administration', answer: 'answered' })
    const otherRefused = path({ area: 'screenconnect.administration', path: '/Administration', answer: 'refused' })
    for (const piece of [other, otherRefused]) {
      expect(about('App_Extensions', [everywhere, extensions, piece])?.outcome).toBe('unknown')
    }
  })

  it('is closed only if every path was refused', () => {
    expect(about('App_Extensions', [everywhere, extensions, ...refused])).toBeUndefined()
    for (const looks of [[failing], [...refused, failing]]) {
      const answer = about('App_Extensions', [everywhere, extensions, ...looks])
      expect(answer?.outcome).toBe('unknown')
      expect(answer?.evidence).toEqual([everywhere, extensions, ...looks])
    }
  })

  it('remembers the answer of a path that the latest look did not ask', () => {
    const before = { ...answered, ...early }
    expect(about('App_Extensions', [everywhere, extensions, failing, before])?.outcome).toBe('fail')
  })
})

describe('gaps 4 and 5, a proxy in front', () => {
  const high = settingsWith({ [fingerprints]: 'High' })

  it('need something other than Windows itself to answer', () => {
    for (const item of ['proxy', fingerprints]) {
      expect(about(item, [everywhere, high, terminator('http.sys')])).toBeUndefined()
    }
  })

  it('cite what shows them', () => {
    const other = terminator('other')
    const evidence = [everywhere, high, other, terminator('http.sys', 8040)]
    expect(about('proxy', evidence)?.evidence).toEqual([everywhere, other])
    expect(about(fingerprints, evidence)?.evidence).toEqual([high, other])
  })

  it('remember the answer of a port that the latest look did not ask', () => {
    const evidence = [everywhere, terminator('http.sys', 8040), terminator('other', 443, early)]
    expect(about('proxy', evidence)?.outcome).toBe('fail')
  })

  it('tell gap 4 also where the address of the proxy stands beside a public network', () => {
    const mixed = lists(everyPlace.map((name) => place(name, [...proxyAddress, ...office])))
    expect(about('proxy', [mixed, terminator('other')])?.outcome).toBe('fail')
    expect(about('proxy', [behindProxy, terminator('other')])).toBeUndefined()
  })

  it.each(['Medium', 'high'])('tell gap 5 for the level %s', (level) => {
    const settings = settingsWith({ [fingerprints]: level })
    expect(about(fingerprints, [behindProxy, settings, terminator('other')])?.outcome).toBe('fail')
  })

  it.each(['None', 'Low', 'VeryHigh', 'Higher', null])('tell no gap 5 for the level %s', (level) => {
    const settings = settingsWith({ [fingerprints]: level })
    const outside = [product('screenconnect'), wizard('closed'), ...refused, terminator('other')]
    const { outcome } = ask(screenconnectListsNative, 'screenconnect', [behindProxy, extensions, settings, ...outside])
    expect(outcome).toBe('pass')
  })
})
