import { SaxesParser } from 'saxes'

/** An element with everything in it. Names and attributes as written, with their prefix. */
export interface XmlElement {
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  readonly children: readonly XmlElement[]
  /** Text directly inside, put together. */
  readonly text: string
  /** Line in which it begins, from 1. */
  readonly line: number
}

export type XmlReading =
  | { readonly ok: true; readonly root: XmlElement }
  | { readonly ok: false; readonly detail: string }

/** Far above what the product writes; a file beyond it is refused, not read in part. */
export const xmlLimits: Readonly<Record<'characters' | 'depth' | 'elements', number>> = {
  characters: 32 * 1024 * 1024,
  depth: 64,
  elements: 500_000,
}

interface Growing {
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  readonly children: XmlElement[]
  readonly texts: string[]
  readonly line: number
}

/**
 * Reads XML into a tree. A document type is refused, so there are no entities but the five of XML itself and nothing to
 * expand. What is wrong is told by line only: the text around it may be a secret.
 */
export function parseXml(content: string): XmlReading {
  if (content.length > xmlLimits.characters) return { ok: false, detail: 'too large' }
  const builder = new TreeBuilder()
  const parser = new SaxesParser()
  parser.on('doctype', () => refuse('a document type is not allowed'))
  parser.on('opentag', ({ name, attributes }) => builder.open(name, attributes, parser.line))
  parser.on('text', (text) => builder.text(text))
  parser.on('cdata', (text) => builder.text(text))
  parser.on('closetag', () => builder.close())
  try {
    parser.write(content).close()
  } catch (error) {
    const why = error instanceof Refused ? error.message : 'not well-formed'
    return { ok: false, detail: `${why}, line ${parser.line}` }
  }
  return builder.root ? { ok: true, root: builder.root } : { ok: false, detail: 'empty' }
}

class Refused extends Error {}

function refuse(why: string): never {
  throw new Refused(why)
}

class TreeBuilder {
  readonly #open: Growing[] = []
  #elements = 0
  root: XmlElement | undefined

  open(name: string, attributes: Readonly<Record<string, string>>, line: number): void {
    this.#elements += 1
    if (this.#open.length >= xmlLimits.depth) refuse('nested too deep')
    if (this.#elements > xmlLimits.elements) refuse('too many elements')
    this.#open.push({ name, attributes: new Map(Object.entries(attributes)), children: [], texts: [], line })
  }

  text(text: string): void {
    this.#open.at(-1)?.texts.push(text)
  }

  close(): void {
    const { texts, ...element } = this.#open.pop() ?? refuse('closed twice')
    const done = { ...element, text: texts.join('') }
    const parent = this.#open.at(-1)
    if (parent) parent.children.push(done)
    else this.root = done
  }
}

/** Direct children of one name. */
export function childrenOf(element: XmlElement | undefined, name: string): readonly XmlElement[] {
  return element?.children.filter((child) => child.name === name) ?? []
}

export function childOf(element: XmlElement | undefined, ...path: readonly string[]): XmlElement | undefined {
  let found = element
  for (const name of path) found = found?.children.find((child) => child.name === name)
  return found
}

/** Text of a direct child without blanks around it; absent if there is no such child. */
export function textIn(element: XmlElement, name: string): string | undefined {
  return childOf(element, name)?.text.trim()
}

/** The element and everything below it. */
export function* everyElement(element: XmlElement): Generator<XmlElement> {
  yield element
  for (const child of element.children) yield* everyElement(child)
}
