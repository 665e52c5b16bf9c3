import type { Indicator } from '../../catalog/index.ts'
import type { Evidence } from '../../model/evidence.ts'
import { readClientSettings } from './client-config.ts'
import { readSecurityLog, readSessions } from './databases/collect.ts'
import { fileVersionIn, longestHead, resourcesOf } from './executable-version.ts'
import { lookAtExtensions } from './extensions/collect.ts'
import type { ScreenConnectFacts, UsersFact } from './facts.ts'
import { ConfinedFolder, missing, type Reading } from './folder/collect.ts'
import { lookForLeftovers } from './leftovers/collect.ts'
import { readRoles } from './roles.ts'
import { readTriggers } from './triggers.ts'
import { readUsers } from './users.ts'
import { readLists, readSettings } from './web-config.ts'
import type { XmlElement } from './xml.ts'
import { readXml } from './xml-file/collect.ts'

export interface FolderLook {
  /** The installation folder itself, a share of it or a copy. */
  readonly folder: string
  /** Name of the machine that the folder belongs to; begins the source of every piece of evidence. */
  readonly machine: string
  /** When the folder was seen, in milliseconds since 1970: the time of the copy, if it is one. */
  readonly seenAt: number
  readonly indicators: readonly Indicator[]
  /** Ends the look; what was not read by then is missing. */
  readonly signal?: AbortSignal
}

type FactName = keyof ScreenConnectFacts

/**
 * Reads everything that the folder shows, one file after another. A file that cannot be read is missing with its reason
 * and the others are read all the same. Fails with the system's error only if the folder itself cannot be opened.
 */
export async function collectScreenConnect(look: FolderLook): Promise<readonly Evidence[]> {
  const round = new Round(look, await ConfinedFolder.open(look.folder, look.signal))
  await round.configuration()
  const users = await round.accounts()
  await round.contents()
  await round.programs()
  await round.databases(users)
  return round.evidence
}

class Round {
  readonly evidence: Evidence[] = []
  readonly #look: FolderLook
  readonly #folder: ConfinedFolder

  constructor(look: FolderLook, folder: ConfinedFolder) {
    this.#look = look
    this.#folder = folder
  }

  async configuration(): Promise<void> {
    const server = await readXml(this.#folder, 'web.config', 'configuration')
    this.#add('screenconnect.settings', 'web.config', from(server, readSettings))
    this.#add('screenconnect.lists', 'web.config', from(server, readLists))
    const client = await readXml(this.#folder, 'App_ClientConfig/app.config', 'configuration')
    this.#add('screenconnect.client-settings', 'App_ClientConfig/app.config', from(client, readClientSettings))
  }

  async accounts(): Promise<UsersFact | undefined> {
    const users = from(await readXml(this.#folder, 'App_Data/User.xml', 'Users'), readUsers)
    this.#add('screenconnect.users', 'App_Data/User.xml', users)
    const roles = await readXml(this.#folder, 'App_Data/Role.xml', 'Roles')
    this.#add('screenconnect.roles', 'App_Data/Role.xml', from(roles, readRoles))
    return users.ok ? users.value : undefined
  }

  async contents(): Promise<void> {
    for (const on of ['security', 'session'] as const) {
      const name = on === 'security' ? 'SecurityEventTrigger' : 'SessionEventTrigger'
      const read = await readXml(this.#folder, `App_Data/${name}.xml`, `${name}s`)
      const triggers = from(read, (root) => readTriggers(on, root))
      this.#add('screenconnect.triggers', `App_Data/${name}.xml`, triggers)
    }
    this.#add('screenconnect.extensions', 'App_Extensions', await lookAtExtensions(this.#folder))
    this.#add('screenconnect.leftovers', '.', await lookForLeftovers(this.#folder))
  }

  async programs(): Promise<void> {
    const server = await versionOf(this.#folder, 'Bin/ScreenConnect.Service.exe')
    this.#add('screenconnect.version', 'Bin/ScreenConnect.Service.exe', withPart(server, 'server'))
    // The name of the client's library is from memory; where it is not there, nothing is said of it.
    const client = await versionOf(this.#folder, 'Bin/ScreenConnect.Client.dll')
    if (client.ok || client.missing.reason !== 'absent')
      this.#add('screenconnect.version', 'Bin/ScreenConnect.Client.dll', withPart(client, 'client'))
  }

  async databases(users: UsersFact | undefined): Promise<void> {
    const known = users?.users.map(({ name }) => name) ?? []
    const { indicators } = this.#look
    const security = await readSecurityLog(this.#folder, 'App_Data/Security.db', { known, indicators })
    this.#add('screenconnect.security-log', 'App_Data/Security.db', security)
    const sessions = await readSessions(this.#folder, 'App_Data/Session.db', indicators)
    this.#add('screenconnect.sessions', 'App_Data/Session.db', sessions)
  }

  #add<Name extends FactName>(fact: Name, path: string, reading: Reading<ScreenConnectFacts[Name]>): void {
    const { machine, seenAt } = this.#look
    const source = `${machine}: ${path.replaceAll('/', '\\')}`
    const dated = {
      fact,
      witness: 'inside',
      server: 'screenconnect',
      source,
      at: new Date(seenAt).toISOString(),
    } as const
    this.evidence.push(reading.ok ? { ...dated, value: reading.value } : { ...dated, missing: reading.missing })
  }
}

function from<Value>(reading: Reading<XmlElement>, read: (root: XmlElement) => Value): Reading<Value> {
  return reading.ok ? { ok: true, value: read(reading.value) } : reading
}

function withPart(
  reading: Reading<string>,
  part: 'server' | 'client',
): Reading<ScreenConnectFacts['screenconnect.version']> {
  return reading.ok ? { ok: true, value: { text: reading.value, part } } : reading
}

/** Bytes of resources that are looked through; icons make up most of them. */
const mostResources = 8 * 1024 * 1024

async function versionOf(folder: ConfinedFolder, path: string): Promise<Reading<string>> {
  const head = await folder.read(path, longestHead, 0)
  if (!head.ok) return head
  const span = resourcesOf(head.value)
  if (!span) return missing('unreadable', 'no program of Windows with resources')
  const resources = await folder.read(path, Math.min(span.size, mostResources), span.offset)
  if (!resources.ok) return resources
  const version = fileVersionIn(resources.value)
  return version === undefined ? missing('unreadable', 'no file version') : { ok: true, value: version }
}
