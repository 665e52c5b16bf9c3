import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { eventLine, isSecurityEvent, type SecurityEvent } from './event.ts'
import { parseRecordLine } from './record-line.ts'

const plain: SecurityEvent = {
  schema: 'bollwerk.event/1',
  at: '2026-07-30T13:05:00.000Z',
  reference: 'BW-0HB4-QW34-K7P',
  verdict: 'refuse',
  rule: 'country',
  mode: 'enforce',
  address: '203.0.113.7',
  listener: 'tcp:443',
}

/** Any code units, halves of surrogate pairs included. */
const anyText = fc.array(fc.nat(0xffff), { maxLength: 60 }).map((units) => String.fromCharCode(...units))

function readBack(event: SecurityEvent): SecurityEvent {
  const record = parseRecordLine(eventLine(event))
  if (!isSecurityEvent(record)) throw new Error('not an event')
  return record
}

describe('an event', () => {
  it('is one line that reads back as it was', () => {
    const full: SecurityEvent = {
      ...plain,
      status: 403,
      server: 'screenconnect',
      area: 'screenconnect.setup',
      port: 50_123,
      country: { opinions: ['RU', 'RU'], class: 'foreign' },
      method: 'POST',
      host: 'support.example',
      path: '/SetupWizard.aspx/%2e',
      userAgent: 'curl/8',
      trace: [{ step: 'never', rule: 'setup-wizard', result: 'refuse' }],
    }
    expect(eventLine(full)).toMatch(/^[^\n]*\n$/)
    expect(readBack(full)).toEqual(full)
  })

  it('keeps what strangers wrote as data: one line, nothing that a terminal obeys, the same text when read', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const line = eventLine({ ...plain, userAgent: text, host: text })
        expect(line.slice(0, -1)).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e]/u)
        expect(parseRecordLine(line)).toMatchObject({ userAgent: text, host: text })
      }),
    )
  })

  it('has a bounded length', () => {
    const long = '\u0001'.repeat(1_000_000)
    const line = eventLine({ ...plain, method: long, host: long, path: `/${long}?${long}`, userAgent: long })
    expect(line.length).toBeLessThan(20_000)
    expect(readBack({ ...plain, path: `/${'ä'.repeat(3000)}` }).path).toMatch(/^\/ä{2047}…$/)
  })

  it('keeps the names of a query and hides the values', () => {
    const { path } = readBack({ ...plain, path: '/Login?user=admin&Password=hunter2;t=1==2&cmd' })
    expect(path).toBe('/Login?user=…&Password=…;t=…&cmd')
  })
})

it.each([null, 1, 'x', [], {}, { ...plain, schema: 'bollwerk.event/2' }, { ...plain, address: 7 }])(
  '%j is no event',
  (record) => {
    expect(isSecurityEvent(record)).toBe(false)
  },
)
