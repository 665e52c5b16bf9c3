import type {
  AutomateAgentsFact,
  AutomatePatchLevelFact,
  AutomatePlugin,
  AutomateUser,
  AutomateUserClass,
} from '../facts.ts'
import { filledText, flagOf, instantOf, type Told } from '../told.ts'
import type { Schema } from './statements.ts'

/** Rows of the probe: which columns each table has. */
export function schemaOf(rows: readonly Told[]): Schema {
  const schema = new Map<string, Set<string>>()
  for (const { tableName, columnName } of rows) {
    if (typeof tableName !== 'string' || typeof columnName !== 'string') continue
    const columns = schema.get(tableName) ?? new Set()
    schema.set(tableName, columns.add(columnName.toLowerCase()))
  }
  return schema
}

/** One row of `users`. `ClientID` is a list of user classes, whatever its name says (automate.md §4). */
export function userIn(row: Told): AutomateUser | undefined {
  const name = filledText(row['Name'])
  if (name === null) return
  return {
    id: filledText(row['UserID']) ?? name,
    name,
    classes: idsIn(row['ClientID']),
    integrator: null,
    locked: null,
    legacyApi: null,
    lastSignIn: null,
    singleSignOn: null,
  }
}

function idsIn(given: unknown): readonly string[] {
  const text = filledText(given) ?? ''
  return text
    .split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '')
    .slice(0, 1000)
}

export function userClassIn(row: Told): AutomateUserClass | undefined {
  const name = filledText(row['Name'])
  return name === null
    ? undefined
    : { id: filledText(row['ClassID']) ?? name, name, superAdmin: flagOf(row['superAdmin']), permissions: null }
}

export function pluginIn(row: Told): AutomatePlugin | undefined {
  const name = filledText(row['Name'])
  if (name === null) return
  return {
    name,
    version: filledText(row['Version']),
    author: filledText(row['Author']),
    enabled: flagOf(row['IsEnabled'] ?? row['Enabled']),
    loadedInServer: null,
    loadedInWebServer: null,
    onAgents: null,
  }
}

/** The newest row of `lt_patchinformation` and the row of `config`, as far as there are any. */
export function patchLevelIn(patches: readonly Told[], config: readonly Told[]): AutomatePatchLevelFact {
  const [row = {}] = patches.toSorted((a, b) => (patchedAt(a) < patchedAt(b) ? 1 : -1))
  return {
    by: 'sql',
    webServer: filledText(row['WebServerPatchVersion']),
    databaseAgent: filledText(row['DBAgentServerPatchVersion']),
    controlCenter: filledText(row['ControlCenterPatchVersion']),
    windowsAgent: filledText(row['RemoteAgentPatchVersion']),
    linuxAgent: filledText(row['LinuxAgentPatchVersion']),
    macAgent: filledText(row['MacAgentPatchVersion']),
    patchedAt: instantOf(row['LastPatchedDate']),
    schema: filledText(config[0]?.['DBVersion']),
  }
}

function patchedAt(row: Told): string {
  return instantOf(row['LastPatchedDate']) ?? ''
}

/** The only row of the count over `computers`. */
export function agentsIn([row]: readonly Told[]): AutomateAgentsFact | undefined {
  const [total, recent] = [Number(row?.['total']), Number(row?.['recent'])]
  return Number.isInteger(total) && Number.isInteger(recent) ? { by: 'sql', total, recent, versions: null } : undefined
}
