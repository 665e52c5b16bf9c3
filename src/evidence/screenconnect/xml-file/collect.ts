import { type ConfinedFolder, missing, type Reading, textOf } from '../folder/collect.ts'
import { parseXml, type XmlElement, xmlLimits } from '../xml.ts'

/** Reads an XML file whose outermost element has the name that belongs to it. */
export async function readXml(folder: ConfinedFolder, path: string, root: string): Promise<Reading<XmlElement>> {
  const bytes = await folder.read(path, xmlLimits.characters)
  if (!bytes.ok) return bytes
  const text = textOf(bytes.value)
  if (text === undefined) return missing('unreadable', 'no text in UTF-8 or UTF-16')
  const read = parseXml(text)
  if (!read.ok) return missing('unreadable', `XML: ${read.detail}`)
  return read.root.name === root ? { ok: true, value: read.root } : missing('unreadable', `XML: no <${root}>`)
}
