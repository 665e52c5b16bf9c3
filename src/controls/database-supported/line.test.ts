import { describe, expect, it } from 'vitest'
import type { DatabaseFact } from '../../evidence/outside/facts.ts'
import type { Evidence, MissingReason } from '../../model/evidence.ts'
import { mysqlDenied, saysVersion, windowsSays } from '../database-fixture.ts'
import { ask, fromAbroad, lastYear, seen, unseen } from '../question-fixture.ts'
import { accepting, outcomeWithout } from '../site-fixture.ts'
import { databaseLine } from './line.ts'

const port = { address: '198.51.100.10', port: 3306 } as const

function greets(version: string, circumstance?: Parameters<typeof seen>[3]): Evidence {
  return seen('automate', 'outside.database', { ...port, answer: 'greeting', version }, circumstance)
}

function refuses(answer: Exclude<DatabaseFact['answer'], 'greeting'>): Evidence {
  return seen('automate', 'outside.database', { ...port, answer })
}

/** Noon UTC of a day. */
function on(day: string): { readonly now: number } {
  return { now: Date.parse(`${day}T12:00:00Z`) }
}

function judged(version: string, day = '2026-11-23') {
  const evidence = [greets(version, { at: `${day}T11:00:00.000Z` })]
  const { outcome, judgements } = ask(databaseLine, 'automate', evidence, on(day))
  return { outcome, ...judgements[0] }
}

describe('database-supported.line', () => {
  it('passes MySQL 8.4, and says that ConnectWise has to approve it', () => {
    const { outcome, detail } = judged('8.4.13')
    expect(outcome).toBe('pass')
    expect(detail?.de).toContain('bis 2032-04-30')
    expect(detail?.de).toContain('Ob ConnectWise die Linie 8.4')
  })

  it.each([
    ['5.7.44-log', '2023-10-31'],
    ['8.0.46', '2026-04-30'],
    ['5.5.62', '2018-12-31'],
  ])('fails %s, whose line ended on %s', (version, ends) => {
    const { outcome, severity, detail } = judged(version)
    expect([outcome, severity]).toEqual(['fail', 'high'])
    expect(detail?.en).toContain(ends)
  })

  it.each([
    ['2025-10-31', 'pass', 'high'],
    ['2025-11-01', 'fail', 'low'],
    ['2026-01-29', 'fail', 'low'],
    ['2026-01-30', 'fail', 'medium'],
    ['2026-03-31', 'fail', 'medium'],
    ['2026-04-30', 'fail', 'medium'],
    ['2026-05-01', 'fail', 'high'],
  ])('on %s says %s (%s) of MySQL 8.0, which ends with 2026-04-30', (day, outcome, severity) => {
    expect(judged('8.0.45', day)).toMatchObject({ outcome, severity })
  })

  it('says how many days are left', () => {
    expect(judged('8.0.45', '2026-04-29').detail?.en).toContain('until 2026-04-30 (1 day). Move now.')
    expect(judged('8.0.45', '2026-03-01').detail?.de).toContain('(60 Tage). Vereinbaren Sie jetzt einen Termin.')
  })

  it('counts the days in Berlin', () => {
    const lateInBerlin = { now: Date.parse('2026-04-30T22:30:00Z') }
    const evidence = [greets('8.0.45', { at: '2026-04-30T22:00:00.000Z' })]
    expect(ask(databaseLine, 'automate', evidence, lateInBerlin).judgements[0]?.severity).toBe('high')
  })

  it.each([
    ['5.5.5-10.11.6-MariaDB', 'MariaDB 10.11.6'],
    ['8.4.10-10', 'Percona Server for MySQL 8.4.10-10'],
  ])('does not pass %s although its line lives, and names it', (version, name) => {
    const { outcome, detail } = judged(version)
    expect(outcome).toBe('unknown')
    expect(detail?.de).toContain(name)
    expect(detail?.de).toContain('nicht belegt')
  })

  it.each(['5.5.5-10.4.34-MariaDB-log', '11.2.6-MariaDB', '12.1.2-MariaDB'])(
    'fails %s, whose line has ended',
    (text) => {
      expect(judged(text).outcome).toBe('fail')
    },
  )

  it('does not know when a line ends that the catalogue does not know', () => {
    expect(judged('99.1.2').outcome).toBe('unknown')
  })

  it.each<[string, Evidence, string]>([
    ['the database refuses this address', refuses('host-refused'), 'spricht aber nicht mit dieser Adresse'],
    ['something else answers', refuses('not-mysql'), 'nicht MySQL ist'],
    ['the version is unreadable', greets('8.0.11-TiDB-v7.5.0'), '8.0.11-TiDB-v7.5.0'],
    ['the port is closed', without('absent', 'tcp/3306 closed'), '(TCP 3306 ist geschlossen), und das ist gut so'],
    ['nothing answers', without('timeout', 'tcp/3306 silent'), '(TCP 3306 antwortet nicht), und das ist gut so'],
    ['the port was not asked', without('timeout', 'tcp/3306 not asked'), 'Nach der Datenbank wurde nicht gesehen.'],
    ['it hangs up without a greeting', without('interrupted', 'ECONNRESET'), 'kein Gruß einer Datenbank'],
  ])('does not know when %s, and says who would', (_, evidence, words) => {
    const { outcome, judgements } = ask(databaseLine, 'automate', [evidence])
    expect(outcome).toBe('unknown')
    expect(judgements[0]?.detail.de).toContain(words)
    expect(judgements[0]?.remedy?.steps[0]?.de).toContain('Help > Server Status')
  })

  it('does not know when nobody looked', () => {
    expect(ask(databaseLine, 'automate', []).outcome).toBe('unknown')
  })

  it('is not asked of a site without Automate', () => {
    expect(outcomeWithout('automate', databaseLine, [greets('8.0.46')])).toBe('not-applicable')
  })

  it('does not pass on stale evidence, and still fails on it', () => {
    const passed = ask(databaseLine, 'automate', [greets('8.4.13', { at: lastYear })])
    expect([passed.outcome, passed.overlay]).toEqual(['unknown', 'stale'])
    const failed = ask(databaseLine, 'automate', [greets('5.7.44', { at: lastYear })])
    expect([failed.outcome, failed.overlay]).toEqual(['fail', 'stale'])
  })

  it('does not know which of two contradicting databases is the one', () => {
    const { outcome, judgements } = ask(databaseLine, 'automate', [
      greets('8.0.46'),
      greets('8.4.13', { vantage: fromAbroad }),
    ])
    expect(outcome).toBe('unknown')
    expect(judgements[0]?.detail.en).toMatch(/contradict.*mysql 8\.0\.46.*mysql 8\.4\.13/)
  })

  it.each<[string, readonly Evidence[], string]>([
    ['the database itself before everybody else', [saysVersion('8.4.13'), windowsSays(), greets('5.7.44')], '8.4.13'],
    ['the program file before the greeting', [windowsSays({ programVersion: '8.0.41.0' }), greets('8.4.13')], '8.0.41'],
    ['the program file where SQL was denied', [mysqlDenied('mysql.version'), windowsSays()], '8.0.46'],
    ['a MariaDB by its service', [windowsSays({ service: 'MariaDB', programVersion: '10.11.6.0' })], 'MariaDB 10.11.6'],
    [
      'a Percona Server by what it says',
      [saysVersion('8.4.10-10', { product: 'percona' })],
      'Percona Server for MySQL 8.4.10-10',
    ],
  ])('believes %s', (_, evidence, words) => {
    const { judgements } = ask(databaseLine, 'automate', evidence)
    expect(judgements[0]?.detail.en).toContain(words)
    expect(judgements[0]?.evidence).toHaveLength(1)
  })

  it('answers from inside where the port is closed from outside, as it should be', () => {
    const evidence = [without('absent', 'tcp/3306 closed'), saysVersion('8.0.46')]
    expect(ask(databaseLine, 'automate', evidence).outcome).toBe('fail')
  })

  it.each<[string, readonly Evidence[], string]>([
    ['two databases run', [saysVersion('8.0.46'), saysVersion('8.4.13', { machine: 'DB02' })], 'Several databases run'],
    ['the service stands still', [windowsSays({ state: 'Stopped' })], 'Nobody looked'],
    ['the program has no version', [windowsSays({ programVersion: null })], 'Nobody looked'],
    ['the database is of another kind', [saysVersion('8.0.11-TiDB-v7.5.0', { product: 'unknown' })], 'is not known'],
  ])('does not know when %s', (_, evidence, words) => {
    const { outcome, judgements } = ask(databaseLine, 'automate', evidence)
    expect(outcome).toBe('unknown')
    expect(judgements[0]?.detail.en).toContain(words)
  })

  it('keeps the failure visible when it is waived', () => {
    const policy = accepting('database-supported.line')
    const { outcome, overlay } = ask(databaseLine, 'automate', [greets('8.0.46')], { policy })
    expect([outcome, overlay]).toEqual(['fail', 'waived'])
  })
})

function without(reason: MissingReason, detail: string): Evidence {
  return unseen('automate', 'outside.database', { reason, detail })
}
