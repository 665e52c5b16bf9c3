import { readFile, stat } from 'node:fs/promises'
import { type Prefix, parsePrefix } from '../../model/address.ts'
import { say, type Text } from '../../model/text.ts'
import type { TableParts } from '../../traffic/address-table.ts'
import { readBlockList } from '../../traffic/block-list.ts'

/** A million entries of JSON, and room to spare. */
const largestFile = 256 * 1024 * 1024

/** Which list to read, as plain values that pass from thread to thread. */
export interface ListRequest {
  readonly path: string
  /** Networks that must not be blocked, as texts; names among them are passed over. */
  readonly own: readonly string[]
}

/** A list that was read and built. Its table lies in shared memory, so that every thread uses the same one. */
export interface LoadedList {
  readonly ok: true
  readonly table: TableParts
  readonly entries: number
  readonly leftOut: number
  readonly named: readonly string[]
  /** When the file was written, in milliseconds since 1970. */
  readonly modified: number
  /** What tells this version of the file from another. */
  readonly version: string
  /** How long reading and building took, in milliseconds. */
  readonly took: number
}

export interface FailedList {
  readonly ok: false
  readonly line?: number
  readonly problem: Text
}

/** Reads a list and builds its table. Takes seconds for a million entries: a gateway at work asks `loadApart`. */
export async function loadBlockList({ path, own }: ListRequest): Promise<LoadedList | FailedList> {
  const start = performance.now()
  try {
    const { mtimeMs, size } = await stat(path)
    if (size > largestFile) return { ok: false, problem: tooLarge }
    const reading = readBlockList(await readFile(path, 'utf8'), own.flatMap(prefixIn))
    if (!reading.ok) return reading
    const { table, ...rest } = reading
    const { roots, words } = table.parts
    const parts = { roots, words: shared(words) }
    const version = versionOf(mtimeMs, size)
    return { ...rest, table: parts, modified: mtimeMs, version, took: performance.now() - start }
  } catch (cause) {
    return { ok: false, problem: unreadable(cause) }
  }
}

/** What tells one version of a file from another. */
export function versionOf(mtimeMs: number, size: number): string {
  return `${mtimeMs}:${size}`
}

/** Why a file cannot be read, in the operator's words. */
export function unreadable(cause: unknown): Text {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown'
  return say(
    `Die Datei lässt sich nicht lesen (${code}). Prüfen Sie Namen und Rechte.`,
    `The file cannot be read (${code}). Check its name and permissions.`,
  )
}

const tooLarge = say('Die Datei ist größer als 256 MB.', 'The file is larger than 256 MB.')

function shared(numbers: Int32Array): Int32Array {
  const copy = new Int32Array(new SharedArrayBuffer(numbers.byteLength))
  copy.set(numbers)
  return copy
}

function prefixIn(text: string): Prefix[] {
  const parsed = parsePrefix(text)
  return parsed.ok ? [parsed.value] : []
}
