import { Composer, type Document, isMap, isScalar, isSeq, type ParsedNode, Parser } from 'yaml'
import { quoted } from '../model/quoted.ts'
import { say } from '../model/text.ts'
import type { Path } from './field.ts'
import { countLines, type Flaw } from './flaw.ts'
import { flawsOfText, flawsOfTokens } from './yaml-limit.ts'
import { syntaxSentence } from './yaml-syntax.ts'

/** The values of a policy file and where each of them stands. */
export interface PolicyDocument {
  readonly value: unknown
  /** Offset of the key at a path, or of the nearest thing around it that has a key; 0 for the whole file. */
  keyAt(path: Path): number
  /** Offset of the value at a path; of its key if nothing stands there. */
  valueAt(path: Path): number
  /** Keys that stand twice in their mapping. The first one counts. */
  readonly duplicates: readonly Flaw[]
}

/** Reads YAML 1.2 without its dangerous parts. Form comes first: while it is wrong, nothing is said of the content. */
export function readDocument(text: string): PolicyDocument | readonly Flaw[] {
  const hostile = flawsOfText(text)
  if (hostile.length > 0) return hostile
  const tokens = [...new Parser().parse(text)]
  const refused = flawsOfTokens(tokens)
  if (refused.length > 0) return refused
  const [document, second] = compose(tokens, text.length)
  const malformed = onePerLine(document?.errors ?? [], text)
  if (second) malformed.push({ offset: second.range[0], path: [], message: syntaxSentence('MULTIPLE_DOCS') })
  return malformed.length > 0 ? malformed : new Reading(document?.contents ?? null)
}

function compose(tokens: Parameters<Composer['compose']>[0], length: number): Document.Parsed[] {
  // Duplicate keys are looked for when the values are read: the library compares each key with each other one.
  const composer = new Composer({
    version: '1.2',
    schema: 'core',
    resolveKnownTags: false,
    stringKeys: true,
    uniqueKeys: false,
    logLevel: 'silent',
  })
  const documents: Document.Parsed[] = []
  for (const document of composer.compose(tokens, true, length)) {
    documents.push(document)
    if (documents.length === 2) break
  }
  return documents
}

/** One mistake makes several errors in its line; the first says enough. */
function onePerLine(errors: Document.Parsed['errors'], text: string): Flaw[] {
  const lines = countLines(text)
  const first = new Map<number, Flaw>()
  for (const { code, pos } of errors) {
    const offset = Math.min(pos[0], text.length)
    const { line } = lines.linePos(offset)
    if (!first.has(line)) first.set(line, { offset, path: [], message: syntaxSentence(code) })
  }
  return [...first.values()]
}

class Reading implements PolicyDocument {
  readonly value: unknown
  readonly duplicates: Flaw[] = []
  readonly #keys = new Map<string, number>()
  readonly #values = new Map<string, number>()

  constructor(contents: ParsedNode | null) {
    this.value = this.#read(contents, [])
  }

  keyAt(path: Path): number {
    for (let length = path.length; length > 0; length--) {
      const offset =
        this.#keys.get(identity(path.slice(0, length))) ?? this.#values.get(identity(path.slice(0, length)))
      if (offset !== undefined) return offset
    }
    return this.#values.get(identity([])) ?? 0
  }

  valueAt(path: Path): number {
    return this.#values.get(identity(path)) ?? this.keyAt(path)
  }

  #read(node: ParsedNode | null, path: Path): unknown {
    if (isMap<ParsedNode, ParsedNode | null>(node)) {
      this.#values.set(identity(path), node.range?.[0] ?? 0)
      return this.#readMapping(node.items, path)
    }
    if (node === null) return null
    this.#values.set(identity(path), node.range[0])
    if (isSeq<ParsedNode | null>(node)) return node.items.map((item, index) => this.#read(item, [...path, index]))
    return isScalar(node) ? node.value : null
  }

  #readMapping(items: readonly { key: ParsedNode; value: ParsedNode | null }[], path: Path): unknown {
    const entries = new Map<string, unknown>()
    for (const { key, value } of items) {
      const name = isScalar(key) ? String(key.value) : ''
      const place = [...path, name]
      if (entries.has(name)) this.duplicates.push(twice(name, place, key.range[0]))
      else {
        this.#keys.set(identity(place), key.range[0])
        entries.set(name, this.#read(value, place))
      }
    }
    // Keeps `__proto__` an ordinary key.
    return Object.fromEntries(entries)
  }
}

function identity(path: Path): string {
  return JSON.stringify(path)
}

function twice(name: string, path: Path, offset: number): Flaw {
  return {
    offset,
    path,
    message: say(
      `${quoted(name)} steht hier zum zweiten Mal. Behalten Sie eine der beiden Angaben und löschen Sie die andere.`,
      `${quoted(name)} stands here for the second time. Keep one of the two and delete the other.`,
    ),
  }
}
