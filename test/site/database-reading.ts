import { type DatabaseAccess, openLine } from '../../src/evidence/mysql/connection/collect.ts'
import type { Query } from '../../src/hardening/grounds/mysql-look.ts'

/** Signs in for as long as the work takes; unless other limits are given, only to read. A refused query throws. */
export async function readingAt<Value>(
  access: DatabaseAccess,
  work: (query: Query) => Promise<Value>,
  limits?: readonly string[],
): Promise<Value> {
  const line = await openLine(access, limits)
  try {
    return await work(async (sql) => {
      const answer = await line.ask(sql)
      if ('missing' in answer) throw new Error(`${sql}: ${answer.missing.detail}`)
      return answer.value
    })
  } finally {
    line.close()
  }
}
