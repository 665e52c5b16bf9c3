import {
  isCollection,
  isMap,
  isNode,
  isPair,
  isSeq,
  type Node,
  parseDocument,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml'
import { Lines } from './lines.ts'
import type { WrittenItem } from './living-item.ts'
import { writtenValue, type YamlValue } from './yaml-value.ts'

/** The lists of the policy that commands write. */
export type LivingList = 'exceptions' | 'attestations' | 'disputes'

/** The text of a policy file and what YAML says of the places in it. Every method answers a changed text. */
export class Sheet {
  readonly #text: string
  readonly #root: YAMLMap<Scalar, unknown>
  readonly #newline: string

  constructor(text: string) {
    this.#text = text
    this.#newline = text.includes('\r\n') ? '\r\n' : '\n'
    const { contents } = parseDocument(text, { version: '1.2', keepSourceTokens: true, logLevel: 'silent' })
    if (!isMap<Scalar, unknown>(contents)) throw new TypeError('The policy is no mapping')
    this.#root = contents
  }

  list(name: LivingList): YAMLSeq | undefined {
    const found = this.#root.items.find(({ key }) => key.value === name)?.value
    return isSeq(found) ? found : undefined
  }

  /** What stands behind keys, one within the other. */
  at(path: readonly string[]): unknown {
    let found: unknown = this.#root
    for (const name of path) {
      if (!isMap<Scalar, unknown>(found)) return undefined
      found = found.items.find(({ key }) => key.value === name)?.value
    }
    return found
  }

  withNewList(name: LivingList, item: WrittenItem): string {
    const last = endOf(this.#root.items.at(-1))
    if (this.#root.flow === true) return this.#inserted(last, `, ${name}: [${writtenValue(item)}]`)
    return this.#linesBelow(last, [`${name}:`, ...blockItem(item, 2)])
  }

  inEmptyList(entries: YAMLSeq, item: WrittenItem): string {
    const [from, to] = spanOf(entries)
    if (this.#root.flow === true) return `${this.#text.slice(0, from)}[${writtenValue(item)}]${this.#text.slice(to)}`
    // What stands behind the brackets, a comment, stays on its line.
    const before = this.#text.slice(0, from).replace(/[ \t]+$/, '')
    const rest = new Lines(`${before}${this.#text.slice(to)}`)
    return rest.below(before.length, blockItem(item, 2), this.#newline)
  }

  behindLast(entries: YAMLSeq, item: WrittenItem): string {
    const last = endOf(entries.items.at(-1))
    if (entries.flow === true) return this.#inserted(last, `, ${writtenValue(item)}`)
    return this.#linesBelow(last, blockItem(item, new Lines(this.#text).column(spanOf(entries)[0])))
  }

  withoutFlowItem(entries: YAMLSeq, index: number): string {
    const [item, next, previous] = [entries.items[index], entries.items[index + 1], entries.items[index - 1]]
    if (next !== undefined) return this.#without(spanOf(item)[0], spanOf(next)[0])
    if (previous !== undefined) return this.#without(endOf(previous), endOf(item))
    const comma = /^\s*,/.exec(this.#text.slice(endOf(item)))?.[0] ?? ''
    return this.#without(spanOf(item)[0], endOf(item) + comma.length)
  }

  withoutBlockItem(entries: YAMLSeq, index: number): string {
    const lines = new Lines(this.#text)
    const from = lines.start(dashOf(entries, index))
    const shorter = this.#without(from, lines.next(endOf(entries.items[index])))
    if (entries.items.length > 1) return shorter
    const colon = this.#text.indexOf(':', keyOf(entries, this.#root)?.range?.[1]) + 1
    return `${shorter.slice(0, colon)} []${shorter.slice(colon)}`
  }

  withValue(entry: YAMLMap<Scalar, Scalar>, name: string, value: YamlValue): string {
    const pair = entry.items.find(({ key }) => key.value === name)
    const [first] = entry.items
    if (pair?.value) {
      const to = new Lines(this.#text).contentEnd(endOf(pair.value))
      return `${this.#text.slice(0, spanOf(pair.value)[0])}${writtenValue(value)}${this.#text.slice(to)}`
    }
    const line = `${name}: ${writtenValue(value)}`
    if (entry.flow === true) return this.#inserted(endOf(first), `, ${line}`)
    const column = new Lines(this.#text).column(spanOf(first?.key)[0])
    return this.#linesBelow(endOf(first), [`${' '.repeat(column)}${line}`])
  }

  #linesBelow(offset: number, lines: readonly string[]): string {
    return new Lines(this.#text).below(offset, lines, this.#newline)
  }

  #inserted(offset: number, text: string): string {
    return `${this.#text.slice(0, offset)}${text}${this.#text.slice(offset)}`
  }

  #without(from: number, to: number): string {
    return `${this.#text.slice(0, from)}${this.#text.slice(to)}`
  }
}

/** An entry as lines: each key on its own, the first behind the dash. */
function blockItem(item: WrittenItem, column: number): readonly string[] {
  const lines = Object.entries(item).map(([key, value]) => `${key}: ${writtenValue(value)}`)
  return lines.map((line, index) => `${' '.repeat(column)}${index === 0 ? '- ' : '  '}${line}`)
}

/** The key that a value stands behind, however deep. */
function keyOf(wanted: unknown, map: YAMLMap<Scalar, unknown>): Scalar | undefined {
  for (const { key, value } of map.items) {
    const found = value === wanted ? key : isMap<Scalar, unknown>(value) ? keyOf(wanted, value) : undefined
    if (found !== undefined) return found
  }
  return undefined
}

function spanOf(node: unknown): readonly [number, number] {
  const range = isNode(node) ? node.range : undefined
  if (!range) throw new TypeError('YAML did not say where this stands')
  return [range[0], range[1]]
}

/** Where the last thing ends that belongs to a node, without the comments and blank lines behind it. */
function endOf(node: unknown): number {
  if (isPair<Node, Node | null>(node)) return endOf(node.value ?? node.key)
  if (isCollection(node) && node.flow !== true && node.items.length > 0) return endOf(node.items.at(-1))
  return spanOf(node)[1]
}

function dashOf(entries: YAMLSeq, index: number): number {
  const token = entries.srcToken
  const start = token?.type === 'block-seq' ? token.items[index]?.start : undefined
  const dash = start?.find(({ type }) => type === 'seq-item-ind')
  if (!dash) throw new TypeError('YAML did not say where the dash stands')
  return dash.offset
}
