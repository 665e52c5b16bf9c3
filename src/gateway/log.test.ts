import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { say } from '../model/text.ts'
import { newCounterBuffer } from './counter-layout.ts'
import { openCounters } from './counters.ts'
import { watchJournal, watchRetention } from './journal-watch.ts'
import { type LogOptions, openLog } from './log.ts'

const started = say('Das Gateway läuft.', 'The gateway is running.')

function logged(options: Partial<LogOptions> = {}) {
  const lines: string[] = []
  const log = openLog({ form: 'json', language: 'en', write: (line) => lines.push(line), ...options })
  return { log, lines, entries: () => lines.map((line): unknown => JSON.parse(line)) }
}

describe('the log', () => {
  it('is JSON with a code for alarms and words for people', () => {
    const { log, entries } = logged()
    log.info('gateway.started', started, { port: 443 })
    expect(entries()).toEqual([
      { level: 'info', time: expect.any(String), code: 'gateway.started', port: 443, msg: 'The gateway is running.' },
    ])
  })

  it('or short lines in the reader’s language', () => {
    const { log, lines } = logged({ form: 'text', language: 'de' })
    log.warn('gateway.started', started, { host: 'support.example', note: 'two words', path: '/\u001b[2J' })
    expect(lines[0]).toMatch(
      /^\d\d:\d\d:\d\d WARN {2}Das Gateway läuft\. host=support\.example note="two words" path=\/<U\+001B>\[2J\n$/,
    )
  })

  it('leaves out what is below its level', () => {
    const { log, lines } = logged({ level: 'warn' })
    log.info('gateway.started', started)
    log.debug('gateway.started', started)
    expect(lines).toEqual([])
  })

  it('names an address whole only beside a refusal', () => {
    const { log, entries } = logged()
    log.info('traffic', started, { address: '203.0.113.7' })
    log.info('traffic', started, { address: '2001:db8:1:2::3', verdict: 'forward' })
    log.info('traffic', started, { address: '203.0.113.7', verdict: 'refuse' })
    expect(entries()).toMatchObject([
      { address: '203.0.113.0/24' },
      { address: '2001:db8:1::/48' },
      { address: '203.0.113.7' },
    ])
  })

  it('hides secrets by their names and cuts what is long', () => {
    const { log, entries } = logged()
    log.info('x', started, {
      password: 'a',
      Cookie: 'b',
      authorization: 'c',
      apiKey: 'd',
      private_key: 'e',
      monkey: 'f',
    })
    log.info('x', started, { userAgent: 'x'.repeat(10_000) })
    expect(entries()).toMatchObject([
      { password: '…', Cookie: '…', authorization: '…', apiKey: '…', private_key: '…', monkey: 'f' },
      { userAgent: `${'x'.repeat(500)}…` },
    ])
  })

  it('goes to stderr and is whole when the process ends', () => {
    const script = `
      const { openLog } = await import(${JSON.stringify(resolve(import.meta.dirname, 'log.ts'))})
      const log = openLog({ form: 'json', language: 'de' })
      log.error('gateway.stopped', { de: 'Ende.', en: 'End.' })
      log.flush()
      process.exit()`
    const child = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' })
    expect(child.stdout).toBe('')
    expect(child.stderr).toContain('"code":"gateway.stopped","msg":"Ende."')
  })
})

it('what journal and retention tell is counted and logged', () => {
  const { log, entries } = logged()
  const buffer = newCounterBuffer(1)
  const watch = watchJournal(log, openCounters(buffer, 0))
  watch.count('eventsLost', 2)
  watch.count('eventsLost', 1)
  watch.failing('ENOSPC')
  watch.recovered(3)
  watchRetention(log).deleted(2, 100)
  watchRetention(log).failed(Object.assign(new Error('denied'), { code: 'EACCES' }))
  expect(entries()).toMatchObject([
    { level: 'warn', code: 'journal.losing' },
    { level: 'error', code: 'journal.failing', reason: 'ENOSPC' },
    { level: 'warn', code: 'journal.recovered', lost: 3 },
    { level: 'info', code: 'retention.deleted', segments: 2, bytes: 100 },
    { level: 'error', code: 'retention.failed', causeCode: 'EACCES' },
  ])
  expect(new Float64Array(buffer, 0, 100)).toContain(3)
})
