import { guid, readExtensionConfiguration, readManifest, runnable } from '../extensions.ts'
import type { ExtensionsFact, InstalledExtension } from '../facts.ts'
import type { ConfinedFolder, FolderEntry, Reading } from '../folder/collect.ts'
import { plain } from '../plain.ts'
import { readXml } from '../xml-file/collect.ts'

const folderName = 'App_Extensions'
const mostExtensions = 500
const mostStrays = 200

/** Extensions by their folders, and what the server would run beside them (screenconnect.md §4.2, §7.2 H1 and H5). */
export async function lookAtExtensions(folder: ConfinedFolder): Promise<Reading<ExtensionsFact>> {
  const listed = await folder.list(folderName)
  if (!listed.ok) return listed
  const read = await readXml(folder, 'App_Data/ExtensionConfiguration.xml', 'ExtensionConfigurations')
  const other = read.ok ? read : await readXml(folder, 'App_Data/ExtensionConfiguration.xml', 'ExtensionConfiguration')
  const named = other.ok ? readExtensionConfiguration(other.value) : new Map<string, boolean>()
  const folders = listed.value.filter(({ kind }) => kind === 'folder').slice(0, mostExtensions)
  const extensions: InstalledExtension[] = []
  for (const entry of folders) extensions.push(await extensionIn(folder, entry, named))
  const strays = listed.value
    .filter(({ kind, name }) => kind !== 'folder' && runnable.test(name))
    .slice(0, mostStrays)
    .map(({ name }) => plain(name))
  return { ok: true, value: { extensions, strays, configurationRead: other.ok } }
}

async function extensionIn(
  folder: ConfinedFolder,
  { name: id }: FolderEntry,
  named: ReadonlyMap<string, boolean>,
): Promise<InstalledExtension> {
  const path = `${folderName}/${id}`
  const listed = await folder.list(path)
  const files = listed.ok ? listed.value : []
  const manifest = await readXml(folder, `${path}/Manifest.xml`, 'ExtensionManifest')
  return {
    id: plain(id, 100),
    ...(manifest.ok ? readManifest(manifest.value) : { name: null, version: null }),
    enabled: guid.test(id) ? (named.get(id.toLowerCase()) ?? null) : null,
    signed: files.some(({ name }) => name.toLowerCase() === 'signature.bin'),
    pages: files.filter(({ name }) => runnable.test(name)).length,
  }
}
