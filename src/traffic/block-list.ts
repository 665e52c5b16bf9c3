import { contains, formatPrefix, type Prefix } from '../model/address.ts'
import { say, type Text } from '../model/text.ts'
import { parseBlockedNetwork } from '../policy/network.ts'
import type { AddressTable } from './address-table.ts'
import { tableOfPrefixes } from './compile-rules.ts'

/** More entries than any list of attackers has; building them takes seconds and tens of megabytes. */
const mostEntries = 1_000_000

/** So many entries that were left out are named; further ones are only counted. */
const mostNamed = 20

/** A list that can be put in force, or why not: the line counts from 1, and is absent for the list as a whole. */
export type BlockListReading =
  | {
      readonly ok: true
      readonly table: AddressTable
      /** Entries of the file, those left out included. */
      readonly entries: number
      readonly leftOut: number
      /** The first of those that were left out. */
      readonly named: readonly string[]
    }
  | { readonly ok: false; readonly line?: number; readonly problem: Text }

/**
 * Reads a block list: one address or network on each line, comments behind `#` or `;`; or JSON on each line with the
 * network as `cidr` (Spamhaus DROP in both forms). One bad line refuses the list: half a list, or an error page that was
 * stored in its place, must not look like a list. Entries that cover one of `own` are left out.
 */
export function readBlockList(text: string, own: readonly Prefix[]): BlockListReading {
  const kept: Prefix[] = []
  const named: string[] = []
  let entries = 0
  let number = 0
  for (const line of text.split('\n')) {
    number++
    const entry = entryIn(line)
    if (entry === undefined) continue
    if (++entries > mostEntries) return { ok: false, line: number, problem: tooLong }
    const prefix = parseBlockedNetwork(entry)
    if (!prefix.ok) return { ok: false, line: number, problem: prefix.problem }
    if (!coversAny(prefix.value, own)) kept.push(prefix.value)
    else if (named.length < mostNamed) named.push(formatPrefix(prefix.value))
  }
  if (entries === 0) return { ok: false, problem: empty }
  return { ok: true, table: tableOfPrefixes(kept), entries, leftOut: entries - kept.length, named }
}

/** What a line wants blocked; undefined for a comment, an empty line, and what Spamhaus says about the list itself. */
function entryIn(line: string): string | undefined {
  const text = line.replace(/^\uFEFF/, '').trim()
  if (text === '' || text.startsWith('#') || text.startsWith(';')) return undefined
  if (!text.startsWith('{')) return text.split(/[#;]/, 1)[0]?.trim()
  try {
    const { cidr, type }: { cidr?: unknown; type?: unknown } = JSON.parse(text)
    if (typeof cidr === 'string') return cidr
    return type === 'metadata' ? undefined : text
  } catch {
    // Torn or foreign JSON is no network; the parser of networks says so, with the line.
    return text
  }
}

function coversAny(entry: Prefix, own: readonly Prefix[]): boolean {
  return own.some((network) => entry.length <= network.length && contains(entry, network))
}

const tooLong = say(
  `Die Liste hat mehr als ${mostEntries} Einträge. Nehmen Sie eine kürzere.`,
  `The list has more than ${mostEntries} entries. Take a shorter one.`,
)

const empty = say(
  'Die Liste hat keinen einzigen Eintrag. Holen Sie sie noch einmal.',
  'The list has not a single entry. Fetch it again.',
)

/** Below so many entries a list may change as it likes. */
const fewEntries = 100

/** Why the next version of a list is too different from the one in force to be believed; undefined if it is not. */
export function implausible(before: number, after: number): Text | undefined {
  if (before < fewEntries || (after >= before * 0.8 && after <= before * 2)) return undefined
  return say(
    `Die neue Fassung hat ${after} Einträge, die geltende ${before}; so sehr ändert sich eine Liste selten. Prüfen Sie die Datei; stimmt sie, so nimmt ein Neustart des Gateways sie an.`,
    `The new version has ${after} entries, the one in force ${before}; a list seldom changes that much. Check the file; if it is right, a restart of the gateway accepts it.`,
  )
}
