import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Evidence } from '../../model/evidence.ts'
import { readEvidenceFile, writeEvidenceFile } from '../file.ts'
import type { ScreenConnectFacts } from './facts.ts'

const word = fc.string({ unit: 'grapheme-ascii', maxLength: 30 })
const count = fc.nat()
const number = fc.option(fc.integer({ min: 0, max: 100_000 }))
const flag = fc.boolean()
const moment = fc.constant('2026-11-23T11:00:00.000Z')
const perhaps = fc.option(moment)
const words = fc.option(fc.array(word, { maxLength: 5 }))
const settings = fc.array(fc.record({ name: word, value: fc.option(word) }), { maxLength: 5 })
const indicators = fc.array(fc.record({ id: word, count, last: perhaps }), { maxLength: 3 })

function few<Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value[]> {
  return fc.array(value, { maxLength: 4 })
}

const values: { readonly [Name in keyof ScreenConnectFacts]: fc.Arbitrary<ScreenConnectFacts[Name]> } = {
  'screenconnect.settings': fc.record({
    settings,
    userSources: few(
      fc.record({
        name: word,
        kind: word,
        enabled: flag,
        passwordLength: number,
        nonAlphanumeric: number,
        strengthExpression: flag,
        windowAttempts: number,
        windowMinutes: number,
        absoluteAttempts: number,
        expirationDays: number,
        historyLength: number,
      }),
    ),
    secrets: few(fc.record({ what: word, line: count })),
    hidden: few(word),
  }),
  'screenconnect.lists': fc.record({
    places: few(
      fc.record({ path: word, line: count, restrictTo: words, block: words, factors: number, idleSeconds: number }),
    ),
    module: flag,
  }),
  'screenconnect.client-settings': fc.record({ settings }),
  'screenconnect.users': fc.record({
    users: few(
      fc.record({
        name: word,
        approved: flag,
        lockedOut: flag,
        created: perhaps,
        lastLogin: perhaps,
        lastActivity: perhaps,
        passwordChanged: perhaps,
        failedAttempts: count,
        secondFactor: fc.constantFrom('none', 'app', 'mail', 'yubikey', 'duo', 'linotp', 'other'),
        mailDomain: fc.option(word),
        roles: few(word),
        passwordHashes: count,
        wizardForm: flag,
      }),
    ),
  }),
  'screenconnect.roles': fc.record({
    roles: few(
      fc.record({
        name: word,
        created: perhaps,
        permissions: few(fc.record({ name: word, allowed: flag, filter: fc.option(word) })),
      }),
    ),
  }),
  'screenconnect.extensions': fc.record({
    extensions: few(
      fc.record({
        id: word,
        name: fc.option(word),
        version: fc.option(word),
        enabled: fc.option(flag),
        signed: flag,
        pages: count,
      }),
    ),
    strays: few(word),
    configurationRead: flag,
  }),
  'screenconnect.triggers': fc.record({
    on: fc.constantFrom('security', 'session'),
    triggers: few(
      fc.record({
        name: word,
        enabled: flag,
        watches: few(word),
        actions: few(fc.record({ kind: word, target: fc.option(word), makes: fc.option(word) })),
      }),
    ),
  }),
  'screenconnect.leftovers': fc.record({
    files: few(
      fc.record({
        path: word,
        kind: fc.constantFrom('configuration', 'database', 'users', 'archive', 'page'),
        bytes: count,
        modified: moment,
        secrets: fc.option(count),
      }),
    ),
    more: flag,
    toolboxPrograms: count,
  }),
  'screenconnect.version': fc.record({ text: word, part: fc.constantFrom('server', 'client') }),
  'screenconnect.security-log': fc.record({
    events: count,
    whole: flag,
    first: perhaps,
    last: perhaps,
    failures: count,
    unknownNames: count,
    lockOuts: count,
    addresses: few(
      fc.record({ address: word, failures: count, names: count, first: moment, last: moment, successes: count }),
    ),
    users: few(fc.record({ name: word, lastSuccess: moment })),
    indicators,
  }),
  'screenconnect.sessions': fc.record({
    events: count,
    whole: flag,
    first: perhaps,
    last: perhaps,
    counts: few(
      fc.record({ event: word, by: fc.constantFrom('host', 'guest', 'unknown'), count, first: moment, last: moment }),
    ),
    indicators,
    asked: count,
  }),
}

function piece(fact: string, value: unknown): Evidence {
  return { fact, witness: 'inside', server: 'screenconnect', source: 'SC01: x', at: '2026-11-23T11:00:00.000Z', value }
}

function fileWith(evidence: readonly Evidence[]): string {
  return writeEvidenceFile({ schema: 'bollwerk.evidence/1', site: 'x', tool: { version: '1' }, evidence })
}

describe('evidence from a ScreenConnect folder', () => {
  it.each(Object.entries<fc.Arbitrary<unknown>>(values))('reads %s back as it was written', (fact, value) => {
    fc.assert(
      fc.property(value, (given) => {
        const read = readEvidenceFile(fileWith([piece(fact, given)]))
        expect(read.ok && read.value.evidence).toEqual([piece(fact, given)])
      }),
    )
  })

  it.each(Object.entries<fc.Arbitrary<unknown>>(values))(
    'refuses %s with a field missing or changed',
    (fact, value) => {
      fc.assert(
        fc.property(value, fc.nat(), fc.boolean(), (given, index, drop) => {
          const entries = Object.entries(given ?? {})
          const broken = entries.flatMap(([key, field], position) =>
            position !== index % entries.length ? [[key, field]] : drop ? [] : [[key, { own: 1 }]],
          )
          expect(readEvidenceFile(fileWith([piece(fact, Object.fromEntries(broken))])).ok).toBe(false)
        }),
      )
    },
  )
})
