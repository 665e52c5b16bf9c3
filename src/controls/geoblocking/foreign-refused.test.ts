import { describe, expect, it } from 'vitest'
import { areaPaths, fromNowhere, fromSomewhere, path, product, scan, stranger } from '../look-fixture.ts'
import {
  ask,
  fromAbroad,
  fromInternet,
  fromTechnicians,
  lastYear,
  musterMsp,
  seen,
  unseen,
} from '../question-fixture.ts'
import { accepting } from '../site-fixture.ts'
import { foreignRefused as control } from './foreign-refused.ts'

const vantage = fromAbroad
const home = scan('automate', { open: [443] })
const silentAbroad = scan('automate', {}, { vantage })
const openAbroad = scan('automate', { open: [443] }, { vantage })
const agentsAbroad = areaPaths('automate.agents', 'answered', { vantage })
const refusedAbroad = [...areaPaths('automate.agents', 'refused', { vantage }), product('automate', { vantage })]
const fixedNetworks = { ...musterMsp, fixedNetworksOnly: true }

describe('geoblocking.foreign-refused', () => {
  it('passes when nothing answers abroad while the server answers at home, and names the countries', () => {
    const { outcome, judgements } = ask(control, 'automate', [silentAbroad, home])
    expect(outcome).toBe('pass')
    expect(judgements[0]?.detail.de).toContain('aus dem Internet (BR)')
    expect(judgements[0]?.evidence).toHaveLength(2)
  })

  it('passes when a door in front accepts the connection and refuses every path', () => {
    expect(ask(control, 'automate', [openAbroad, ...refusedAbroad, home]).outcome).toBe('pass')
  })

  it('passes by pages alone: refused abroad, answered at home', () => {
    const atHome = areaPaths('automate.agents', 'answered')
    const { outcome, judgements } = ask(control, 'automate', [...refusedAbroad, ...atHome])
    expect(outcome).toBe('pass')
    expect(judgements[0]?.detail.de).toContain('zugleich antwortet der Server aus dem Internet (DE)')
  })

  it('counts a look at some of the ports, and a look abroad from which another area is open', () => {
    const relay = scan('screenconnect', { asked: '8041' }, { vantage })
    expect(ask(control, 'screenconnect', [relay, scan('screenconnect', { open: [8041] })]).outcome).toBe('pass')
    const areas = { 'automate.installer': { countries: ['DE', 'BR'] } }
    expect(ask(control, 'automate', [silentAbroad, home], { policy: { ...musterMsp, areas } }).outcome).toBe('pass')
  })

  it('lets a port be open abroad that carries an area for this country, although another area is not', () => {
    const areas = { 'automate.installer': { countries: ['DE', 'BR'] } }
    expect(ask(control, 'automate', [openAbroad, home], { policy: { ...musterMsp, areas } }).outcome).toBe('pass')
  })

  it('fails for the relay although every page is refused abroad: pages say nothing about another port', () => {
    const evidence = [
      scan('screenconnect', { open: [443, 8041] }, { vantage }),
      ...areaPaths('screenconnect.guests', 'refused', { vantage }),
      product('screenconnect', { vantage }),
    ]
    expect(ask(control, 'screenconnect', evidence).judgements).toMatchObject([{ item: '8041', outcome: 'fail' }])
  })

  it('passes by an answer at home up to a week before or after one of the looks from abroad', () => {
    const daysAgo = (day: string) => scan('automate', { open: [443] }, { at: `2026-11-${day}` })
    const older = scan('automate', {}, { vantage: { ...vantage, country: 'CN' }, at: '2026-10-01T11:00:00.000Z' })
    expect(ask(control, 'automate', [silentAbroad, older, home]).outcome).toBe('pass')
    expect(ask(control, 'automate', [silentAbroad, daysAgo('16T11:00:00.000Z')]).outcome).toBe('pass')
    expect(ask(control, 'automate', [silentAbroad, daysAgo('16T10:59:59.999Z')]).outcome).toBe('unknown')
  })

  it.each([
    ['the agents’ page', [...agentsAbroad, product('automate', { vantage }), openAbroad], 'automate.agents'],
    ['a web port that nobody asked further', [openAbroad], '443'],
    ['a port that is not published', [scan('automate', { open: [3389] }, { vantage })], '3389'],
    [
      'the heartbeat',
      [
        silentAbroad,
        seen('automate', 'outside.heartbeat', { address: '198.51.100.10', port: 75, answer: 'answered' }, { vantage }),
      ],
      'automate.heartbeat',
    ],
  ])('fails when %s answers abroad', (_, evidence, item) => {
    const { outcome, judgements } = ask(control, 'automate', [...evidence, home])
    expect(outcome).toBe('fail')
    expect(judgements.map((judgement) => judgement.item)).toEqual([item])
  })

  it('fails for the relay of ScreenConnect', () => {
    const relay = scan('screenconnect', { open: [8041] }, { vantage })
    expect(ask(control, 'screenconnect', [relay]).judgements[0]).toMatchObject({ item: '8041', outcome: 'fail' })
  })

  it('passes where the relay ends every connection from abroad before a word, as a gateway does at accept', () => {
    const address = '198.51.100.20'
    const relay = scan('screenconnect', { open: [8041], address }, { vantage })
    const turnedAway = (at: string) =>
      seen('screenconnect', 'outside.port-speaks', { address: at, port: 8041, speaks: 'turned-away' }, { vantage })
    const atHome = scan('screenconnect', { open: [443, 8041] })
    expect(ask(control, 'screenconnect', [relay, turnedAway(address), atHome]).outcome).toBe('pass')
    expect(ask(control, 'screenconnect', [relay, turnedAway('198.51.100.99'), atHome]).outcome).toBe('fail')
  })

  it.each([
    ['nobody looked', [], /bollwerk assess --from internet --country XX/],
    ['only home was looked from', [home], /außerhalb von DE, AT, CH.*Konfiguration der Firewall/],
    ['the country is unstated', [scan('automate', {}, { vantage: fromSomewhere })], /--country XX/],
    ['nobody said where', [scan('automate', {}, { vantage: fromNowhere })], /--country XX/],
    ['nothing answered anywhere', [silentAbroad, scan('automate', {})], /vielleicht einfach nicht da/],
    [
      'nobody said where it answered',
      [silentAbroad, scan('automate', { open: [443] }, { vantage: fromNowhere })],
      /nicht da/,
    ],
    ['only the door abroad answered', [openAbroad, ...refusedAbroad], /nicht da/],
    ['the pages at home were refused', [silentAbroad, ...areaPaths('automate.agents', 'refused')], /nicht da/],
    [
      'only pages for technicians were asked abroad',
      [...areaPaths('automate.technicians', 'refused', { vantage }), home],
      /Niemand hat/,
    ],
    ['the scan abroad asked other ports', [scan('automate', { asked: '22' }, { vantage }), home], /Niemand hat/],
    [
      'a web port accepts and then says nothing',
      [openAbroad, unseen('automate', 'outside.path', { reason: 'interrupted', detail: 'ECONNRESET' }, { vantage })],
      /erst nach dem Verbindungsaufbau/,
    ],
    [
      'a page for the turned-away answers everything',
      [
        ...agentsAbroad,
        path({ area: 'nothing', path: '/x', answer: 'answered' }, { vantage }),
        product('automate', { vantage }),
      ],
      /Pfad, den das Produkt nicht hat/,
    ],
    ['a stranger answers abroad', [...agentsAbroad, stranger('automate', { vantage })], /„nginx“/],
    ['the server only fails abroad', areaPaths('automate.agents', 'failing', { vantage }), /nur ein Serverfehler/],
    [
      'the look at home is from another month',
      [silentAbroad, scan('automate', { open: [443] }, { at: '2026-10-01T11:00:00.000Z' })],
      /vielleicht einfach nicht da/,
    ],
  ])('does not know when %s, and says why', (_, evidence, why) => {
    const { outcome, judgements } = ask(control, 'automate', evidence)
    expect(outcome).toBe('unknown')
    expect(judgements[0]?.detail.de).toMatch(why)
  })

  it('does not count what technicians reach from abroad', () => {
    const travelling = { ...fromTechnicians, country: 'BR' }
    const evidence = [silentAbroad, scan('automate', { open: [443] }, { vantage: travelling })]
    expect(ask(control, 'automate', evidence).outcome).toBe('pass')
  })

  it('follows the policy where agents travel: then only the other areas are bound', () => {
    const areas = { 'automate.agents': { countries: 'any' as const } }
    const policy = { ...musterMsp, areas }
    expect(ask(control, 'automate', [...agentsAbroad, openAbroad, home], { policy }).outcome).not.toBe('fail')
    const installer = areaPaths('automate.installer', 'answered', { vantage })
    const { judgements } = ask(control, 'automate', [...agentsAbroad, ...installer, openAbroad, home], { policy })
    expect(judgements.map(({ item, outcome }) => [item, outcome])).toEqual([['automate.installer', 'fail']])
  })

  it('fails for any answer to the internet where only fixed networks are let in', () => {
    expect(ask(control, 'automate', [home], { policy: fixedNetworks }).outcome).toBe('fail')
    const inside = scan('automate', { open: [443] }, { vantage: fromTechnicians })
    expect(ask(control, 'automate', [scan('automate', {}), inside], { policy: fixedNetworks }).outcome).toBe('pass')
    expect(ask(control, 'automate', [inside], { policy: fixedNetworks }).outcome).toBe('unknown')
  })

  it('does not apply where no area is bound to countries', () => {
    const any = { countries: 'any' as const }
    const areas = { 'automate.agents': any, 'automate.installer': any, 'automate.heartbeat': any }
    expect(ask(control, 'automate', [openAbroad], { policy: { ...musterMsp, areas } }).outcome).toBe('not-applicable')
  })

  it('shows old evidence as stale', () => {
    const old = [silentAbroad, home].map((piece) => ({ ...piece, at: lastYear }))
    const { outcome, overlay } = ask(control, 'automate', old)
    expect([outcome, overlay]).toEqual(['unknown', 'stale'])
  })

  it('fails when one foreign country gets through and another does not', () => {
    const china = { ...fromInternet, country: 'CN' }
    const evidence = [silentAbroad, home, ...areaPaths('automate.agents', 'answered', { vantage: china })]
    const { outcome, judgements } = ask(control, 'automate', evidence)
    expect(outcome).toBe('fail')
    expect(judgements[0]?.detail.de).toContain('(CN)')
  })

  it('keeps failing under an exception, marked as waived', () => {
    const { outcome, overlay } = ask(control, 'automate', [openAbroad], { policy: accepting(control.id) })
    expect([outcome, overlay]).toEqual(['fail', 'waived'])
  })
})
