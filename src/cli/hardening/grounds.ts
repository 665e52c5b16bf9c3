import type { Grounds } from '../../hardening/ground.ts'
import { grounds } from '../../hardening/grounds/index.ts'
import { mysqlGrounds } from '../../hardening/grounds/mysql.ts'
import type { Language } from '../../model/text.ts'
import type { DatabaseLogin } from './database.ts'

/** How changes are made on this machine; the database only if somebody signs in to it. */
export function groundsFor(login: DatabaseLogin | undefined, language: Language): Grounds {
  return login === undefined ? grounds : { ...grounds, ...mysqlGrounds({ access: login, language }) }
}
