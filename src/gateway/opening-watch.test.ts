import { expect, it, vi } from 'vitest'
import { parseAddress } from '../model/address.ts'
import { parseInstant } from '../model/instant.ts'
import type { OpenedArea } from '../policy/gateway-settings.ts'
import { openLog } from './log.ts'
import { OpeningWatch } from './opening-watch.ts'

const noon = Date.UTC(2026, 10, 25, 12)

function opened(until: string): OpenedArea {
  const [address, instant] = [parseAddress('203.0.113.7'), parseInstant(until)]
  if (!address.ok || !instant.ok) throw new Error('not a window')
  return { area: 'screenconnect.setup', address: address.value, until: instant.value }
}

/** A watch whose clocks the test sets. */
function watched() {
  const codes: string[] = []
  const log = openLog({ form: 'json', language: 'en', write: (line) => void codes.push(JSON.parse(line).code) })
  const moment = { wall: noon, shared: 5_000 }
  const changed = vi.fn()
  return { watch: new OpeningWatch(log, changed, () => moment), codes, moment, changed }
}

it('turns the end into one of the shared clock, once', () => {
  const { watch, codes, moment } = watched()
  watch.adopt([opened('2026-11-25T13:30:00+01:00')])
  const opening = { area: 'screenconnect.setup', address: '203.0.113.7', until: 5_000 + 30 * 60_000 }
  expect(watch.openings).toEqual([opening])
  moment.wall += 60_000
  moment.shared += 60_000
  watch.adopt([opened('2026-11-25T13:30:00+01:00')])
  expect(watch.openings).toEqual([opening])
  expect(codes).toEqual(['area.opened'])
  watch.close()
})

it.each([
  ['2026-11-25T13:00:00Z', ['area.opened'], 1],
  ['2026-11-25T13:00:01Z', ['area.not-opened'], 0],
  ['2026-11-25T12:00:00Z', ['area.over'], 0],
])('judges a window until %s at noon', (until, told, count) => {
  const { watch, codes } = watched()
  watch.adopt([opened(until)])
  expect([codes, watch.openings.length]).toEqual([told, count])
  watch.close()
})

it.each([
  ['the time is over', { wall: 60_000, shared: 60_000 }],
  ['the clock is set back', { wall: -3_600_000, shared: 60_000 }],
  ['the machine slept', { wall: 60_000, shared: 0 }],
])('ends a window when %s', (_, passed) => {
  const { watch, codes, moment, changed } = watched()
  watch.adopt([opened('2026-11-25T12:01:00Z')])
  watch.look()
  expect(changed).not.toHaveBeenCalled()
  moment.wall += passed.wall
  moment.shared += passed.shared
  watch.look()
  expect(watch.openings).toEqual([])
  expect(codes).toEqual(['area.opened', 'area.closed'])
  expect(changed).toHaveBeenCalledOnce()
})
