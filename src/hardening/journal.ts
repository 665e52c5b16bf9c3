import { type FileHandle, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Plan } from './change.ts'
import { flushFolder, openOwnFile, writeAll } from './durable-file.ts'
import { type DatedRecord, type JournalRecord, parseRecords } from './journal-record.ts'

/** A record that did not reach the disk. What it would have announced must not be done. */
export class JournalFailure extends Error {
  override readonly name = 'JournalFailure'
}

const newline = 0x0a

/** The file of a journal in the folder of its run. */
export function journalFile(run: string): string {
  return join(run, 'journal.jsonl')
}

/**
 * What an apply or a rollback wrote down. Each record is on disk when `append` resolves. Only the last one can be torn, by
 * a crash while it was written; what it would have announced was then not done, and it is left out.
 */
export class Journal {
  readonly #file: FileHandle
  readonly #now: () => number
  #end: number
  #failed = false

  private constructor(file: FileHandle, end: number, now: () => number) {
    this.#file = file
    this.#end = end
    this.#now = now
  }

  /** Opens the journal of a new run and writes down what the run is about. */
  static async begin(
    run: string,
    { hash, plan, now }: { readonly hash: string; readonly plan: Plan; readonly now: () => number },
  ): Promise<Journal> {
    const journal = await Journal.open(run, now)
    try {
      await journal.append({ kind: 'begun', schema: 'bollwerk.journal/1', hash, plan })
      return journal
    } catch (cause) {
      await journal.close()
      throw cause
    }
  }

  /** Opens the journal of a run to go on with it, new where there is none. */
  static async open(run: string, now: () => number): Promise<Journal> {
    const file = await openOwnFile(journalFile(run))
    try {
      await flushFolder(dirname(journalFile(run)))
      const whole = wholeLines(await file.readFile()).length
      // A torn record must not become the beginning of the next one.
      await file.truncate(whole)
      return new Journal(file, whole, now)
    } catch (cause) {
      await file.close()
      throw cause
    }
  }

  /** Whether a record did not get to the disk, so that nothing can be announced any more. */
  get failed(): boolean {
    return this.#failed
  }

  /**
   * Resolves when the record is on disk; rejects with `JournalFailure` where it did not get there. After one failure
   * nothing is written any more: nobody knows what the file holds at its end.
   */
  async append(record: JournalRecord): Promise<void> {
    if (this.#failed) throw new JournalFailure('the journal failed before')
    const line = Buffer.from(`${JSON.stringify({ at: new Date(this.#now()).toISOString(), ...record })}\n`)
    try {
      await writeAll(this.#file, line, this.#end)
      await this.#file.sync()
    } catch (cause) {
      this.#failed = true
      throw new JournalFailure('a record did not reach the disk', { cause })
    }
    this.#end += line.length
  }

  async close(): Promise<void> {
    await this.#file.close()
  }
}

/** The records of a run's journal; none where it has no journal. Throws `JournalDamaged`. */
export async function readJournal(run: string): Promise<readonly DatedRecord[]> {
  return parseRecords(wholeLines(await bytesOf(journalFile(run))).toString('utf8'))
}

async function bytesOf(path: string): Promise<Buffer> {
  try {
    return await readFile(path)
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return Buffer.alloc(0)
    throw cause
  }
}

function wholeLines(bytes: Buffer): Buffer {
  return bytes.subarray(0, bytes.lastIndexOf(newline) + 1)
}
