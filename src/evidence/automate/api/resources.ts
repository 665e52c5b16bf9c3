import type { AutomateFacts } from '../facts.ts'
import { filledText, type Told } from '../told.ts'
import { agentsOf, agentTemplateOf, auditsOf, patchLevelOf, pluginOf, userClassOf, userOf } from './parse.ts'

/** One thing that the API is asked for, always with GET, and how its answer is read. */
export interface Resource {
  readonly fact: keyof AutomateFacts
  /** Below `/cwa/api/v1`. */
  readonly path: string
  /** Pages of so many entries; absent where the answer is one object. */
  readonly pageSize?: number
  /** More pages than this are too many; `cut` where the newest entries are enough. */
  readonly mostPages?: number
  readonly cut?: true
  readonly query?: Readonly<Record<string, string>>
  /** Keeps entries apart, so that a server that answers the same page again is noticed. */
  readonly key?: readonly string[]
  /** Undefined if an entry is not what it should be: half a list must not look like a whole one. */
  readonly read: (entries: readonly Told[], now: number) => AutomateFacts[keyof AutomateFacts] | undefined
}

/** Everything that is asked after the sign-in (automate.md §1.5), in this order. */
export const resources: readonly Resource[] = [
  {
    fact: 'automate.patch-level',
    path: '/PatchInformation',
    read: ([entry]) => (entry ? patchLevelOf(entry) : undefined),
  },
  {
    fact: 'automate.users',
    path: '/Users',
    pageSize: 250,
    mostPages: 40,
    key: ['UserId', 'Name'],
    read: (entries) => withList('users', whole(entries, userOf)),
  },
  {
    fact: 'automate.user-classes',
    path: '/UserClasses',
    pageSize: 250,
    mostPages: 40,
    key: ['UserClassId', 'Id', 'Name'],
    read: (entries) => withList('classes', whole(entries, userClassOf)),
  },
  {
    fact: 'automate.agent-templates',
    path: '/RemoteAgentTemplates',
    pageSize: 250,
    mostPages: 40,
    key: ['Id', 'Name'],
    read: (entries) => withList('templates', whole(entries, agentTemplateOf)),
  },
  {
    fact: 'automate.plugins',
    path: '/Plugins',
    pageSize: 250,
    mostPages: 40,
    key: ['ExtensionName', 'FileName', 'Name', 'Id'],
    read: (entries) => withList('plugins', whole(entries, pluginOf)),
  },
  {
    fact: 'automate.audits',
    path: '/UserAudits',
    pageSize: 500,
    mostPages: 10,
    cut: true,
    query: { orderBy: 'DateCreated desc' },
    key: ['Id', 'DateCreated', 'ExternalId'],
    read: auditsOf,
  },
  {
    fact: 'automate.agents',
    path: '/Computers',
    pageSize: 500,
    mostPages: 100,
    query: { includeFields: 'Id,RemoteAgentVersion,RemoteAgentLastContact' },
    key: ['Id'],
    read: agentsOf,
  },
]

/** What tells one entry of a resource from another. */
export function keyOf({ key = [] }: Resource, told: Told): string {
  const values = key.map((field) => filledText(told[field]))
  return JSON.stringify(values.every((value) => value === null) ? told : values)
}

/** As many as a stored list may hold. */
const mostEntries = 20_000

function whole<Value>(entries: readonly Told[], read: (told: Told) => Value | undefined): readonly Value[] | undefined {
  if (entries.length > mostEntries) return undefined
  const values = entries.map(read)
  return values.every((value) => value !== undefined) ? values : undefined
}

function withList<Name extends string, Value>(
  name: Name,
  list: readonly Value[] | undefined,
): ({ readonly by: 'api' } & Readonly<Record<Name, readonly Value[]>>) | undefined {
  // A computed key of a known name gives exactly this record.
  return list && ({ by: 'api', [name]: list } as { readonly by: 'api' } & Readonly<Record<Name, readonly Value[]>>)
}
