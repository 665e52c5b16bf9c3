import type { LabRole, LabUser } from './accounts.ts'
import type { LabSessionEvent, LabSignIn } from './databases.ts'
import type { LabTrigger } from './triggers.ts'
import type { WebConfigSettings } from './web-config.ts'

export interface LabExtension {
  readonly id: string
  readonly name: string
  readonly version: string
  readonly signed: boolean
  /** Absent: the configuration does not name it. */
  readonly enabled?: boolean
}

/** Everything that a folder of the lab is made of; tests change one thing and leave the rest. */
export interface ScreenConnectFolderState {
  readonly webConfig: WebConfigSettings
  readonly clientSettings: Readonly<Record<string, string>>
  readonly users: readonly LabUser[]
  readonly roles: readonly LabRole[]
  readonly extensions: readonly LabExtension[]
  /** Files directly in `App_Extensions`. */
  readonly strays: readonly string[]
  readonly securityTriggers: readonly LabTrigger[]
  readonly sessionTriggers: readonly LabTrigger[]
  /** Copies of `web.config` and other files that nobody needs, by their path. */
  readonly leftovers: readonly string[]
  readonly version: string
  readonly clientVersion: string
  readonly signIns: readonly LabSignIn[]
  readonly sessionEvents: readonly LabSessionEvent[]
}

/** What a folder is made for. */
export interface FolderSituation {
  /** Milliseconds since 1970: everything in it happened before. */
  readonly now: number
  /** The address that alone may reach the server: its proxy. */
  readonly proxy: string
  readonly version: string
}

const day = 86_400_000

function dotNetTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 19)
}

export function daysBefore(now: number, days: number): string {
  return dotNetTime(now - days * day)
}
