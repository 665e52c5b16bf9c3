import { say, type Text } from '../model/text.ts'
import { childrenNamed, valueIn, type XmlDocument, type XmlElement } from './xml-document.ts'
import { placeAt, XmlRefused } from './xml-refusal.ts'

/**
 * Goes down from an element by names. Absent where one is missing; refuses one that stands there twice, is encrypted or
 * kept in another file: what is written beside it would not hold.
 */
export function sectionIn(
  document: XmlDocument,
  from: XmlElement,
  ...names: readonly string[]
): XmlElement | undefined {
  let found: XmlElement | undefined = from
  for (const name of names) {
    const [first, second]: readonly XmlElement[] = childrenNamed(found, name)
    if (second) refuseAt(document, second, doubled(name))
    found = first && readable(document, first)
  }
  return found
}

/** The outermost element, which has to be `<configuration>`. */
export function configurationOf(document: XmlDocument): XmlElement {
  const { root } = document
  if (root.name !== 'configuration') refuseAt(document, root, noConfiguration)
  return readable(document, root)
}

/** `<location>` elements for one path. Windows does not tell upper from lower case in it. */
export function locationsAt(document: XmlDocument, path: string): readonly XmlElement[] {
  return childrenNamed(configurationOf(document), 'location').filter(
    (location) => comparable(valueIn(location, 'path') ?? '') === comparable(path),
  )
}

/** A path as two spellings of the same place agree in it: case, `~/` in front, slashes around. `.` is the whole. */
export function comparable(path: string): string {
  const inner = path
    .trim()
    .toLowerCase()
    .replaceAll('\\', '/')
    .replace(/^~?\/+/, '')
    .replace(/\/+$/, '')
  return inner === '.' ? '' : inner
}

export function refuseAt({ text }: XmlDocument, element: XmlElement, reason: Text): never {
  throw new XmlRefused(placeAt(text, element.start), reason)
}

const elsewhere = ['configSource', 'file', 'configProtectionProvider']

function readable(document: XmlDocument, element: XmlElement): XmlElement {
  const isEncrypted = element.children.some(({ name }) => name === 'EncryptedData')
  if (isEncrypted || elsewhere.some((name) => valueIn(element, name) !== undefined))
    refuseAt(document, element, hidden(element.name))
  return element
}

function doubled(name: string): Text {
  return say(
    `<${name}> steht hier ein zweites Mal; welches gilt, ist nicht eindeutig. Bitte führen Sie beide zusammen und planen Sie neu.`,
    `<${name}> stands here a second time; which one holds is not clear. Please merge both and plan again.`,
  )
}

function hidden(name: string): Text {
  return say(
    `<${name}> ist verschlüsselt oder steht in einer anderen Datei (configProtectionProvider, configSource, file). Bitte ändern Sie es von Hand.`,
    `<${name}> is encrypted or stands in another file (configProtectionProvider, configSource, file). Please change it by hand.`,
  )
}

const noConfiguration: Text = say(
  'Die Datei beginnt nicht mit <configuration>; das ist keine Konfiguration. Bitte prüfen Sie die Datei.',
  'The file does not begin with <configuration>; that is no configuration. Please check the file.',
)
