import type { Leftover } from './facts.ts'

/** Pages of the product in its folder (screenconnect.md §1.4, §4); the list is not the vendor's and may be incomplete. */
const ownPages: ReadonlySet<string> = new Set([
  'administration.aspx',
  'default.aspx',
  'guest.aspx',
  'host.aspx',
  'login.aspx',
  'setupwizard.aspx',
  'capturetranscoder.axd',
  'script.ashx',
])

/** What a file that nobody needs is, by its name and place; absent for everything else. */
export function leftoverKind(name: string, isRoot: boolean): Leftover['kind'] | undefined {
  const lower = name.toLowerCase()
  if (/^web.*\.config.+$|^web[^.]*[-_ .(](copy|kopie|old|alt|bak|backup|sicherung).*\.config$/.test(lower))
    return 'configuration'
  if (/^(security|session)\b.*\.db.*$/.test(lower) && !/^(security|session)\.db(-wal|-shm)?$/.test(lower))
    return 'database'
  if (/^(user|role).+\.xml.*$|^(user|role)\.xml.+$/.test(lower) && copyMark.test(lower)) return 'users'
  if (copyMark.test(lower) || /\.(zip|7z|rar|tar|gz)$/.test(lower)) return 'archive'
  if (isRoot && /\.(aspx|ashx|asmx)$/.test(lower) && !ownPages.has(lower)) return 'page'
  return
}

const copyMark = /(\.(bak|old|orig|save|sav|backup|tmp)$|[-_ .(](copy|kopie|old|alt|backup|sicherung)\b|\.new$)/
