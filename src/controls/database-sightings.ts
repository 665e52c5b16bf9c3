import { parseVersion, recogniseDatabase, type Version } from '../catalog/index.ts'
import type { DatabaseFact } from '../evidence/outside/facts.ts'
import type { DatabaseServiceFact } from '../evidence/windows/facts.ts'
import type { Evidence, Seen } from '../model/evidence.ts'
import { say, type Text } from '../model/text.ts'
import type { Question } from './control.ts'
import { databaseSays } from './database-inside.ts'
import { latestLook } from './latest-look.ts'
import { newestPerMachine } from './machines.ts'
import { seenOnly } from './vantage-evidence.ts'
import { mayBeSame } from './version-reading.ts'

/** Who tells the version of the database. The earlier one is believed where several do. */
export const databaseTellers = ['sql', 'file', 'greeting'] as const

type Teller = (typeof databaseTellers)[number]

/** A version of the database, and who saw it. */
export interface DatabaseSighting {
  readonly by: Teller
  readonly version: Version
  readonly piece: Evidence
}

export const tellerNames: Readonly<Record<Teller, Text>> = {
  sql: say('die Datenbank selbst (SQL)', 'the database itself (SQL)'),
  file: say('die Programmdatei unter Windows', 'the program file on Windows'),
  greeting: say('der Gruß am Datenbank-Port', 'the greeting at the database port'),
}

/** Every version that one teller knows, newest look only. */
export function databaseSightings(question: Question, by: Teller): readonly DatabaseSighting[] {
  return { sql: bySql, file: byFile, greeting: byGreeting }[by](question)
}

/** Whether two sightings may speak of the same release, as far as both write it. */
export function maySame(a: DatabaseSighting, b: DatabaseSighting): boolean {
  const product = a.by === 'file' || b.by === 'file' || a.version.product === b.version.product
  return product && mayBeSame(a.version, b.version)
}

/** Greetings of the latest look, understood or not. */
export function greetings({ evidence, server }: Question): readonly Seen<DatabaseFact>[] {
  const looked = latestLook(evidence.about(server.kind, 'outside.database'))
  return seenOnly(looked).filter(({ value }) => value.answer === 'greeting')
}

function bySql(question: Question): readonly DatabaseSighting[] {
  return databaseSays(question, 'mysql.version').flatMap(({ piece, value }): DatabaseSighting[] => {
    if (value.product === 'unknown') return []
    const version = parseVersion(value.product, value.version)
    return version.ok ? [{ by: 'sql', version: version.value, piece }] : []
  })
}

function byFile({ evidence, server }: Question): readonly DatabaseSighting[] {
  return seenOnly(newestPerMachine(evidence.about(server.kind, 'windows.database'))).flatMap((piece) =>
    piece.value.servers
      .filter(({ state }) => state === 'Running')
      .flatMap((service): DatabaseSighting[] => {
        const version = fileVersion(service)
        return version === undefined ? [] : [{ by: 'file', version, piece }]
      }),
  )
}

/** Windows writes four numbers, `8.0.41.0`; MySQL and MariaDB count with three. */
function fileVersion({
  service,
  program,
  programVersion,
}: DatabaseServiceFact['servers'][number]): Version | undefined {
  const numbers = /^\d{1,3}\.\d{1,3}\.\d{1,5}/.exec(programVersion ?? '')?.[0]
  const product = /mariadb/i.test(`${service} ${program ?? ''}`) ? 'mariadb' : 'mysql'
  const version = numbers === undefined ? undefined : parseVersion(product, numbers)
  return version?.ok ? version.value : undefined
}

function byGreeting(question: Question): readonly DatabaseSighting[] {
  return greetings(question).flatMap((piece): DatabaseSighting[] => {
    const database = recogniseDatabase(piece.value.version ?? '')
    return database.ok ? [{ by: 'greeting', version: database.value.version, piece }] : []
  })
}
