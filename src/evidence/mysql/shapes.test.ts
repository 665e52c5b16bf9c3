import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Evidence } from '../../model/evidence.ts'
import { readEvidenceFile, writeEvidenceFile } from '../file.ts'
import type { MysqlFacts } from './facts.ts'
import { mysqlShapes } from './shapes.ts'

const word = fc.string({ unit: 'grapheme-ascii', maxLength: 40 })
const orNull = <Value>(arbitrary: fc.Arbitrary<Value>): fc.Arbitrary<Value | null> => fc.option(arbitrary)
const missing = fc.record({ reason: fc.constantFrom('denied', 'absent', 'timeout', 'too-large'), detail: word })
const gaps = fc.array(fc.record({ part: word, missing }), { maxLength: 4 })
const grantee = { user: word, host: word }
const privileges = fc.array(word, { maxLength: 5 })

const values: { readonly [Name in keyof MysqlFacts]: fc.Arbitrary<MysqlFacts[Name]> } = {
  'mysql.version': fc.record({
    product: fc.constantFrom('mysql', 'mariadb', 'percona', 'unknown'),
    version: word,
    comment: orNull(word),
    system: orNull(word),
    account: word,
  }),
  'mysql.settings': fc.record({
    variables: fc.dictionary(fc.constantFrom('bind_address', 'sql_mode', 'validate_password.policy'), word, {
      noNullPrototype: true,
    }),
  }),
  'mysql.accounts': fc.record({
    accounts: fc.array(
      fc.record({
        ...grantee,
        plugin: word,
        role: fc.boolean(),
        locked: orNull(fc.boolean()),
        passwordExpired: orNull(fc.boolean()),
        passwordLifetime: orNull(fc.nat()),
        requiresEncryption: orNull(fc.boolean()),
        emptyPassword: orNull(fc.boolean()),
        belongsToAutomateUser: orNull(fc.boolean()),
      }),
      { maxLength: 5 },
    ),
    gaps,
  }),
  'mysql.privileges': fc.record({
    everywhere: fc.array(fc.record({ ...grantee, privileges }), { maxLength: 3 }),
    databases: fc.array(fc.record({ ...grantee, database: word, privileges }), { maxLength: 3 }),
    systemTables: fc.array(fc.record({ ...grantee, table: word, privileges }), { maxLength: 3 }),
    roles: fc.array(fc.record({ ...grantee, role: fc.record(grantee) }), { maxLength: 3 }),
    gaps,
  }),
  'mysql.encryption': fc.record({
    offered: fc.boolean(),
    protocol: orNull(word),
    cipher: orNull(word),
    verified: fc.boolean(),
    certificateUntil: orNull(word),
  }),
  'mysql.databases': fc.record({ names: fc.array(word), complete: fc.boolean() }),
  'mysql.plugins': fc.record({
    plugins: fc.array(fc.record({ name: word, kind: word, active: fc.boolean() })),
    components: fc.array(word),
    gaps,
  }),
}

const piece = fc.oneof(
  ...Object.entries<fc.Arbitrary<unknown>>(values).map(([fact, value]) =>
    fc.record({ fact: fc.constant(fact), value }),
  ),
)

const evidence: fc.Arbitrary<Evidence> = piece.map((one) => ({
  ...one,
  witness: 'inside',
  server: 'automate',
  source: 'RMM01: mysql://127.0.0.1:3306 VERSION()',
  at: '2026-11-23T11:00:00.000Z',
}))

describe('the facts of the MySQL witness', () => {
  it('read back from a file as they were written', () => {
    fc.assert(
      fc.property(fc.array(evidence, { maxLength: 10 }), (pieces) => {
        const file = { schema: 'bollwerk.evidence/1', site: 'x', tool: { version: '1' }, evidence: pieces } as const
        expect(readEvidenceFile(writeEvidenceFile(file))).toEqual({ ok: true, value: { ...file, notes: [] } })
      }),
    )
  })

  it('are refused in any other form, and never throw', () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.values(mysqlShapes)), fc.jsonValue(), (shape, value) => {
        expect(shape(value)).toBeUndefined()
      }),
    )
  })
})
