import { describe, expect, it } from 'vitest'
import { type AccountUse, reachesAutomate, refusedLock, refusedName } from './accounts.ts'

const unused: AccountUse = {
  user: 'backup',
  host: '10.20.0.9',
  own: false,
  automateUser: false,
  reaches: ['reports'],
  hasRoles: false,
  signedIn: false,
}

describe('an account is locked', () => {
  it('only where all is known of it and nothing speaks against it', () => {
    expect(refusedLock(unused)).toBeUndefined()
    expect(refusedLock({ ...unused, user: '', reaches: ['test', 'test\\_%'] })).toBeUndefined()
  })
})

describe('an account is never locked', () => {
  it.each<[string, Partial<AccountUse>, string]>([
    ['that Bollwerk is signed in with', { own: true }, 'lock itself out'],
    ['of an Automate user', { automateUser: true }, 'Automate user'],
    ['if nobody could tell whether it is one', { automateUser: undefined }, 'could not be asked'],
    ['that may use the database of Automate', { reaches: ['labtech'] }, 'database of Automate'],
    ['that may use it by a pattern', { reaches: ['lab%'] }, 'database of Automate'],
    ['that may do something everywhere', { reaches: ['*'] }, 'database of Automate'],
    ['that may have it by a role', { hasRoles: true }, 'database of Automate'],
    ['if its privileges could not be read', { reaches: undefined }, 'could not be asked'],
    ['if its roles could not be read', { hasRoles: undefined }, 'could not be asked'],
    ['while somebody is signed in', { signedIn: true }, 'right now'],
    ['if nobody could tell that', { signedIn: undefined }, 'PROCESS'],
    ['named root', { user: 'root' }, 'sign in as'],
    ['named ROOT', { user: 'ROOT' }, 'Automate might'],
    ['of the server itself', { user: 'mysql.sys' }, 'server itself'],
  ])('%s', (_, change, reason) => {
    if (change.user === 'root') expect(refusedName({ user: 'root', host: '%' })?.en).toContain('never locks')
    else expect(refusedLock({ ...unused, ...change })?.en).toContain(reason)
  })
})

describe('the name of a database in the grant tables', () => {
  it.each(['labtech', 'LabTech', 'lab%', '%', 'l_btech', 'labtec_', 'lab\\tech'])('%s means labtech', (pattern) => {
    expect(reachesAutomate(pattern)).toBe(true)
  })

  it.each(['test', 'test\\_%', 'labtech2', 'lab.*', 'lab\\%', '', 'reports'])('%s does not', (pattern) => {
    expect(reachesAutomate(pattern)).toBe(false)
  })
})
