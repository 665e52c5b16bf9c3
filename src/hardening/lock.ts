import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { say } from '../model/text.ts'
import { makeOwnFolder } from './durable-file.ts'
import { failureName, HardeningRefusal } from './hardening-refusal.ts'

export interface Lock {
  release(): void
}

/** What SQLite answers where somebody else has the lock (SQLITE_BUSY). */
const busy = 5

/** How often the lock is tried before somebody is told that another is at work, and how many milliseconds lie between. */
const attempts = 5
const between = 100

/**
 * Takes the lock of a hardening folder, or answers `undefined` where another process, or somebody else in this one,
 * has it.
 *
 * It is the lock that SQLite lays on an empty database, thus one that the operating system keeps for a process and takes
 * back when the process is gone, however it went. A dead process leaves nothing that somebody would have to judge by
 * number and starting time, and two cannot take over at once.
 */
export function tryLock(folder: string): Lock | undefined {
  const database = new DatabaseSync(join(folder, 'lock'), { timeout: 0 })
  try {
    database.exec('BEGIN EXCLUSIVE')
  } catch (cause) {
    database.close()
    if (cause instanceof Error && 'errcode' in cause && cause.errcode === busy) return undefined
    throw cause
  }
  held.add(database)
  return {
    release: () => {
      held.delete(database)
      database.close()
    },
  }
}

/** What is collected as garbage loses its lock: work that waits for something which nobody holds any more must not. */
const held = new Set<DatabaseSync>()

/** Makes the folder if it is not there, and does the work under its lock. Refused where somebody else is at work. */
export async function underLock<Result>(folder: string, work: () => Promise<Result>): Promise<Result> {
  const lock = await locked(folder)
  try {
    return await work()
  } finally {
    lock.release()
  }
}

async function locked(folder: string): Promise<Lock> {
  let lock: Lock | undefined
  try {
    await makeOwnFolder(folder)
    lock = await patiently(folder)
  } catch (cause) {
    throw notWritable(folder, cause)
  }
  if (lock === undefined) throw new HardeningRefusal(atWork)
  return lock
}

/** Whoever only looks whether somebody has the lock holds it for a moment; an apply holds it for long. */
async function patiently(folder: string): Promise<Lock | undefined> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const lock = tryLock(folder)
    if (lock !== undefined) return lock
    await sleep(between)
  }
  return undefined
}

/** Without a journal nothing is changed. */
export function notWritable(folder: string, cause: unknown): HardeningRefusal {
  const name = failureName(cause)
  return new HardeningRefusal(
    say(
      `Es wurde nichts geändert: In ${folder} lässt sich das Protokoll nicht schreiben (${name}). Bitte prüfen Sie Platz und Rechte.`,
      `Nothing was changed: the journal cannot be written in ${folder} (${name}). Please check space and permissions.`,
    ),
    { cause },
  )
}

const atWork = say(
  'Ein anderer Vorgang ändert gerade etwas oder nimmt etwas zurück. Bitte warten Sie, bis er fertig ist, und wiederholen Sie den Befehl.',
  'Something else is changing things or taking them back at the moment. Please wait until it is done, and repeat the command.',
)
