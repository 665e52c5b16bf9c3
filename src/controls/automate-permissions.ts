import type { Severity } from '../model/outcome.ts'

/**
 * Permissions of a user class that turn a small account into a big one. The names are those of the REST API
 * (automate.md §5); the rating is ours. Super Admin is a question of its own.
 */
export const dangerousPermissions: ReadonlyMap<string, Severity> = new Map<string, Severity>([
  // Whoever has one of these can give himself all others.
  ['SystemConfig', 'high'],
  ['ClassConfig', 'high'],
  ['UserEdit', 'high'],
  ['UserClassCreate', 'high'],
  ['UserClassUpdate', 'high'],
  ['PermissionsUpdate', 'high'],
  ['SQLScriptFunctions', 'high'],
  ['DatabaseExecute', 'high'],
  ['PluginManager', 'high'],
  // These reach every machine or every password of the customers, or hide what was done.
  ['ScriptEdit', 'medium'],
  ['SolutionCenter', 'medium'],
  ['ShowPasswords', 'medium'],
  ['ManageAudits', 'medium'],
  ['UserDelete', 'medium'],
  ['UserClassDelete', 'medium'],
  ['ManageRemoteCommands', 'low'],
  ['ReportsCreate', 'low'],
])

/** The dangerous ones among the permissions given, the gravest first. */
export function dangerousAmong(permissions: readonly string[]): readonly string[] {
  return [...dangerousPermissions.keys()].filter((name) => permissions.includes(name))
}
