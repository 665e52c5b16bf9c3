import { SaxesParser } from 'saxes'
import { say, type Text } from '../model/text.ts'
import { type DecodedXml, decodeXml } from './xml-bytes.ts'
import { placeAt, XmlRefused } from './xml-refusal.ts'

/** An attribute and where it stands. Every offset counts characters (UTF-16) of the text. */
export interface XmlAttribute {
  readonly name: string
  /** As XML understands it, without entities. */
  readonly value: string
  /** Where the name begins. */
  readonly start: number
  /** Where what stands between the quotes begins and ends. */
  readonly from: number
  readonly to: number
  readonly quote: '"' | "'"
}

/** An element and where it stands. */
export interface XmlElement {
  readonly name: string
  readonly attributes: readonly XmlAttribute[]
  readonly children: readonly XmlElement[]
  /** `<` of the start tag, and behind its `>`. */
  readonly start: number
  readonly openEnd: number
  /** `<` of the end tag; of `<a/>` the same as `openEnd`. */
  readonly closeStart: number
  readonly end: number
  readonly selfClosed: boolean
}

export interface XmlDocument extends DecodedXml {
  readonly root: XmlElement
}

const mostElements = 200_000
const deepest = 64

/**
 * Reads the bytes of a configuration file into a tree that knows where everything stands. Throws `XmlRefused` for
 * whatever .NET or IIS would read otherwise than we do: a document type and its entities, and all that is not
 * well-formed.
 */
export function readXmlDocument(bytes: Uint8Array): XmlDocument {
  const decoded = decodeXml(bytes)
  const { text } = decoded
  const parser = new SaxesParser()
  const tree = new Tree(text)
  parser.on('doctype', () => {
    throw new XmlRefused(placeAt(text, text.lastIndexOf('<!DOCTYPE', parser.position)), documentType)
  })
  parser.on('opentag', ({ name, attributes }) => tree.open(name, attributes, parser.position))
  parser.on('closetag', ({ isSelfClosing }) => tree.close(isSelfClosing, parser.position))
  try {
    parser.write(text).close()
  } catch (error) {
    if (error instanceof XmlRefused) throw error
    throw new XmlRefused(placeAt(text, lastRead(text, parser.position)), malformed)
  }
  return { ...decoded, root: tree.whole() }
}

/** The character that was read last; the end of the text where something is missing there. */
function lastRead(text: string, position: number): number {
  return position >= text.length ? text.length : Math.max(0, position - 1)
}

export function attributeOf(element: XmlElement, name: string): XmlAttribute | undefined {
  return element.attributes.find((attribute) => attribute.name === name)
}

/** The value of an attribute as XML understands it. */
export function valueIn(element: XmlElement, name: string): string | undefined {
  return attributeOf(element, name)?.value
}

export function childrenNamed(element: XmlElement | undefined, name: string): readonly XmlElement[] {
  return element?.children.filter((child) => child.name === name) ?? []
}

interface Growing {
  readonly name: string
  readonly attributes: readonly XmlAttribute[]
  readonly children: XmlElement[]
  readonly start: number
  readonly openEnd: number
}

class Tree {
  readonly #text: string
  readonly #open: Growing[] = []
  #count = 0
  #root: XmlElement | undefined

  constructor(text: string) {
    this.#text = text
  }

  open(name: string, values: Readonly<Record<string, string>>, openEnd: number): void {
    // No value of an attribute may hold a `<`, so the nearest one is where the tag begins.
    const start = this.#text.lastIndexOf('<', openEnd - 1)
    this.#count += 1
    if (this.#open.length >= deepest || this.#count > mostElements)
      throw new XmlRefused(placeAt(this.#text, start), tooMuch)
    const attributes = this.#attributes(start + 1 + name.length, values)
    this.#open.push({ name, attributes, children: [], start, openEnd })
  }

  close(selfClosed: boolean, end: number): void {
    const element = this.#open.pop()
    if (!element) throw new XmlRefused(placeAt(this.#text, end), malformed)
    const closeStart = selfClosed ? element.openEnd : this.#text.lastIndexOf('<', end - 1)
    const done: XmlElement = { ...element, closeStart, end, selfClosed }
    const parent = this.#open.at(-1)
    if (parent) parent.children.push(done)
    else this.#root = done
  }

  whole(): XmlElement {
    if (!this.#root) throw new XmlRefused(placeAt(this.#text, this.#text.length), malformed)
    return this.#root
  }

  #attributes(from: number, values: Readonly<Record<string, string>>): readonly XmlAttribute[] {
    const form = /\s*([^\s=/>]+)\s*=\s*("[^"]*"|'[^']*')/y
    form.lastIndex = from
    const found: XmlAttribute[] = []
    for (let match = form.exec(this.#text); match; match = form.exec(this.#text)) {
      const [all, name = '', literal = ''] = match
      const to = form.lastIndex - 1
      const start = match.index + all.indexOf(name)
      const quote = literal.startsWith("'") ? "'" : '"'
      found.push({ name, value: values[name] ?? '', start, from: to - literal.length + 2, to, quote })
    }
    return found
  }
}

const documentType: Text = say(
  'Ein Dokumenttyp (DOCTYPE) gehört in keine Konfiguration; er kann Texte aus anderen Dateien hereinziehen. Bitte entfernen Sie ihn und planen Sie neu.',
  'A document type (DOCTYPE) belongs into no configuration; it can draw in text from other files. Please remove it and plan again.',
)
const malformed: Text = say(
  'Bis hierher ist die Datei kein gültiges XML: Etwas ist nicht geschlossen, doppelt oder unbekannt, oder es steht etwas hinter dem Ende. Bitte berichtigen Sie die Stelle und planen Sie neu.',
  'Up to here the file is no valid XML: something is not closed, doubled or unknown, or something stands behind the end. Please correct the place and plan again.',
)
const tooMuch: Text = say(
  'Die Datei ist tiefer verschachtelt oder hat mehr Elemente als jede Konfiguration dieser Produkte. Bitte prüfen Sie, was darin steht.',
  'The file is nested deeper or has more elements than any configuration of these products. Please check what is in it.',
)
