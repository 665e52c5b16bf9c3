import { open } from 'node:fs/promises'
import { type Address, formatAddress } from '../../model/address.ts'
import { isSecurityEvent } from './event.ts'
import { parseRecordLine } from './record-line.ts'
import { isAbsent, listSegments } from './segment.ts'
import { readLines, type StoredLine } from './stored-line.ts'

/** What was erased. */
export interface Erasure {
  readonly events: number
  /** How many segments they were in. */
  readonly segments: number
}

/**
 * Erases every event of one address (GDPR, article 17). Each line is overwritten with blanks where it stands: the
 * gateway may be appending to the same file at this moment, and a file put in its place would lose what it appends.
 * Broken off, it can be repeated. Allowed traffic is not touched, as it names no address.
 */
export async function eraseAddress(folder: string, address: Address): Promise<Erasure> {
  const text = formatAddress(address)
  const erased: number[] = []
  for (const { path } of await listSegments(folder, 'security')) {
    const found: StoredLine[] = []
    for await (const lines of readLines(path)) found.push(...lines.filter((line) => tellsOf(line, text)))
    if (found.length > 0) erased.push(await blank(path, found))
  }
  return { events: erased.reduce((sum, count) => sum + count, 0), segments: erased.length }
}

/** A torn line counts when it begins like one of the address: nobody reads it, and there it still stands. */
function tellsOf({ bytes }: StoredLine, address: string): boolean {
  if (!bytes.includes(address)) return false
  const record = parseRecordLine(bytes.toString())
  return isSecurityEvent(record) ? record.address === address : bytes.includes(`"address":"${address}`)
}

async function blank(path: string, lines: readonly StoredLine[]): Promise<number> {
  const handle = await open(path, 'r+').catch((cause: unknown) => {
    if (isAbsent(cause)) return undefined
    throw cause
  })
  if (!handle) return 0
  try {
    for (const { offset, bytes } of lines) {
      await handle.write(Buffer.alloc(bytes.length, ' '), 0, bytes.length, offset)
    }
    await handle.datasync()
    return lines.length
  } finally {
    await handle.close()
  }
}
