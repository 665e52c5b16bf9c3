import { isMap, type Scalar } from 'yaml'
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
    const entries = sheet.list(list)
    if (entries?.items[index] === undefined) throw noEntry({ list, index })
    return entries.flow === true ? sheet.withoutFlowItem(entries, index) : sheet.withoutBlockItem(entries, index)
  })
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

function noEntry({ list, index }: EntryPlace): RangeError {
  return new RangeError(`The policy has no entry ${index} in ${list}`)
}
