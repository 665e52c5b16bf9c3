import type { Leftover, LeftoversFact } from '../facts.ts'
import { type ConfinedFolder, missing, type Reading, textOf } from '../folder/collect.ts'
import { leftoverKind } from '../leftovers.ts'
import { plain } from '../plain.ts'
import { secretsIn } from '../web-config.ts'
import { parseXml } from '../xml.ts'

/** Where copies are left: by the installer in App_Data, by people beside the file (screenconnect.md §1.4). */
const places = ['', 'App_Data', 'App_ClientConfig', 'Backup', 'Backups'] as const
const mostFiles = 500
const largestConfiguration = 8 * 1024 * 1024

/** Looks for copies that nobody needs any more and for pages that the product does not have. */
export async function lookForLeftovers(folder: ConfinedFolder): Promise<Reading<LeftoversFact>> {
  const root = await folder.list('')
  if (!root.ok) return root
  const files: Leftover[] = []
  let found = 0
  for (const place of places) {
    for (const { name, kind } of await leftIn(folder, place)) {
      found += 1
      if (files.length < mostFiles) files.push(await leftover(folder, place === '' ? name : `${place}/${name}`, kind))
    }
  }
  if (found === 0 && root.value.length === 0) return missing('absent', 'the folder is empty')
  return { ok: true, value: { files, more: found > files.length, toolboxPrograms: await programsInToolbox(folder) } }
}

async function leftIn(
  folder: ConfinedFolder,
  place: string,
): Promise<readonly { readonly name: string; readonly kind: Leftover['kind'] }[]> {
  const listed = await folder.list(place)
  if (!listed.ok) return []
  return listed.value.flatMap(({ name, kind: entry }) => {
    const kind = entry === 'folder' ? undefined : leftoverKind(name, place === '')
    return kind === undefined ? [] : [{ name, kind }]
  })
}

async function leftover(folder: ConfinedFolder, path: string, kind: Leftover['kind']): Promise<Leftover> {
  const about = await folder.about(path)
  return {
    path: plain(path.replaceAll('/', '\\'), 900),
    kind,
    bytes: about.ok ? about.value.bytes : 0,
    modified: new Date(about.ok ? about.value.modified : 0).toISOString(),
    secrets: kind === 'configuration' ? await secretsOf(folder, path) : null,
  }
}

async function secretsOf(folder: ConfinedFolder, path: string): Promise<number | null> {
  const bytes = await folder.read(path, largestConfiguration)
  const text = bytes.ok ? textOf(bytes.value) : undefined
  const read = text === undefined ? undefined : parseXml(text)
  return read?.ok ? secretsIn(read.root).length : null
}

async function programsInToolbox(folder: ConfinedFolder): Promise<number> {
  const listed = await folder.list('App_Data/Toolbox')
  const runs = /\.(exe|msi|ps1|bat|cmd|vbs|js|com|scr|hta)$/i
  return listed.ok ? listed.value.filter(({ kind, name }) => kind === 'file' && runs.test(name)).length : 0
}
