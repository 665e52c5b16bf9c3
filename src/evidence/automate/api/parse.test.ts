import { describe, expect, it } from 'vitest'
import { agentsOf, agentTemplateOf, auditsOf, patchLevelOf, pluginOf, userClassOf, userOf } from './parse.ts'
import { minutesUntil, signInAnswer, signInServices } from './sign-in.ts'

const now = Date.parse('2026-11-23T12:00:00Z')

describe('a user of the API', () => {
  it.each([
    ['numbers', [1, 2], ['1', '2']],
    ['texts', ['1'], ['1']],
    ['objects with their own name for it', [{ UserClassId: 3 }, { Id: '4' }], ['3', '4']],
    ['nothing', [], []],
    ['something else', [{ Name: 'x' }], null],
    ['a text', '1,2', null],
  ])('has classes written as %s', (_, UserClasses, classes) => {
    expect(userOf({ Name: 'a', UserClasses })?.classes).toEqual(classes)
  })

  it.each([
    [{ LastSuccessfulLogin: '0001-01-01T00:00:00' }, 'never'],
    [{ LastSuccessfulLogin: null }, 'never'],
    [{}, null],
    [{ LastSuccessfulLogin: 'x' }, null],
    [{ LastSuccessfulLogin: '2026-11-20T08:00:00' }, '2026-11-20T08:00:00.000Z'],
  ])('with %j last signed in %s', (told, lastSignIn) => {
    expect(userOf({ Name: 'a', ...told })?.lastSignIn).toBe(lastSignIn)
  })

  it('tells null where nothing was said, and is none without a name', () => {
    expect(userOf({ Name: 'a', Folder: { IsSsoEnabled: true } })).toEqual({
      id: 'a',
      name: 'a',
      classes: null,
      integrator: null,
      locked: null,
      legacyApi: null,
      lastSignIn: null,
      singleSignOn: true,
    })
    expect(userOf({ UserId: 1 })).toBeUndefined()
  })
})

describe('other answers of the API', () => {
  it('keep of a user class the names of what it may', () => {
    const Permissions = { UserEdit: true, SuperAdmin: false, Level: 3, ScriptRead: true }
    expect(userClassOf({ UserClassId: 2, Name: 'T', Permissions })).toEqual({
      id: '2',
      name: 'T',
      superAdmin: false,
      permissions: ['ScriptRead', 'UserEdit'],
    })
    expect(userClassOf({ Id: 2, Name: 'T' })).toMatchObject({ superAdmin: null, permissions: null })
    expect(userClassOf({ Permissions })).toBeUndefined()
  })

  it.each([
    ['https://a.de|http://b.de~', ['https://a.de', 'http://b.de']],
    ['https://user:secret@a.de:8443/LabTech?x=secret', ['https://a.de:8443']],
    ['user:secret@a.de', ['a.de']],
    [' a.de | | ', ['a.de']],
    ['', []],
    [undefined, []],
  ])('take from the address %j only where it leads', (ServerAddress, addresses) => {
    expect(agentTemplateOf({ Id: 1, ServerAddress })?.addresses).toEqual(addresses)
  })

  it('tell of a template what is loosened and that a password is there, not which', () => {
    const template = agentTemplateOf({
      Name: 'D',
      SSLAcceptAll: true,
      SSLAcceptMismatchedNames: 'true',
      CachePassword: 'secret',
    })
    expect(template).toMatchObject({ acceptsBadCertificates: ['SSLAcceptAll'], cachePassword: true })
    expect(JSON.stringify(template)).not.toContain('secret')
    expect(agentTemplateOf({})).toBeUndefined()
  })

  it('name a plug-in by what it has', () => {
    expect(pluginOf({ FileName: 'x.dll', IsEnabled: true })).toMatchObject({
      name: 'x.dll',
      enabled: true,
      onAgents: null,
    })
    expect(pluginOf({ Version: '1' })).toBeUndefined()
  })

  it('give versions as they are written', () => {
    expect(patchLevelOf({ WebServerPatchVersion: '25.0.436', LastPatchedDate: '0001-01-01' })).toMatchObject({
      webServer: '25.0.436',
      windowsAgent: null,
      patchedAt: null,
    })
  })

  it('are counted by who did what, without a word of the message', () => {
    const entry = { User: 'Gross', AuditAction: { Name: 'Login' }, Source: 'Web', Message: 'secret' }
    const fact = auditsOf([
      { ...entry, DateCreated: '2026-11-20T08:00:00' },
      { ...entry, User: 'gross', DateCreated: '2026-11-22T08:00:00' },
      { ...entry, DateCreated: 'never' },
    ])
    expect(fact).toEqual({
      by: 'api',
      oldest: '2026-11-20T08:00:00.000Z',
      newest: '2026-11-22T08:00:00.000Z',
      entries: 3,
      actions: [{ user: 'gross', action: 'Login', from: 'Web', count: 2, newest: '2026-11-22T08:00:00.000Z' }],
    })
  })

  it('are counted by version of the agent and by contact within 30 days', () => {
    const fact = agentsOf(
      [
        { RemoteAgentVersion: '250.436', RemoteAgentLastContact: '2026-11-20T08:00:00' },
        { RemoteAgentVersion: '250.436', RemoteAgentLastContact: '2026-10-24T11:00:00' },
        { RemoteAgentLastContact: null },
      ],
      now,
    )
    expect(fact).toEqual({
      by: 'api',
      total: 3,
      recent: 1,
      versions: [
        { version: '250.436', total: 2, recent: 1 },
        { version: '?', total: 1, recent: 0 },
      ],
    })
  })
})

describe('the answer to a sign-in', () => {
  it.each([
    [
      'a token',
      { AccessToken: 'abc', ExpirationDate: '2026-11-23T13:00:00Z' },
      { token: 'abc', secondFactorWanted: false },
    ],
    [
      'a wish for a second factor',
      { AccessToken: null, IsTwoFactorRequired: true },
      { token: '', secondFactorWanted: true },
    ],
    ['the same by the other name', { IsInternalTwoFactorRequired: true }, { token: '', secondFactorWanted: true }],
  ])('is %s', (_, given, answer) => {
    expect(signInAnswer(given)).toMatchObject(answer)
  })

  it.each([
    ['x'],
    [null],
    [{}],
    [{ AccessToken: 5 }],
    [{ AccessToken: 'a\r\nb: c' }],
    [{ AccessToken: 'x'.repeat(9000) }],
  ])('is none where it is %j', (given) => {
    expect(signInAnswer(given)).toBeUndefined()
  })

  it('knows the services only where they are named', () => {
    expect(signInServices({ Services: [{ ServiceName: 'SSO', IsEnabled: true, IsLocalLoginEnabled: false }] })).toEqual(
      [{ name: 'SSO', enabled: true, localLogin: false }],
    )
    expect(signInServices({ Services: [] })).toEqual([])
    expect(signInServices({ AllowDirect: true })).toBeNull()
  })

  it('lives so many minutes, unless the clock of the server is wrong', () => {
    expect([minutesUntil(now + 90 * 60_000, now), minutesUntil(now - 1, now), minutesUntil(undefined, now)]).toEqual([
      90,
      null,
      null,
    ])
  })
})
