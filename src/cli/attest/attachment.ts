import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import type { Attestation } from '../../model/attestation.ts'
import { parseLine } from '../../model/line.ts'
import { notReadable } from '../file-failure.ts'
import { Refusal } from '../refusal.ts'

/** A document by its name and its SHA-256 digest. It may be of any size; nothing of its content is kept. */
export async function attachmentOf(path: string): Promise<NonNullable<Attestation['attachment']>> {
  const file = parseLine(path, 1_000)
  if (!file.ok) throw new Refusal(file.problem)
  const digest = createHash('sha256')
  try {
    for await (const chunk of createReadStream(path)) digest.update(chunk as Uint8Array)
  } catch (cause) {
    throw notReadable(path, cause)
  }
  return { file: file.value, sha256: digest.digest('hex') }
}
