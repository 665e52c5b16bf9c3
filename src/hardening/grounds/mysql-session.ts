import type { DatabaseAccess } from '../../evidence/mysql/connection/collect.ts'
import { openLine } from '../../evidence/mysql/connection/collect.ts'
import { missingInWords } from '../../model/missing-words.ts'
import { type Language, say, type Text } from '../../model/text.ts'
import { changingLimits } from '../../targets/mysql/statements.ts'
import type { Query } from './mysql-look.ts'

/** How the database is reached, and in which language a refusal is told. */
export interface DatabaseGround {
  readonly access: DatabaseAccess
  readonly language: Language
}

/** The database did not do it, or does not let it be done. The message is a sentence in the operator's language. */
class DatabaseRefusal extends Error {
  override readonly name = 'DatabaseRefusal'
}

export function refuse({ language }: DatabaseGround, reason: Text): never {
  throw new DatabaseRefusal(reason[language])
}

/** Signs in once, with the right to change, for as long as the work takes. */
export async function signedInFor<Value>(
  ground: DatabaseGround,
  work: (query: Query) => Promise<Value>,
): Promise<Value> {
  const line = await openLine(ground.access, changingLimits)
  try {
    return await work((sql) => rowsOf(ground, line, sql))
  } finally {
    line.close()
  }
}

async function rowsOf(
  ground: DatabaseGround,
  line: Awaited<ReturnType<typeof openLine>>,
  sql: string,
): ReturnType<Query> {
  const answer = await line.ask(sql)
  if ('value' in answer) return answer.value
  const why = missingInWords(answer.missing)
  return refuse(
    ground,
    say(`Die Datenbank hat das nicht ausgeführt: ${why.de}`, `The database did not do this: ${why.en}`),
  )
}
