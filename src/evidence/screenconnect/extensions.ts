import { plain, truth } from './plain.ts'
import { everyElement, textIn, type XmlElement } from './xml.ts'

/** Name and version from the `Manifest.xml` of an extension. */
export function readManifest(root: XmlElement): { readonly name: string | null; readonly version: string | null } {
  const version = textIn(root, 'Version')
  const name = textIn(root, 'Name')
  return {
    name: name === undefined || name === '' ? null : plain(name, 100),
    version: version !== undefined && /^\d{1,9}(\.\d{1,9}){0,3}$/.test(version) ? version : null,
  }
}

/** Which extensions `App_Data\ExtensionConfiguration.xml` names, by GUID in lower case (screenconnect.md §4.2). */
export function readExtensionConfiguration(root: XmlElement): ReadonlyMap<string, boolean> {
  const named = new Map<string, boolean>()
  for (const { attributes } of everyElement(root)) {
    const id = attributes.get('ExtensionID')?.trim().toLowerCase().replace(/[{}]/g, '')
    if (id !== undefined && guid.test(id)) named.set(id, truth(attributes.get('IsEnabled')) ?? false)
  }
  return named
}

export const guid: RegExp = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** A file that the server would run (screenconnect.md §7.2 H1, H5). */
export const runnable: RegExp = /\.(aspx|ashx|asmx|asax|svc|axd)$/i
