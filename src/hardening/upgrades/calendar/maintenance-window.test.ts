import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { languages, say } from '../../../model/text.ts'
import type { UpgradePlan } from '../plan.ts'
import { readCalendar } from './calendar-reader-fixture.ts'
import { type MaintenanceWindow, maintenanceCalendar } from './maintenance-window.ts'

const runs = Number(process.env['FUZZ_RUNS'] ?? 3_000)

/** Everything that a text may hold, with what calendars stumble over more often than chance has it. */
const anyText = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '\\',
        ';',
        ',',
        '\n',
        '\r\n',
        '\r',
        ':',
        '"',
        ' ',
        '\t',
        'ä',
        '€',
        '😀',
        'n',
        '\u0000',
        '\u2028',
        '\ud83d',
      ),
      fc.string({ unit: 'binary' }),
    ),
  )
  .map((parts) => parts.join(''))

function planWith(text: string): UpgradePlan {
  const both = say(text, text)
  return {
    product: 'mysql',
    server: 'automate',
    title: both,
    state: 'due',
    reason: both,
    from: '5.7.44',
    path: [both],
    steps: [{ id: 'one', title: both, checks: [], instructions: [both], proof: both, rollback: both, downtime: both }],
    afterwards: [],
  }
}

const usual: MaintenanceWindow = {
  site: 'Muster-MSP',
  from: Date.parse('2026-12-05T20:00:00+01:00'),
  to: Date.parse('2026-12-05T23:00:00+01:00'),
  plans: [planWith('Schritt')],
  support: { name: 'Muster-Support', booking: 'https://muster-support.example/termin?a=1,2;b' },
  language: 'de',
  now: Date.parse('2026-11-25T09:00:00Z'),
  toolVersion: '0.1.0',
}

function read(window: MaintenanceWindow): ReturnType<typeof readCalendar> {
  return readCalendar(new TextEncoder().encode(maintenanceCalendar(window)))
}

/** What the type TEXT can carry of a text. */
function carried(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .split('\n')
    .map((line) => line.replaceAll('\t', ' ').replace(/\p{Cc}/gu, '\u{fffd}'))
    .join('\n')
}

describe('the maintenance window as a calendar', () => {
  it('is one appointment in UTC with everything that RFC 5545 demands', () => {
    const { values, events } = read(usual)
    expect(values).toMatchObject({ VERSION: '2.0', METHOD: 'PUBLISH', PRODID: '-//Bollwerk//Bollwerk 0.1.0//DE' })
    expect(events).toHaveLength(1)
    expect(events[0]?.values).toMatchObject({
      DTSTAMP: '20261125T090000Z',
      DTSTART: '20261205T190000Z',
      DTEND: '20261205T220000Z',
      URL: 'https://muster-support.example/termin?a=1,2;b',
    })
    expect(events[0]?.texts['SUMMARY']).toBe('Wartungsfenster Muster-MSP: MySQL')
  })

  it('keeps its UID when it is written again, and has another for another window or site', () => {
    const uid = (window: MaintenanceWindow): string | undefined => read(window).events[0]?.texts['UID']
    expect(uid({ ...usual, now: usual.now + 1_000, language: 'en', plans: [] })).toBe(uid(usual))
    expect(uid({ ...usual, from: usual.from + 1_000 })).not.toBe(uid(usual))
    expect(uid({ ...usual, site: 'Muster.MSP' })).not.toBe(uid(usual))
  })

  it('needs no support contact', () => {
    const { support, ...alone } = usual
    expect(support).toBeDefined()
    const [event] = read(alone).events
    expect(event?.values).not.toHaveProperty('URL')
    expect(event?.texts['DESCRIPTION']).not.toContain('undefined')
  })

  it('carries any text through folding and escaping, as an independent reader sees', () => {
    fc.assert(
      fc.property(anyText, anyText, fc.constantFrom(...languages), (site, text, language) => {
        const [event] = read({ ...usual, site, language, plans: [planWith(text)], support: { name: text } }).events
        expect(event?.texts['SUMMARY']).toContain(carried(site))
        expect(event?.texts['CONTACT']).toBe(carried(text))
        expect(event?.texts['DESCRIPTION']).toContain(carried(`1. ${text}\n   - ${text}\n`))
      }),
      { numRuns: runs },
    )
  })

  it('notices what the standard forbids', () => {
    const calendar = maintenanceCalendar(usual)
    const spoilt = [
      calendar.replaceAll('\r\n', '\n'),
      calendar.replaceAll('\r\n ', ''),
      calendar.replace('Muster-Support', 'Muster\\Support'),
      calendar.replace('Muster-Support', 'Muster,Support'),
      calendar.replace('END:VEVENT\r\n', ''),
    ]
    for (const text of spoilt) expect(() => readCalendar(new TextEncoder().encode(text))).toThrow()
  })
})
