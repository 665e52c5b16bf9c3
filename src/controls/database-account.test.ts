import { describe, expect, it } from 'vitest'
import {
  accountItem,
  accountName,
  canSignIn,
  isAnyHost,
  isLocalHost,
  isReserved,
  sameAccount,
} from './database-account.ts'
import { account } from './database-fixture.ts'

describe('a database account', () => {
  it.each(['localhost', '127.0.0.1', '::1', 'RMM01', 'rmm01', 'rmm01.muster.local'])(
    'for %s signs in from the machine RMM01 only',
    (host) => {
      expect(isLocalHost(host, 'RMM01')).toBe(true)
    },
  )

  it.each(['rmm011', 'sql.rmm01', 'muster.local', '%', '', '10.20.0.10'])(
    'for %j signs in from elsewhere than RMM01',
    (host) => {
      expect(isLocalHost(host, 'RMM01')).toBe(false)
    },
  )

  it.each(['%', '%.%', '_%', '%.%.%.%', '', '0.0.0.0/0.0.0.0', '::/0'])('for %j signs in from anywhere', (host) => {
    expect(isAnyHost(host)).toBe(true)
  })

  it.each(['10.%', '%.muster.local', '10.0.0.0/255.0.0.0', '::1/0', 'localhost'])(
    'for %s does not sign in from anywhere',
    (host) => {
      expect(isAnyHost(host)).toBe(false)
    },
  )

  it('can be signed in with unless it is a role or known to be locked', () => {
    expect(canSignIn(account('a', '%'))).toBe(true)
    expect(canSignIn(account('a', '%', { locked: null }))).toBe(true)
    expect(canSignIn(account('a', '%', { locked: true }))).toBe(false)
    expect(canSignIn(account('a', '%', { role: true }))).toBe(false)
  })

  it('is another one with another host or another name', () => {
    const one = { user: 'a', host: '%' }
    expect(sameAccount(one, { user: 'a', host: '%' })).toBe(true)
    expect(sameAccount(one, { user: 'a', host: 'localhost' })).toBe(false)
    expect(sameAccount(one, { user: 'b', host: '%' })).toBe(false)
  })

  it('is the database’s own by its name', () => {
    expect(
      ['mysql.sys', 'mysql.session', 'mysql.infoschema', 'mariadb.sys', 'mysql'].map((user) =>
        isReserved({ user, host: 'localhost' }),
      ),
    ).toEqual([true, true, true, true, false])
  })

  it('is named so that its name cannot end its own quotes', () => {
    expect(accountName({ user: "o'neil\\", host: '%' })).toBe("'o''neil\\\\'@'%'")
    expect(accountItem({ user: "o'neil", host: '%' })).toBe("o'neil@%")
  })
})
