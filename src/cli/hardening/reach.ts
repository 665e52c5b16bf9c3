import { readFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { resolve } from 'node:path'
import { missingFrom } from '../../evidence/mysql/answer.ts'
import { NotEncrypted } from '../../evidence/mysql/collect.ts'
import { type DatabaseLine, openLine } from '../../evidence/mysql/connection/collect.ts'
import type { Reach } from '../../hardening/planner.ts'
import { registryOnce } from '../../hardening/registry/registry.ts'
import { missingInWords } from '../../model/missing-words.ts'
import { say } from '../../model/text.ts'
import { exitCodes } from '../exit-code.ts'
import { Refusal } from '../refusal.ts'
import type { DatabaseLogin } from './database.ts'
import type { Places } from './places.ts'

interface Reached {
  readonly policyFile: string
  readonly places: Places
  readonly login: DatabaseLogin | undefined
  /** As it was given; on Windows the computer's own name is what the collector writes too. */
  readonly machine: string | undefined
}

/** What planners may look at on this machine, until the work with it is done. */
export async function withReach<Result>(
  { policyFile, places, login, machine }: Reached,
  work: (reach: Reach) => Promise<Result>,
): Promise<Result> {
  const line = login === undefined ? undefined : await signedIn(login)
  const named = machine ?? (process.platform === 'win32' ? hostname() : undefined)
  try {
    return await work({
      ...places,
      policyFile: resolve(policyFile),
      ...(named === undefined ? {} : { machine: named }),
      readFile: (path) => readFile(path),
      ...(process.platform === 'win32' ? { readRegistry: registryOnce().read } : {}),
      ...(line ? { query: rowsOf(line) } : {}),
    })
  } finally {
    line?.close()
  }
}

/** A session that can only read. */
async function signedIn(login: DatabaseLogin): Promise<DatabaseLine> {
  try {
    return await openLine(login)
  } catch (cause) {
    throw notSignedIn(login, cause)
  }
}

function rowsOf(line: DatabaseLine): NonNullable<Reach['query']> {
  return async (sql) => {
    const answer = await line.ask(sql)
    if ('value' in answer) return answer.value
    throw new Error(missingInWords(answer.missing).en)
  }
}

function notSignedIn({ host, port }: DatabaseLogin, cause: unknown): Refusal {
  const reason =
    cause instanceof NotEncrypted
      ? say('sie bietet keine Verschlüsselung an (--unencrypted)', 'it offers no encryption (--unencrypted)')
      : missingInWords(missingFrom(cause))
  return new Refusal(
    say(
      `Die Datenbank auf ${host}:${port} ließ sich nicht lesen: ${reason.de}. Bitte prüfen Sie Adresse, Konto, Kennwort und Zertifikat.`,
      `The database on ${host}:${port} could not be read: ${reason.en}. Please check address, account, password and certificate.`,
    ),
    exitCodes.incomplete,
  )
}
