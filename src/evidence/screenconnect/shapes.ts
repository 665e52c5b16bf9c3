import { flag, integer, listOf, oneOf, orNull, record, type Shape, text } from '../shape.ts'
import type {
  ExtensionsFact,
  FailingAddress,
  FoundIndicator,
  InstalledExtension,
  Leftover,
  LeftoversFact,
  ListedPlace,
  ListsFact,
  PermissionEntry,
  ProgramVersionFact,
  RolesFact,
  ScreenConnectFacts,
  SecurityLogFact,
  SessionEventCount,
  SessionsFact,
  Setting,
  SettingsFact,
  Trigger,
  TriggersFact,
  UserAccount,
  UserSource,
} from './facts.ts'

const name = text(300)
const words = text(1_000)
const instant = text(40)
const count = integer(0, Number.MAX_SAFE_INTEGER)
const number = orNull(integer(-0x8000_0000, 0xffff_ffff))
const items = orNull(listOf(name, 5_000))

const settings = listOf(record<Setting>({ name, value: orNull(words) }), 500)

const userSource = record<UserSource>({
  name,
  kind: name,
  enabled: flag,
  passwordLength: number,
  nonAlphanumeric: number,
  strengthExpression: flag,
  windowAttempts: number,
  windowMinutes: number,
  absoluteAttempts: number,
  expirationDays: number,
  historyLength: number,
})

const place = record<ListedPlace>({
  path: words,
  line: count,
  restrictTo: items,
  block: items,
  factors: number,
  idleSeconds: number,
})

const account = record<UserAccount>({
  name,
  approved: flag,
  lockedOut: flag,
  created: orNull(instant),
  lastLogin: orNull(instant),
  lastActivity: orNull(instant),
  passwordChanged: orNull(instant),
  failedAttempts: count,
  secondFactor: oneOf(['none', 'app', 'mail', 'yubikey', 'duo', 'linotp', 'other']),
  mailDomain: orNull(name),
  roles: listOf(name, 500),
  passwordHashes: count,
  wizardForm: flag,
})

const extension = record<InstalledExtension>({
  id: name,
  name: orNull(name),
  version: orNull(name),
  enabled: orNull(flag),
  signed: flag,
  pages: count,
})

const trigger = record<Trigger>({
  name,
  enabled: flag,
  watches: listOf(name, 200),
  actions: listOf(record<Trigger['actions'][number]>({ kind: name, target: orNull(name), makes: orNull(name) }), 200),
})

const leftover = record<Leftover>({
  path: words,
  kind: oneOf(['configuration', 'database', 'users', 'archive', 'page']),
  bytes: count,
  modified: instant,
  secrets: orNull(count),
})

const failingAddress = record<FailingAddress>({
  address: name,
  failures: count,
  names: count,
  first: instant,
  last: instant,
  successes: count,
})

const indicators = listOf(record<FoundIndicator>({ id: name, count, last: orNull(instant) }), 1_000)

const eventCount = record<SessionEventCount>({
  event: name,
  by: oneOf(['host', 'guest', 'unknown']),
  count,
  first: instant,
  last: instant,
})

/** What the facts of a ScreenConnect folder look like in a stored file. */
export const screenconnectShapes: { readonly [Name in keyof ScreenConnectFacts]: Shape<ScreenConnectFacts[Name]> } = {
  'screenconnect.settings': record<SettingsFact>({
    settings,
    userSources: listOf(userSource, 200),
    secrets: listOf(record<SettingsFact['secrets'][number]>({ what: name, line: count }), 500),
    hidden: listOf(name, 100),
  }),
  'screenconnect.lists': record<ListsFact>({ places: listOf(place, 1_000), module: flag }),
  'screenconnect.client-settings': record({ settings }),
  'screenconnect.users': record({ users: listOf(account, 20_000) }),
  'screenconnect.roles': record<RolesFact>({
    roles: listOf(
      record<RolesFact['roles'][number]>({
        name,
        created: orNull(instant),
        permissions: listOf(record<PermissionEntry>({ name, allowed: flag, filter: orNull(name) }), 5_000),
      }),
      2_000,
    ),
  }),
  'screenconnect.extensions': record<ExtensionsFact>({
    extensions: listOf(extension, 1_000),
    strays: listOf(words, 1_000),
    configurationRead: flag,
  }),
  'screenconnect.triggers': record<TriggersFact>({
    on: oneOf(['security', 'session']),
    triggers: listOf(trigger, 2_000),
  }),
  'screenconnect.leftovers': record<LeftoversFact>({
    files: listOf(leftover, 1_000),
    more: flag,
    toolboxPrograms: count,
  }),
  'screenconnect.version': record<ProgramVersionFact>({ text: name, part: oneOf(['server', 'client']) }),
  'screenconnect.security-log': record<SecurityLogFact>({
    events: count,
    whole: flag,
    first: orNull(instant),
    last: orNull(instant),
    failures: count,
    unknownNames: count,
    lockOuts: count,
    addresses: listOf(failingAddress, 1_000),
    users: listOf(record<SecurityLogFact['users'][number]>({ name, lastSuccess: instant }), 20_000),
    indicators,
  }),
  'screenconnect.sessions': record<SessionsFact>({
    events: count,
    whole: flag,
    first: orNull(instant),
    last: orNull(instant),
    counts: listOf(eventCount, 500),
    indicators,
    asked: count,
  }),
}
