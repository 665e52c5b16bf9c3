import { randomUUID } from 'node:crypto'
import { type FileHandle, open, readFile, rename, rm } from 'node:fs/promises'
import type { DecisionMemory } from '../../traffic/decision-memory.ts'
import { memoryLines, type Remembered, readMemoryLines } from './memory-lines.ts'

/** Lines that are put together at once: less than a millisecond, because traffic waits meanwhile. */
const linesAtOnce = 500

/**
 * Writes the memory into a file that only its owner may read. Whoever reads meanwhile, or a loss of power, sees the old
 * file or the new one. Rejects with the system's error, and the old file stays.
 */
export async function writeMemory(path: string, memory: DecisionMemory, now: number): Promise<void> {
  const draft = `${path}.${randomUUID()}`
  try {
    const file = await open(draft, 'wx', 0o600)
    try {
      await writeLines(file, memoryLines(memory, now))
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(draft, path)
  } catch (cause) {
    await rm(draft, { force: true })
    throw cause
  }
}

/** Reads what was remembered; undefined if there is no file. Rejects if it cannot be read or is not whole. */
export async function readMemory(path: string, now: number): Promise<Remembered | undefined> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined
    throw cause
  }
  return readMemoryLines(text, now)
}

async function writeLines(file: FileHandle, lines: Generator<string>): Promise<void> {
  let batch: string[] = []
  for (const line of lines) {
    batch.push(`${line}\n`)
    if (batch.length < linesAtOnce) continue
    await file.appendFile(batch.join(''))
    batch = []
  }
  await file.appendFile(batch.join(''))
}
