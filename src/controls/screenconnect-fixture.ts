import type { ScreenConnectFacts, UserAccount, UserSource } from '../evidence/screenconnect/facts.ts'
import type { Evidence } from '../model/evidence.ts'
import { anHourAgo } from './question-fixture.ts'

/** Facts of a folder that nothing is wrong with, and the file that each comes from. */
const usual: { readonly [Name in keyof ScreenConnectFacts]: ScreenConnectFacts[Name] } = {
  'screenconnect.settings': {
    settings: [
      { name: 'AccessTokenExpireSeconds', value: '7200' },
      { name: 'AllowPasswordAutoComplete', value: 'false' },
      { name: 'AllowRemoteSetup', value: 'false' },
      { name: 'CookieSameSiteMode', value: 'Lax' },
      { name: 'DisableAutoPortForwarding', value: 'true' },
      { name: 'HostClientDeviceFingerprintValidationLevel', value: 'None' },
      { name: 'InputIdleDisconnectTimeSeconds', value: '3600' },
      { name: 'IsSetup', value: 'true' },
      { name: 'ShouldRevalidateAccessToken', value: 'true' },
      { name: 'TrustDeviceExpireDays', value: '7' },
      { name: 'UsePersistentTicketCookie', value: 'false' },
    ],
    userSources: [internalUsers({})],
    secrets: [],
    hidden: [],
  },
  'screenconnect.lists': {
    places: ['Login.aspx', 'Host.aspx', 'Administration.aspx', 'Services', 'Services/MailService.ashx'].map((path) => ({
      path,
      line: 1,
      restrictTo: ['203.0.113.0/24'],
      block: [],
      factors: path === 'Host.aspx' || path === 'Administration.aspx' ? 2 : 0,
      idleSeconds: path === 'Host.aspx' ? 36_000 : 1800,
    })),
    module: true,
  },
  'screenconnect.client-settings': { settings: [{ name: 'AllowGuestInitiatedFileTransfer', value: 'false' }] },
  'screenconnect.users': { users: [user({ name: 'm.huber-admin', roles: ['Verwaltung'] }), user({})] },
  'screenconnect.roles': {
    roles: [
      { name: 'Verwaltung', created: null, permissions: [{ name: 'Administer', allowed: true, filter: null }] },
      {
        name: 'Technik',
        created: null,
        permissions: [{ name: 'JoinSession', allowed: true, filter: 'AllSessionGroups' }],
      },
    ],
  },
  'screenconnect.extensions': {
    extensions: [
      {
        id: 'fc234f0e-2e8e-4a1f-b977-ba41b14031f7',
        name: 'ConnectWise Automate',
        version: '4.4.0.16',
        enabled: true,
        signed: true,
        pages: 1,
      },
    ],
    strays: [],
    configurationRead: true,
  },
  'screenconnect.triggers': {
    on: 'security',
    triggers: [
      {
        name: 'Gesperrt',
        enabled: true,
        watches: ['LoginAttempt', 'LockedOut'],
        actions: [{ kind: 'SmtpTriggerAction', target: 'muster-msp.de', makes: null }],
      },
    ],
  },
  'screenconnect.leftovers': { files: [], more: false, toolboxPrograms: 0 },
  'screenconnect.version': { text: '26.6.5.9742', part: 'server' },
  'screenconnect.security-log': {
    events: 20,
    whole: true,
    first: '2026-05-01T08:00:00.000Z',
    last: anHourAgo,
    failures: 1,
    unknownNames: 0,
    lockOuts: 0,
    addresses: [{ address: '203.0.113.20', failures: 1, names: 1, first: anHourAgo, last: anHourAgo, successes: 1 }],
    users: [{ name: 'm.huber', lastSuccess: anHourAgo }],
    indicators: [],
  },
  'screenconnect.sessions': {
    events: 10,
    whole: true,
    first: '2026-10-24T08:00:00.000Z',
    last: anHourAgo,
    counts: [{ event: 'InitiatedJoin', by: 'host', count: 4, first: anHourAgo, last: anHourAgo }],
    indicators: [],
    asked: 16,
  },
}

const files: Readonly<Record<keyof ScreenConnectFacts, string>> = {
  'screenconnect.settings': 'web.config',
  'screenconnect.lists': 'web.config',
  'screenconnect.client-settings': 'App_ClientConfig\\app.config',
  'screenconnect.users': 'App_Data\\User.xml',
  'screenconnect.roles': 'App_Data\\Role.xml',
  'screenconnect.extensions': 'App_Extensions',
  'screenconnect.triggers': 'App_Data\\SecurityEventTrigger.xml',
  'screenconnect.leftovers': '.',
  'screenconnect.version': 'Bin\\ScreenConnect.Service.exe',
  'screenconnect.security-log': 'App_Data\\Security.db',
  'screenconnect.sessions': 'App_Data\\Session.db',
}

/** One fact of the folder as it should be, with whatever the test changes. */
export function folderFact<Name extends keyof ScreenConnectFacts>(
  fact: Name,
  changes: Partial<ScreenConnectFacts[Name]> = {},
  { machine = 'SC01', file = files[fact] }: { readonly machine?: string; readonly file?: string } = {},
): Evidence {
  const value = { ...usual[fact], ...changes }
  return { fact, witness: 'inside', server: 'screenconnect', source: `${machine}: ${file}`, at: anHourAgo, value }
}

/** Settings as they should be, with the given ones changed; `null` takes one away. */
export function settingsWith(
  changes: Readonly<Record<string, string | null>>,
  more: Partial<ScreenConnectFacts['screenconnect.settings']> = {},
): Evidence {
  const kept = usual['screenconnect.settings'].settings.filter(({ name }) => !(name in changes))
  const added = Object.entries(changes).flatMap(([name, value]) => (value === null ? [] : [{ name, value }]))
  return folderFact('screenconnect.settings', { settings: [...kept, ...added], ...more })
}

export function user(changes: Partial<UserAccount>): UserAccount {
  return {
    name: 'm.huber',
    approved: true,
    lockedOut: false,
    created: '2024-01-10T09:00:00.000Z',
    lastLogin: '2026-11-22T09:00:00.000Z',
    lastActivity: null,
    passwordChanged: null,
    failedAttempts: 0,
    secondFactor: 'app',
    mailDomain: 'muster-msp.de',
    roles: ['Technik'],
    passwordHashes: 1,
    wizardForm: false,
    ...changes,
  }
}

export function internalUsers(changes: Partial<UserSource>): UserSource {
  return {
    name: 'InternalMembershipProvider',
    kind: 'Internal',
    enabled: true,
    passwordLength: 14,
    nonAlphanumeric: 0,
    strengthExpression: false,
    windowAttempts: 5,
    windowMinutes: 10,
    absoluteAttempts: 20,
    expirationDays: 0,
    historyLength: 0,
    ...changes,
  }
}
