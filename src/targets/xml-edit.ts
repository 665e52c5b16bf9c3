import { byteLength, encodeXml } from './xml-bytes.ts'
import { attributeOf, type XmlAttribute, type XmlDocument, type XmlElement } from './xml-document.ts'
import { attributesOf, insertion, type TextSplice, type XmlFragment } from './xml-fragment.ts'
import { quoteAttribute } from './xml-quote.ts'

/** A piece of a file that is replaced: bytes counted in the file as it is before. */
export interface ByteSplice {
  readonly at: number
  readonly out: Uint8Array
  readonly in: Uint8Array
}

/** What one edit changes, for people: where, the old text or nothing, the new text. */
export interface EditedValue {
  readonly place: string
  readonly before: string | null
  readonly after: string
}

/**
 * Collects what is to change in one document. Nothing else is written anew: comments, order, quotes, line endings,
 * entities and blanks stay the very bytes that they are.
 */
export class XmlEdit {
  readonly document: XmlDocument
  readonly #values = new Map<XmlAttribute, string>()
  readonly #attributes = new Map<XmlElement, Map<string, string>>()
  readonly #elements = new Map<XmlElement, XmlFragment[]>()

  constructor(document: XmlDocument) {
    this.document = document
  }

  /** Gives an attribute its value; puts it behind the others where it is missing. What has the value already stays. */
  set(element: XmlElement, name: string, value: string): void {
    const attribute = attributeOf(element, name)
    if (attribute) {
      if (attribute.value !== value) this.#values.set(attribute, value)
      return
    }
    const added = this.#attributes.get(element) ?? new Map<string, string>()
    this.#attributes.set(element, added.set(name, value))
  }

  /** Puts a new element behind everything that an element holds. */
  append(parent: XmlElement, fragment: XmlFragment): void {
    this.#elements.set(parent, [...(this.#elements.get(parent) ?? []), fragment])
  }

  /** What to replace, in ascending order, none touching another. Empty where everything is as wanted. */
  splices(): readonly ByteSplice[] {
    const { text, encoding, mark } = this.document
    return this.#texts().map((splice) => ({
      at: mark + byteLength(text.slice(0, splice.at), encoding),
      out: encodeXml(splice.out, encoding),
      in: encodeXml(splice.in, encoding),
    }))
  }

  #texts(): readonly TextSplice[] {
    const { text } = this.document
    const values = [...this.#values].map(([{ from, to, quote }, value]) => ({
      at: from,
      out: text.slice(from, to),
      in: quoteAttribute(value, quote),
    }))
    const attributes = [...this.#attributes].map(([element, added]) => attributesOf(this.document, element, [...added]))
    const elements = [...this.#elements].map(([parent, added]) => insertion(this.document, parent, added))
    return touchingJoined([...values, ...attributes, ...elements])
  }
}

/** Two replacements that touch become one, so that their order is never in question. */
function touchingJoined(splices: readonly TextSplice[]): readonly TextSplice[] {
  const ordered = splices.toSorted((a, b) => a.at - b.at || a.out.length - b.out.length)
  const result: TextSplice[] = []
  for (const splice of ordered) {
    const last = result.at(-1)
    if (last && last.at + last.out.length === splice.at)
      result[result.length - 1] = { at: last.at, out: last.out + splice.out, in: last.in + splice.in }
    else result.push(splice)
  }
  return result
}
