import { parseXml, type XmlElement } from '../../evidence/screenconnect/xml.ts'

/** A difference between two trees: where, and what is other. */
export type Difference = readonly [path: string, what: string]

/**
 * Compares two files by the reader of the evidence, which knows nothing of how edits are made. What is more in the
 * second one is told as a whole; what is missing or in another order shows as a difference of what stands in its place.
 */
export function differences(before: Buffer, after: Buffer): readonly Difference[] {
  return between(treeOf(before), treeOf(after), '')
}

export function treeOf(bytes: Buffer): XmlElement {
  const read = parseXml(textOf(bytes))
  if (!read.ok) throw new Error(read.detail)
  return read.root
}

export function textOf(bytes: Buffer): string {
  const encoding = bytes[0] === 0xff ? 'utf-16le' : bytes[0] === 0xfe ? 'utf-16be' : 'utf-8'
  return new TextDecoder(encoding, { fatal: true }).decode(bytes)
}

function between(one: XmlElement, other: XmlElement, above: string): readonly Difference[] {
  const path = `${above}/${labelOf(one)}`
  if (one.name !== other.name) return [[path, `became <${other.name}>`]]
  const text = one.text.trim() === other.text.trim() ? [] : [[path, 'text'] as const]
  const names = new Set([...one.attributes.keys(), ...other.attributes.keys()])
  const attributes = [...names].flatMap((name): readonly Difference[] => {
    const [old, fresh] = [one.attributes.get(name), other.attributes.get(name)]
    return old === fresh ? [] : [[path, `@${name} ${fresh ?? 'is gone'}`]]
  })
  const children = one.children.flatMap((child, index): readonly Difference[] => {
    const same = other.children[index]
    return same ? between(child, same, path) : [[`${path}/${labelOf(child)}`, 'is gone']]
  })
  const added = other.children.slice(one.children.length).map((child): Difference => [path, `+ ${written(child)}`])
  return [...text, ...attributes, ...children, ...added]
}

function labelOf({ name, attributes }: XmlElement): string {
  const key = attributes.get('key') ?? attributes.get('path') ?? attributes.get('name')
  return key === undefined ? name : `${name}[${key}]`
}

function written({ name, attributes, children }: XmlElement): string {
  const values = [...attributes].map(([key, value]) => ` ${key}=${value}`).join('')
  return `<${name}${values}>${children.map(written).join('')}`
}
