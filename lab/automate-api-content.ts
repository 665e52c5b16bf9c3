/** What the REST API of the lab's Automate knows, as lists of the objects that reference automate.md §1.5 names. */
export interface ApiContent {
  readonly patchInformation: object
  readonly services: readonly object[]
  readonly users: readonly object[]
  readonly userClasses: readonly object[]
  readonly remoteAgentTemplates: readonly object[]
  readonly plugins: readonly object[]
  readonly userAudits: readonly object[]
  readonly computers: readonly object[]
}

/** Marks in the places where real answers hold secrets or words that are nobody's business: no evidence may hold one. */
export const apiSecrets: readonly string[] = ['lab-mark-hash', 'lab-mark-cache', 'lab-mark-address', 'lab-mark-message']

const [hash, cache, inAddress, inMessage] = apiSecrets

const dayMs = 86_400_000

/** An instant as Automate writes it, so many days before `now`: without a zone. */
function daysBefore(now: number, days: number): string {
  return new Date(now - days * dayMs).toISOString().slice(0, 19)
}

interface Person {
  readonly name: string
  readonly classes: readonly number[]
  /** Days since the last sign-in; null: never. */
  readonly signedIn: number | null
  readonly integrator?: true
  readonly legacy?: true
  readonly folder?: object
}

const localFolder = { UserFolderId: 1, Name: 'Technik', IsSsoEnabled: false }
const ssoFolder = { UserFolderId: 2, Name: 'SSO', IsSsoEnabled: true }

function users(now: number, people: readonly Person[]): readonly object[] {
  return people.map(({ name, classes, signedIn, integrator, legacy, folder = localFolder }, index) => ({
    UserId: index + 1,
    Name: name,
    FirstName: name,
    EmailAddress: `${name}@muster-msp.example`,
    PasswordHash: hash,
    LastSuccessfulLogin: signedIn === null ? '0001-01-01T00:00:00' : daysBefore(now, signedIn),
    Folder: folder,
    AuditingLevel: 1,
    IsIntegrator: integrator === true,
    IsLocked: false,
    UserClasses: classes,
    AllowLegacyApiAccess: legacy === true,
  }))
}

function audits(now: number, acts: readonly (readonly [string, string])[]): readonly object[] {
  return acts.map(([user, action], index) => ({
    Id: 1000 - index,
    User: user,
    Message: `${action} ${inMessage}`,
    DateCreated: daysBefore(now, index / 4),
    AuditAction: { Id: index % 7, Name: action, Level: 1 },
    Source: { Id: 1, Name: 'Web' },
  }))
}

function computers(now: number, groups: readonly (readonly [string, number, number])[]): readonly object[] {
  return groups
    .flatMap(([version, count, days]) => Array.from({ length: count }, () => ({ version, days })))
    .map(({ version, days }, index) => ({
      Id: String(index + 1),
      ComputerName: `PC-${index + 1}`,
      RemoteAgentVersion: version,
      RemoteAgentLastContact: daysBefore(now, days),
    }))
}

function patched(version: string): object {
  return {
    WebServerPatchVersion: version,
    DBAgentServerPatchVersion: version,
    ControlCenterPatchVersion: version,
    RemoteAgentPatchVersion: version,
    LinuxAgentPatchVersion: version,
    MacAgentPatchVersion: version,
    LastPatchedDate: '2026-11-02T20:00:00',
  }
}

/** What the server says of itself where a test does not mind. */
export interface ApiServer {
  /** `25.0.436`. */
  readonly version: string
  /** `250.436`. */
  readonly agent: string
  readonly host: string
}

const host = 'automate.muster-msp.example'

const everything = { SuperAdmin: true, SystemConfig: true, UserEdit: true, ScriptEdit: true, ShowPasswords: true }
const everyday = { SuperAdmin: false, ScriptRead: true, UserRead: true }

/** A server that grew over the years. */
export function neglectedContent(
  now: number,
  server: ApiServer = { version: '24.0.331', agent: '240.331', host },
): ApiContent {
  return {
    patchInformation: patched(server.version),
    services: [{ ServiceName: 'ConnectWise SSO', IsEnabled: true, IsLocalLoginEnabled: true }],
    users: users(now, [
      { name: 'admin', classes: [1], signedIn: 0 },
      { name: 'support', classes: [1], signedIn: 3 },
      { name: 'hgross', classes: [1, 2], signedIn: 1, folder: ssoFolder },
      { name: 'sklein', classes: [1], signedIn: 2 },
      { name: 'kmeier', classes: [1], signedIn: 400 },
      { name: 'azubi', classes: [2], signedIn: null },
      { name: 'psa-sync', classes: [1], signedIn: 0, integrator: true, legacy: true },
      { name: 'doku-sync', classes: [3], signedIn: 0, integrator: true },
    ]),
    userClasses: [
      { UserClassId: 1, Name: 'Super Admin', Permissions: everything },
      {
        UserClassId: 2,
        Name: 'Technik',
        Permissions: { ...everyday, ShowPasswords: true, DatabaseExecute: true, ManageRemoteCommands: true },
      },
      { UserClassId: 3, Name: 'API', Permissions: { ...everyday, ShowPasswords: true } },
    ],
    remoteAgentTemplates: [
      {
        Id: '1',
        Name: 'Default',
        ServerAddress: `http://labtech.muster-msp.example|https://admin:${inAddress}@${server.host}~/LabTech`,
        SSLAcceptAll: true,
        SSLAcceptExpiredCertificates: true,
        HeartbeatEnabled: true,
        CacheUsername: 'cache',
        CachePassword: cache,
      },
    ],
    plugins: [
      { ExtensionName: 'Report Manager', Version: '2.1', Author: 'ConnectWise', IsEnabled: true, IsLoadedInIIS: true },
      { ExtensionName: 'Alte Fernwartung', Version: '1.0', Author: null, IsEnabled: true, IsLoadedInIIS: false },
      { ExtensionName: 'Ticket Import', Version: '0.9', Author: 'Niemand', IsEnabled: false },
    ],
    userAudits: audits(now, [
      ['admin', 'User Updated'],
      ['wegmann', 'Script Run'],
      ['hgross', 'Login'],
    ]),
    computers: computers(now, [
      [server.agent, 620, 0],
      ['220.105', 41, 2],
      ['190.337', 7, 200],
    ]),
  }
}

/** The same server after the work was done. */
export function hardenedContent(
  now: number,
  server: ApiServer = { version: '25.0.436', agent: '250.436', host },
): ApiContent {
  return {
    patchInformation: patched(server.version),
    services: [{ ServiceName: 'ConnectWise SSO', IsEnabled: true, IsLocalLoginEnabled: false }],
    users: users(now, [
      { name: 'h.gross', classes: [2], signedIn: 1, folder: ssoFolder },
      { name: 'h.gross-adm', classes: [1], signedIn: 2, folder: ssoFolder },
      { name: 's.klein-adm', classes: [1], signedIn: 5, folder: ssoFolder },
      { name: 'bollwerk-audit', classes: [4], signedIn: 0 },
      { name: 'psa-sync', classes: [3], signedIn: 0, integrator: true },
    ]),
    userClasses: [
      { UserClassId: 1, Name: 'Super Admin', Permissions: everything },
      { UserClassId: 2, Name: 'Technik', Permissions: everyday },
      { UserClassId: 3, Name: 'API', Permissions: everyday },
      { UserClassId: 4, Name: 'Audit', Permissions: { ...everyday, ClassRead: true } },
    ],
    remoteAgentTemplates: [
      {
        Id: '1',
        Name: 'Default',
        ServerAddress: `https://${server.host}`,
        SSLAcceptAll: false,
        SSLAcceptExpiredCertificates: false,
        HeartbeatEnabled: true,
        CachePassword: '',
      },
    ],
    plugins: [
      {
        ExtensionName: 'Report Manager',
        Version: '2.1',
        Author: 'ConnectWise',
        IsEnabled: true,
        IsLoadedInAutomationServer: true,
        IsLoadedInIIS: true,
      },
    ],
    userAudits: audits(now, [
      ['h.gross', 'Login'],
      ['s.klein-adm', 'User Updated'],
    ]),
    computers: computers(now, [[server.agent, 640, 0]]),
  }
}
