import { isMap, isSeq, type Scalar, type YAMLSeq } from 'yaml'
import type { WrittenItem } from './living-item.ts'
import { type LivingList, Sheet } from './sheet.ts'

/** Which entry of which list. */
export interface EntryPlace {
  readonly list: LivingList
  /** From 0. */
  readonly index: number
}

/**
 * The text of a policy file with one more entry at the end of a list. Everything else stays byte for byte: the YAML
 * document says where things stand, and only there the text changes. The text must be one that `readPolicy` accepts.
 */
export function withEntry(text: string, list: LivingList, item: WrittenItem): string {
  return edited(text, (body) => {
    const sheet = new Sheet(body)
    const entries = sheet.list(list)
    if (entries === undefined) return sheet.withNewList(list, item)
    return entries.items.length > 0 ? sheet.behindLast(entries, item) : sheet.inEmptyList(entries, item)
  })
}

/** The text without one entry. A list that loses its last entry becomes `[]`; comments around the entry stay. */
export function withoutEntry(text: string, { list, index }: EntryPlace): string {
  return edited(text, (body) => {
    const sheet = new Sheet(body)
    return withoutItem(sheet, sheet.list(list), { list, index })
  })
}

/** The same for any list, by the keys that lead to it. */
export function withoutListed(text: string, path: readonly string[], index: number): string {
  return edited(text, (body) => {
    const sheet = new Sheet(body)
    const entries = sheet.at(path)
    return withoutItem(sheet, isSeq(entries) ? entries : undefined, { list: path.join('.'), index })
  })
}

/** The text with another value behind a key, by the keys that lead to its mapping. */
export function withValueAt(text: string, path: readonly string[], { key, value }: KeyValue): string {
  return edited(text, (body) => {
    const sheet = new Sheet(body)
    const entry = sheet.at(path)
    if (!isMap<Scalar, Scalar>(entry)) throw new RangeError(`The policy has no ${path.join('.')}`)
    return sheet.withValue(entry, key, value)
  })
}

interface KeyValue {
  readonly key: string
  readonly value: string
}

function withoutItem(
  sheet: Sheet,
  entries: YAMLSeq | undefined,
  { list, index }: { readonly list: string; readonly index: number },
): string {
  if (entries?.items[index] === undefined) throw noEntry({ list, index })
  return entries.flow === true ? sheet.withoutFlowItem(entries, index) : sheet.withoutBlockItem(entries, index)
}

/** The text with other values in one entry. A key that the entry does not have yet goes behind its first one. */
export function withChanges(text: string, { list, index }: EntryPlace, changes: WrittenItem): string {
  return edited(text, (body) => {
    let changed = body
    for (const [key, value] of Object.entries(changes)) {
      const sheet = new Sheet(changed)
      const entry = sheet.list(list)?.items[index]
      if (!isMap<Scalar, Scalar>(entry)) throw noEntry({ list, index })
      changed = sheet.withValue(entry, key, value)
    }
    return changed
  })
}

/** A byte order mark is no part of the YAML text; it stays in front. */
function edited(text: string, edit: (body: string) => string): string {
  return text.startsWith('\uFEFF') ? `\uFEFF${edit(text.slice(1))}` : edit(text)
}

function noEntry({ list, index }: { readonly list: string; readonly index: number }): RangeError {
  return new RangeError(`The policy has no entry ${index} in ${list}`)
}
