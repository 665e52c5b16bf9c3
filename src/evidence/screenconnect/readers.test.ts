import { describe, expect, it } from 'vitest'
import { fileVersionIn, resourcesOf } from './executable-version.ts'
import { leftoverKind } from './leftovers.ts'
import { momentOf } from './moment.ts'
import { plain } from './plain.ts'
import { readTriggers } from './triggers.ts'
import { readUsers } from './users.ts'
import { readLists, readSettings } from './web-config.ts'
import { parseXml, type XmlElement } from './xml.ts'

function tree(text: string): XmlElement {
  const read = parseXml(text)
  if (!read.ok) throw new Error(read.detail)
  return read.root
}

function settings(inner: string) {
  return readSettings(tree(`<configuration>${inner}</configuration>`))
}

describe('web.config', () => {
  it('shows known settings whatever the case of their key, the last of several, and nothing else', () => {
    const inner =
      '<appSettings><add key="issetup" value="true"/><add key="IsSetup" value="False"/><add key="Own" value="GEHEIM"/></appSettings>'
    expect(settings(inner).settings).toEqual([{ name: 'IsSetup', value: 'False' }])
  })

  it('does not show a value that is not of the form of its key', () => {
    const inner =
      '<appSettings><add key="AccessTokenExpireSeconds" value="GEHEIM"/><add key="WebServerListenUri" value="http://u:GEHEIM@h/"/></appSettings>'
    expect(settings(inner).settings).toEqual([
      { name: 'AccessTokenExpireSeconds', value: null },
      { name: 'WebServerListenUri', value: null },
    ])
  })

  it('names secrets by place: keys, passwords of sources and of mail, connection strings', () => {
    const inner = [
      '<appSettings><add key="AsymmetricKey" value="GEHEIM"/><add key="DuoSecretKey" value=""/></appSettings>',
      '<system.web><machineKey validationKey="GEHEIM" decryptionKey="AutoGenerate,IsolateApps"/></system.web>',
      '<smtp><network password="GEHEIM"/></smtp>',
      '<connectionStrings><add name="x" connectionString="Password=GEHEIM"/></connectionStrings>',
    ].join('\n')
    const { secrets } = settings(inner)
    expect(secrets).toEqual([
      { what: 'AsymmetricKey', line: 1 },
      { what: 'machineKey validationKey', line: 2 },
      { what: 'network password', line: 3 },
      { what: 'add connectionString', line: 4 },
    ])
  })

  it('says which parts are encrypted or stand elsewhere', () => {
    const inner = '<appSettings file="x.config"/><machineKey configProtectionProvider="P"><EncryptedData/></machineKey>'
    expect(settings(inner).hidden).toEqual(['appSettings', 'machineKey'])
  })

  it('keeps lists as written, split at blanks, commas and semicolons, and tells empty from absent', () => {
    const inner =
      '<location path="Host.aspx"><appSettings><add key="RestrictToIPs" value="192.0.2.1; 2001:DB8::/32,  x"/><add key="BlockIPs" value=" "/></appSettings></location><location path="Services"><appSettings/></location>'
    const { places, module } = readLists(tree(`<configuration>${inner}</configuration>`))
    expect(module).toBe(false)
    expect(places).toEqual([
      {
        path: 'Host.aspx',
        line: 1,
        restrictTo: ['192.0.2.1', '2001:DB8::/32', 'x'],
        block: [],
        factors: null,
        idleSeconds: null,
      },
      { path: 'Services', line: 1, restrictTo: null, block: null, factors: null, idleSeconds: null },
    ])
  })

  it('takes lists of the whole site for a place of their own', () => {
    const { places } = readLists(
      tree('<configuration><appSettings><add key="BlockIPs" value="192.0.2.1"/></appSettings></configuration>'),
    )
    expect(places.map(({ path, block }) => [path, block])).toEqual([['', ['192.0.2.1']]])
  })
})

describe('User.xml', () => {
  it.each([
    ['ms:GEHEIM', 'app'],
    ['GOOG:GEHEIM', 'app'],
    ['email', 'mail'],
    ['jemand@muster.example', 'mail'],
    ['duo', 'duo'],
    ['constructor:GEHEIM', 'other'],
    ['GEHEIM', 'other'],
    ['', 'none'],
  ])('tells the kind of the second factor %s and nothing of it', (question, kind) => {
    const text = `<Users><User><Name>a</Name><PasswordQuestion>${question}</PasswordQuestion></User></Users>`
    const facts = readUsers(tree(text))
    expect(facts.users[0]?.secondFactor).toBe(kind)
    expect(JSON.stringify(facts)).not.toContain('GEHEIM')
  })

  it('reads "never" as null', () => {
    const text = '<Users><User><Name>a</Name><LastLoginDate>0001-01-01T00:00:00</LastLoginDate></User></Users>'
    expect(readUsers(tree(text)).users[0]).toMatchObject({ lastLogin: null, wizardForm: true, approved: true })
  })
})

describe('triggers', () => {
  it('are told by kind, host and event words, without path, headers, command and foreign words of the filter', () => {
    const text =
      "<SessionEventTriggers><SessionEventTrigger Name='t' EventFilter=\"Event.EventType = 'Connected' AND x = 'GEHEIM'\"><Actions><TriggerAction xsi:type='HttpTriggerAction' Uri='https://u:GEHEIM@host.example/GEHEIM'/><TriggerAction xsi:type='SessionEventTriggerAction' EventType='QueuedCommand' Data='GEHEIM'/></Actions></SessionEventTrigger></SessionEventTriggers>"
    expect(readTriggers('session', tree(text)).triggers).toEqual([
      {
        name: 't',
        enabled: true,
        watches: ['Connected'],
        actions: [
          { kind: 'HttpTriggerAction', target: 'host.example', makes: null },
          { kind: 'SessionEventTriggerAction', target: null, makes: 'QueuedCommand' },
        ],
      },
    ])
  })
})

describe('points in time', () => {
  it.each([
    ['2026-11-23T11:00:00', '2026-11-23T11:00:00.000Z'],
    ['2026-11-23 11:00:00.1234567', '2026-11-23T11:00:00.123Z'],
    ['2026-11-23T12:00:00+01:00', '2026-11-23T11:00:00.000Z'],
    [639_155_556_000_000_000, '2026-05-28T09:00:00.000Z'],
    ['639155556000000000', '2026-05-28T09:00:00.000Z'],
    [1_795_431_600_000, '2026-11-23T11:00:00.000Z'],
    [1_795_431_600, '2026-11-23T11:00:00.000Z'],
    [2_461_367.958_333_333, '2026-11-23T11:00:00.000Z'],
    ['0001-01-01T00:00:00', null],
    ['yesterday', null],
    [null, null],
    [Number.NaN, null],
    [-1, null],
  ])('are read from %s', (given, moment) => {
    expect(momentOf(given)).toBe(moment)
  })
})

describe('names of files', () => {
  it.each([
    ['web.config.0123.bak', true, 'configuration'],
    ['Web (Kopie).config', true, 'configuration'],
    ['web.config', true, undefined],
    ['User.xml.bak', false, 'users'],
    ['User.xml', false, undefined],
    ['Session - Copy.db', false, 'database'],
    ['Session.db-wal', false, undefined],
    ['SessionGroup.xml', false, undefined],
    ['SessionEventTrigger.xml', false, undefined],
    ['Sicherung.zip', true, 'archive'],
    ['shell.aspx', true, 'page'],
    ['Login.aspx', true, undefined],
    ['shell.aspx', false, undefined],
  ])('say what %s is', (name, isRoot, kind) => {
    expect(leftoverKind(name, isRoot)).toBe(kind)
  })
})

describe('other readers', () => {
  it('make any word fit to be stored and shown', () => {
    expect(plain('a\u0000\u202Eb\r\n c\u200D')).toBe('ab c')
    expect(plain('x'.repeat(1000), 10)).toHaveLength(10)
  })

  it('find no version in what is no program', () => {
    for (const bytes of [[], [0x4d, 0x5a], new Array<number>(100).fill(0x4d)]) {
      expect(resourcesOf(Uint8Array.from(bytes))).toBeUndefined()
      expect(fileVersionIn(Uint8Array.from(bytes))).toBeUndefined()
    }
  })
})
