import { describe, expect, it } from 'vitest'
import type { ListedPlace, ListsFact } from '../evidence/screenconnect/facts.ts'
import { isRestricted, kindOf, listFor, normal } from './native-lists.ts'
import { musterMsp } from './question-fixture.ts'

const office = ['203.0.113.0/24']
const proxy = ['10.20.0.5']

function lists(places: Readonly<Record<string, readonly string[] | null>>): ListsFact {
  const listed = Object.entries(places).map(
    ([path, restrictTo]): ListedPlace => ({ path, line: 1, restrictTo, block: null, factors: null, idleSeconds: null }),
  )
  return { places: listed, module: true }
}

describe('listFor', () => {
  it('takes the list of the place itself before that of its folder, and that before the one of the whole site', () => {
    const all = lists({ '': [], Services: office, 'Services/MailService.ashx': proxy })
    expect(listFor('Services/MailService.ashx', all)).toEqual(proxy)
    expect(listFor('Services/PageService.ashx', all)).toEqual(office)
    expect(listFor('Host.aspx', all)).toEqual([])
  })

  it('goes on looking above a place that is named without a list', () => {
    const above = lists({ '': office, Services: null, 'Services/MailService.ashx': null })
    expect(listFor('Services/MailService.ashx', above)).toEqual(office)
    expect(isRestricted('Services', above)).toBe(true)
  })

  it('lets an empty list open what the folder above restricts', () => {
    expect(
      isRestricted('Services/MailService.ashx', lists({ Services: office, 'services/mailservice.ashx': [] })),
    ).toBe(false)
  })

  it('restricts nothing where no list is written', () => {
    expect(isRestricted('Host.aspx', lists({}))).toBe(false)
    expect(isRestricted('Host.aspx', lists({ '': null, 'Login.aspx': office }))).toBe(false)
  })
})

describe('normal', () => {
  it.each([
    ['Host.aspx', 'host.aspx'],
    ['~/Host.aspx', 'host.aspx'],
    ['/Host.aspx', 'host.aspx'],
    ['Services/', 'services'],
    ['Services\\MailService.ashx', 'services/mailservice.ashx'],
    ['Services/MailService.ashx', 'services/mailservice.ashx'],
    ['Services~/MailService.ashx', 'services~/mailservice.ashx'],
  ])('writes %s as %s', (written, expected) => {
    expect(normal(written)).toBe(expected)
  })
})

describe('kindOf', () => {
  it.each([
    ['203.0.113.7', 'technicians'],
    ['203.0.113.7/32', 'technicians'],
    ['203.0.113.0/24', 'technicians'],
    ['203.0.113.7/24', 'technicians'],
    ['203.0.113.0/23', 'stranger'],
    ['192.0.2.7', 'stranger'],
    ['192.0.0.0/8', 'stranger'],
    ['192.0.0.0/7', 'too-wide'],
    ['203.0.113.7/1', 'too-wide'],
    ['2001:db8::7', 'stranger'],
    ['2001:db8::/48', 'stranger'],
    ['2001:db8::7/128', 'stranger'],
    ['2000::/16', 'stranger'],
    ['2000::/15', 'too-wide'],
    ['10.0.0.0/8', 'inner'],
    ['172.16.0.0/12', 'inner'],
    ['172.16.0.0/11', 'stranger'],
    ['fd00:1::/32', 'inner'],
    ['buero.muster-msp.de', 'invalid'],
    ['203.0.113.7/0', 'invalid'],
    ['203.0.113.7/33', 'invalid'],
    ['2001:db8::7/129', 'invalid'],
    ['203.0.113.7/', 'invalid'],
    ['203.0.113.7/+24', 'invalid'],
    ['203.0.113.7/24.0', 'invalid'],
    ['203.0.113.0/24/24', 'invalid'],
  ])('takes %s for: %s', (entry, kind) => {
    expect(kindOf(entry, musterMsp.technicians)).toBe(kind)
  })
})
