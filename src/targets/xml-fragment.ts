import type { XmlDocument, XmlElement } from './xml-document.ts'
import { quoteAttribute } from './xml-quote.ts'

/** An element that is not there yet. */
export interface XmlFragment {
  readonly name: string
  readonly attributes?: Readonly<Record<string, string>>
  readonly children?: readonly XmlFragment[]
}

/** How what stands around writes: its line ending and indentation, the quotes, the end of a tag without content. */
interface Manner {
  /** Line ending and indentation in front of each new element; empty: all in one line. */
  readonly gap: string
  readonly unit: string
  readonly quote: '"' | "'"
  readonly tagEnd: string
}

/** A replacement in the text: counted in characters. */
export interface TextSplice {
  readonly at: number
  readonly out: string
  readonly in: string
}

/** Puts elements behind everything that an element holds, written as its neighbours are. */
export function insertion(document: XmlDocument, parent: XmlElement, added: readonly XmlFragment[]): TextSplice {
  const { text } = document
  const last = parent.children.at(-1)
  const own = lineOf(document, parent)
  const unit = unitOf(document)
  const gap = last ? lineOf(document, last) : own === undefined ? undefined : own + unit
  const written = added.map((fragment) =>
    render(fragment, { ...mannerOf(document, last ?? parent), gap: gap ?? '', unit }),
  )
  const whole = written.join('')
  if (parent.selfClosed) {
    const slash = parent.openEnd - 2
    const at = slash - (/\s*$/.exec(text.slice(parent.start, slash))?.[0].length ?? 0)
    return {
      at,
      out: text.slice(at, parent.openEnd),
      in: `>${whole}${gap === undefined ? '' : (own ?? '')}</${parent.name}>`,
    }
  }
  const blanks = /\s*$/.exec(text.slice(parent.openEnd, parent.closeStart))?.[0] ?? ''
  const needsLine = !last && gap !== undefined && !/[\r\n]/.test(blanks)
  return { at: parent.closeStart - blanks.length, out: '', in: whole + (needsLine ? (own ?? '') : '') }
}

/** Attributes that are put behind those that an element has: on lines of their own where its last one stands on one. */
export function attributesOf(
  { text }: XmlDocument,
  element: XmlElement,
  added: readonly (readonly [string, string])[],
): TextSplice {
  const [last, before] = [element.attributes.at(-1), element.attributes.at(-2)]
  const at = last ? last.to + 1 : element.start + 1 + element.name.length
  const behind = before ? before.to + 1 : element.start + 1 + element.name.length
  const blank = last ? text.slice(behind, last.start) : ' '
  const quote = last?.quote ?? '"'
  const written = added.map(([name, value]) => `${blank}${name}=${quote}${quoteAttribute(value, quote)}${quote}`)
  return { at, out: '', in: written.join('') }
}

function render({ name, attributes = {}, children = [] }: XmlFragment, manner: Manner): string {
  const { gap, unit, quote, tagEnd } = manner
  const written = Object.entries(attributes).map(
    ([key, value]) => ` ${key}=${quote}${quoteAttribute(value, quote)}${quote}`,
  )
  const tag = `${gap}<${name}${written.join('')}`
  if (children.length === 0) return `${tag}${tagEnd}`
  const inner = { ...manner, gap: gap === '' ? '' : gap + unit }
  return `${tag}>${children.map((child) => render(child, inner)).join('')}${gap}</${name}>`
}

/** The line ending and the blanks before an element that begins its line; absent where something else begins it. */
function lineOf(document: XmlDocument, { start }: XmlElement): string | undefined {
  const before = document.text.slice(0, start)
  const line = /(^|\r\n|\n|\r)([ \t]*)$/.exec(before)
  if (!line) return
  return (line[1] || usualEnding(document)) + (line[2] ?? '')
}

/** One step of indentation, as the first element within the outermost one has it. */
function unitOf(document: XmlDocument): string {
  const blanks = (element: XmlElement): string => lineOf(document, element)?.replace(/^[\r\n]+/, '') ?? ''
  const outer = blanks(document.root)
  const inner = document.root.children.map(blanks).find((indent) => indent.length > outer.length)
  return inner?.slice(outer.length) ?? '  '
}

function usualEnding({ text }: XmlDocument): string {
  return /\r\n|\n|\r/.exec(text)?.[0] ?? '\r\n'
}

function mannerOf({ text }: XmlDocument, neighbour: XmlElement): Pick<Manner, 'quote' | 'tagEnd'> {
  const isTight = neighbour.selfClosed && !/\s/.test(text.charAt(neighbour.openEnd - 3))
  return { quote: neighbour.attributes[0]?.quote ?? '"', tagEnd: isTight ? '/>' : ' />' }
}
