import { isObject } from '../../shape.ts'
import type {
  AutomateAgentsFact,
  AutomateAgentTemplatesFact,
  AutomateAuditsFact,
  AutomatePatchLevelFact,
  AutomatePlugin,
  AutomateUser,
  AutomateUserClass,
} from '../facts.ts'
import { filledText, flagOf, instantOf, isNever, type Told, textOf } from '../told.ts'

/** One entry of `GET /Users`; undefined if it has no name. */
export function userOf(told: Told): AutomateUser | undefined {
  const name = filledText(told['Name'])
  if (name === null) return
  const folder = told['Folder']
  return {
    id: filledText(told['UserId']) ?? name,
    name,
    classes: classIds(told['UserClasses']),
    integrator: flagOf(told['IsIntegrator']),
    locked: flagOf(told['IsLocked']),
    legacyApi: flagOf(told['AllowLegacyApiAccess']),
    lastSignIn: lastSignIn(told),
    singleSignOn: isObject(folder) ? flagOf(folder['IsSsoEnabled']) : null,
  }
}

/** Absent is not told; null or the first day of the calendar is never. */
function lastSignIn(told: Told): string | null {
  if (!('LastSuccessfulLogin' in told)) return null
  const given = told['LastSuccessfulLogin']
  return isNever(given) ? 'never' : instantOf(given)
}

/** How the classes are written is not documented: ids, or objects that have one. What is neither makes all untold. */
function classIds(given: unknown): readonly string[] | null {
  if (!Array.isArray(given) || given.length > 1000) return null
  const ids = given.map((item) =>
    isObject(item) ? (filledText(item['UserClassId']) ?? filledText(item['Id'])) : filledText(item),
  )
  return ids.every((id) => id !== null) ? ids : null
}

/** One entry of `GET /UserClasses`; undefined if it has no name. */
export function userClassOf(told: Told): AutomateUserClass | undefined {
  const name = filledText(told['Name'])
  const permissions = told['Permissions']
  if (name === null) return
  const known = isObject(permissions) ? permissions : undefined
  return {
    id: filledText(told['UserClassId']) ?? filledText(told['Id']) ?? name,
    name,
    superAdmin: flagOf(known?.['SuperAdmin']),
    permissions: known ? granted(known) : null,
  }
}

function granted(permissions: Told): readonly string[] {
  return Object.entries(permissions)
    .filter(([, value]) => value === true)
    .map(([name]) => textOf(name) ?? '')
    .slice(0, 1000)
    .toSorted()
}

export function pluginOf(told: Told): AutomatePlugin | undefined {
  const name = filledText(told['ExtensionName']) ?? filledText(told['Name']) ?? filledText(told['FileName'])
  if (name === null) return
  return {
    name,
    version: filledText(told['Version']),
    author: filledText(told['Author']),
    enabled: flagOf(told['IsEnabled']),
    loadedInServer: flagOf(told['IsLoadedInAutomationServer']),
    loadedInWebServer: flagOf(told['IsLoadedInIIS']),
    onAgents: flagOf(told['IsRemoteAgentExtension']),
  }
}

const relaxations = [
  'SSLAcceptExpiredCertificates',
  'SSLAccessUntrustedCertificateAuthorities',
  'SSLAcceptMismatchedNames',
  'SSLAcceptRevokedCertificates',
  'SSLAcceptAll',
] as const

/** One entry of `GET /RemoteAgentTemplates`; undefined if it has neither name nor number. */
export function agentTemplateOf(told: Told): AutomateAgentTemplatesFact['templates'][number] | undefined {
  const id = filledText(told['Id'])
  const name = filledText(told['Name']) ?? id
  if (name === null) return
  const password = told['CachePassword']
  return {
    id: id ?? name,
    name,
    addresses: addressesIn(told['ServerAddress']),
    acceptsBadCertificates: relaxations.filter((setting) => told[setting] === true),
    heartbeat: flagOf(told['HeartbeatEnabled']),
    cachePassword: password === undefined ? null : typeof password === 'string' && password !== '',
  }
}

/** Several addresses stand behind one another, separated by `|`; an agent's own copy may carry `~` (automate.md §3). */
function addressesIn(given: unknown): readonly string[] {
  return typeof given !== 'string'
    ? []
    : given
        .split('|')
        .map((address) => withoutSecrets(address.replaceAll('~', '').trim()))
        .filter((address) => address !== '')
        .slice(0, 50)
}

/** Scheme, host and port only: nobody knows what somebody wrote behind or in front of them. */
function withoutSecrets(address: string): string {
  const form = /^(?:([a-z][a-z0-9+.-]*):\/\/)?(?:[^@/]*@)?([^/?#@]*)/i.exec(address)
  const [, scheme, place = ''] = form ?? []
  return textOf(scheme === undefined ? place : `${scheme.toLowerCase()}://${place}`) ?? ''
}

/** `GET /PatchInformation`. */
export function patchLevelOf(told: Told): AutomatePatchLevelFact {
  return {
    by: 'api',
    webServer: filledText(told['WebServerPatchVersion']),
    databaseAgent: filledText(told['DBAgentServerPatchVersion']),
    controlCenter: filledText(told['ControlCenterPatchVersion']),
    windowsAgent: filledText(told['RemoteAgentPatchVersion']),
    linuxAgent: filledText(told['LinuxAgentPatchVersion']),
    macAgent: filledText(told['MacAgentPatchVersion']),
    patchedAt: instantOf(told['LastPatchedDate']),
    schema: null,
  }
}

type Action = AutomateAuditsFact['actions'][number]

const mostActions = 5000

/** Entries of `GET /UserAudits`, counted by user, action and source. Messages are not kept. */
export function auditsOf(entries: readonly Told[]): AutomateAuditsFact {
  const actions = new Map<string, Action>()
  const times: string[] = []
  for (const told of entries) {
    const at = instantOf(told['DateCreated'])
    if (at === null) continue
    times.push(at)
    const seen = { user: named(told['User']), action: named(told['AuditAction']), from: named(told['Source']) }
    const key = JSON.stringify([seen.user.toLowerCase(), seen.action, seen.from])
    const known = actions.get(key)
    const newest = known && known.newest > at ? known.newest : at
    if (known || actions.size < mostActions) actions.set(key, { ...seen, count: (known?.count ?? 0) + 1, newest })
  }
  times.sort()
  return {
    by: 'api',
    oldest: times[0] ?? null,
    newest: times.at(-1) ?? null,
    entries: entries.length,
    actions: [...actions.values()],
  }
}

/** A name, or what has one. */
function named(given: unknown): string {
  return filledText(isObject(given) ? given['Name'] : given) ?? '?'
}

const recentMs = 30 * 86_400_000
const mostVersions = 5000

/** Entries of `GET /Computers`, counted by version of the agent. `now` in milliseconds since 1970. */
export function agentsOf(entries: readonly Told[], now: number): AutomateAgentsFact {
  const versions = new Map<string, { total: number; recent: number }>()
  let recent = 0
  for (const told of entries) {
    const version = filledText(told['RemoteAgentVersion']) ?? '?'
    const contact = instantOf(told['RemoteAgentLastContact'])
    const isRecent = contact !== null && Date.parse(contact) >= now - recentMs
    const known = versions.get(version) ?? { total: 0, recent: 0 }
    versions.set(version, { total: known.total + 1, recent: known.recent + (isRecent ? 1 : 0) })
    if (isRecent) recent += 1
  }
  return {
    by: 'api',
    total: entries.length,
    recent,
    versions: [...versions].slice(0, mostVersions).map(([version, counts]) => ({ version, ...counts })),
  }
}
