import { describe, expect, it } from 'vitest'
import { isSignedIn } from './sessions.ts'

const accounts = [
  { user: '', host: 'localhost' },
  { user: 'root', host: 'localhost' },
  { user: 'emuster', host: '%' },
]
const nameless = { user: '', host: 'localhost' }

describe('somebody is signed in', () => {
  it('with a named account if any session gave that name', () => {
    const sessions = [{ user: 'emuster', host: '10.20.0.9:50111' }]
    expect(isSignedIn({ user: 'emuster', host: '%' }, sessions, accounts)).toBe(true)
    expect(isSignedIn({ user: 'EMUSTER', host: '%' }, sessions, accounts)).toBe(false)
  })

  it.each([
    ['a name that has no account', { user: 'stranger', host: '10.20.0.9:50111' }],
    ['a name whose account fits the host less well', { user: 'emuster', host: 'localhost:50111' }],
    ['the same by the address', { user: 'emuster', host: '127.0.0.1:50111' }],
  ])('with the nameless account by %s', (_, session) => {
    expect(isSignedIn(nameless, [session], accounts)).toBe(true)
  })

  it.each([
    ['an account of its own', { user: 'root', host: 'localhost' }],
    ['an account of its own from elsewhere', { user: 'emuster', host: '10.20.0.9:50111' }],
    ['the server itself', { user: 'system user', host: '' }],
    ['the scheduler of the server', { user: 'event_scheduler', host: 'localhost' }],
  ])('but not with the nameless one by %s', (_, session) => {
    expect(isSignedIn(nameless, [session], accounts)).toBe(false)
  })
})
