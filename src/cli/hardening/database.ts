import type { MysqlLook } from '../../evidence/mysql/collect.ts'
import type { Change } from '../../hardening/change.ts'
import { say } from '../../model/text.ts'
import { authoritiesIn } from '../collect/authority-file.ts'
import { secretFrom } from '../collect/secret-input.ts'
import { isThisMachine } from '../collect/this-machine.ts'
import type { Program } from '../program.ts'
import { Refusal } from '../refusal.ts'
import type { PlaceFlags } from './place-flags.ts'

export type DatabaseLogin = Omit<MysqlLook, 'machine'>

const timeoutMs = 15_000

/** How to get to the database, if the flags name an account; `undefined` means that nobody looks there. */
export async function databaseLogin(program: Program, flags: PlaceFlags): Promise<DatabaseLogin | undefined> {
  const { mysqlHost: host = '127.0.0.1', mysqlPort: port, mysqlUser: user } = flags
  if (user === undefined || user === '') return undefined
  const [authority] = await authoritiesIn(flags.databaseCa)
  const question = say(`Kennwort des Datenbank-Kontos ${user}`, `Password of the database account ${user}`)
  return {
    host,
    port,
    user,
    password: await secretFrom(program, 'BOLLWERK_MYSQL_PASSWORD', question),
    ...(authority === undefined ? {} : { authority }),
    allowUnencrypted: flags.unencrypted || isThisMachine(host),
    timeoutMs,
    signal: new AbortController().signal,
    now: () => Date.now(),
  }
}

/** Refuses before anything is touched where changes of the database are planned and nobody named an account. */
export function mustNameDatabase(changes: readonly Change[]): void {
  const steps = changes.flatMap((change) => change.steps)
  if (steps.some(({ kind }) => kind === 'mysql-setting' || kind === 'mysql-account')) throw new Refusal(noAccount)
}

const noAccount = say(
  'Es geht um Änderungen an der Datenbank. Nennen Sie mit --mysql-user das Konto, das sie vornimmt. Es wurde nichts geändert.',
  'This is about changes of the database. Name the account that makes them with --mysql-user. Nothing was changed.',
)
