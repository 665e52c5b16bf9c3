import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { lookAtAccounts, lookAtServer, type Query } from '../../src/hardening/grounds/mysql-look.ts'
import type { AccountName } from '../../src/targets/mysql/quote.ts'
import { quotedAccount, quotedText } from '../../src/targets/mysql/quote.ts'
import { lockStatement } from '../../src/targets/mysql/statements.ts'
import { readingAt } from './database-reading.ts'
import { mariadbIsInstalled } from './mariadb.ts'
import { type NeglectedMariadb, startNeglected } from './neglected-mariadb.ts'

const nasty = fc.constantFrom(
  "'",
  '"',
  '`',
  '\\',
  '%',
  '_',
  '@',
  ';',
  '--',
  '/*',
  '#',
  '\n',
  '\t',
  'ä',
  'ß',
  '漢',
  'א',
  ' ',
)
/** The grant tables take spaces at the end for filling. */
const name = fc
  .array(fc.oneof(nasty, fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 3 })), {
    minLength: 1,
    maxLength: 12,
  })
  .map((parts) => parts.join(''))
  .filter((text) => text.length <= 60 && !/\s$/.test(text))
/** MariaDB keeps hosts in lower case. */
const host = fc.constantFrom('%', '10.20.0.%', 'localhost', "o'host", 'a\\b', 'a`b', 'a"b')
const text = fc.string({ unit: fc.oneof(nasty, fc.constantFrom('a', '😀', '\u{1f1e9}')), maxLength: 30 })

describe.skipIf(!mariadbIsInstalled)('what is quoted means the same to a real MariaDB (needs mariadbd)', () => {
  let site: NeglectedMariadb

  beforeAll(async () => {
    site = await startNeglected()
  })

  afterAll(async () => {
    await site.database.stop()
  })

  function inMode(mode: string, work: (query: Query) => Promise<void>): Promise<void> {
    return readingAt(site.access(), work, [`SET SESSION sql_mode = '${mode}'`])
  }

  describe.each(['', 'NO_BACKSLASH_ESCAPES', 'ANSI_QUOTES', 'NO_BACKSLASH_ESCAPES,ANSI_QUOTES'])(
    'in sql_mode "%s"',
    (mode) => {
      it('an account of any name is locked, unlocked, and no other is touched', async () => {
        await inMode(mode, async (query) => {
          const server = await lookAtServer(query)
          const all = () => lookAtAccounts(query, server)
          const before = await all()
          await fc.assert(
            fc.asyncProperty(name, host, async (user, from) => {
              const account: AccountName = { user, host: from }
              fc.pre(!before.some((one) => one.user === user && one.host === from))
              const own = async () =>
                (await all()).filter(
                  (one) => !before.some((known) => known.user === one.user && known.host === one.host),
                )
              await query(`CREATE USER ${quotedAccount(account)}`)
              expect(await own()).toEqual([{ ...account, locked: false }])
              await query(lockStatement(account, true))
              expect(await own()).toEqual([{ ...account, locked: true }])
              await query(lockStatement(account, false))
              expect(await own()).toEqual([{ ...account, locked: false }])
              await query(`DROP USER ${quotedAccount(account)}`)
              expect(await all()).toEqual(before)
            }),
            { numRuns: 60 },
          )
        })
      })

      it('any text comes back as it was', async () => {
        await inMode(mode, async (query) => {
          await fc.assert(
            fc.asyncProperty(text, async (value) => {
              expect(await query(`SELECT ${quotedText(value)} AS value`)).toEqual([{ value }])
            }),
            { numRuns: 200 },
          )
        })
      })
    },
  )
})
