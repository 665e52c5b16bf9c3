import { say } from '../../model/text.ts'
import { refusedLock, refusedName } from '../../targets/mysql/accounts.ts'
import { refusedSetting } from '../../targets/mysql/never.ts'
import { lockStatement, settingStatements } from '../../targets/mysql/statements.ts'
import type { Step } from '../change.ts'
import type { Ground, Standing } from '../ground.ts'
import {
  type AccountNow,
  type DatabaseServer,
  isSame,
  lookAtAccounts,
  lookAtServer,
  lookAtSetting,
  lookAtUse,
  type Query,
  type SettingNow,
} from './mysql-look.ts'
import { type DatabaseGround, refuse, signedInFor } from './mysql-session.ts'

type SettingStep = Extract<Step, { kind: 'mysql-setting' }>
type AccountStep = Extract<Step, { kind: 'mysql-account' }>

/** How settings and accounts of one database are changed. */
export interface MysqlGrounds {
  readonly 'mysql-setting': Ground<'mysql-setting'>
  readonly 'mysql-account': Ground<'mysql-account'>
}

/**
 * The grounds of one database. What must never be changed is refused when its standing is asked, which is before
 * anything is changed, whoever wrote the step. Nothing is kept in a snapshot: a step itself says all that was there.
 */
export function mysqlGrounds(ground: DatabaseGround): MysqlGrounds {
  return { 'mysql-setting': settingGround(ground), 'mysql-account': accountGround(ground) }
}

function settingGround(ground: DatabaseGround): Ground<'mysql-setting'> {
  return {
    standing: (step) => atSetting(ground, step, async (now) => standingOf(step, now)),
    snapshot: () => Promise.resolve(),
    move: (step, to) =>
      atSetting(ground, step, async (_, query) => {
        for (const sql of settingStatements(step, to)) await query(sql)
      }),
    restore: (step) =>
      atSetting(ground, step, async (now, query) => {
        if (!isOurs(step, now)) refuse(ground, foreign(step.name))
        for (const sql of settingStatements(step, 'before')) await query(sql)
      }),
  }
}

/** Signs in and looks at the setting first. What no plan may ask is refused before signing in. */
async function atSetting<Value>(
  ground: DatabaseGround,
  step: SettingStep,
  work: (now: SettingNow, query: Query) => Promise<Value>,
): Promise<Value> {
  const refused = refusedSetting(step)
  if (refused) refuse(ground, refused)
  return signedInFor(ground, async (query) => work(await settingNow(ground, query, step), query))
}

/** The setting as it is. Refuses what this server does not have. */
async function settingNow(ground: DatabaseGround, query: Query, step: SettingStep): Promise<SettingNow> {
  const { abilities, version } = await lookAtServer(query)
  if (!abilities) return refuse(ground, unknownServer(version))
  if (abilities.persists !== step.persisted) refuse(ground, otherVersion)
  const now = await lookAtSetting(query, step.name, abilities)
  if (now.value === undefined) refuse(ground, unknownSetting(step.name))
  return now
}

function standingOf(step: SettingStep, { value, kept }: SettingNow): Standing {
  if (value === step.before && kept === null) return 'before'
  return value === step.after && (!step.persisted || kept === step.after) ? 'after' : 'other'
}

/** Half of what the step does, and nothing that somebody else chose. */
function isOurs({ before, after }: SettingStep, { value, kept }: SettingNow): boolean {
  return (value === before || value === after) && (kept === null || kept === after)
}

function accountGround(ground: DatabaseGround): Ground<'mysql-account'> {
  return {
    standing: (step) =>
      atAccount(ground, step, async ({ account }) => (account.locked === step.after ? 'after' : 'before')),
    snapshot: () => Promise.resolve(),
    move: (step, to) =>
      atAccount(ground, step, async ({ server, query }) => {
        // Only the way there is guarded: whoever wants to go back must always be able to.
        const refused = to === 'after' ? refusedLock(await lookAtUse(query, server, step)) : undefined
        if (refused) refuse(ground, refused)
        await query(lockStatement(step, step[to]))
      }),
    restore: (step) =>
      atAccount(ground, step, async ({ query }) => {
        await query(lockStatement(step, step.before))
      }),
  }
}

interface AccountPlace {
  readonly server: DatabaseServer
  readonly account: AccountNow
  readonly query: Query
}

/** Signs in and looks at the account first. What no plan may ask is refused before signing in. */
async function atAccount<Value>(
  ground: DatabaseGround,
  step: AccountStep,
  work: (place: AccountPlace) => Promise<Value>,
): Promise<Value> {
  if (step.before || !step.after) refuse(ground, onlyLocking)
  const refused = refusedName(step)
  if (refused) refuse(ground, refused)
  return signedInFor(ground, async (query) => {
    const server = await lookAtServer(query)
    if (!server.abilities?.locks) refuse(ground, cannotLock(server.version))
    const account = (await lookAtAccounts(query, server)).find((one) => isSame(one, step))
    return account ? work({ server, account, query }) : refuse(ground, noAccount)
  })
}

const otherVersion = say(
  'Der Plan wurde für eine andere Version der Datenbank gemacht. Bitte machen Sie ihn neu: bollwerk plan.',
  'The plan was made for another version of the database. Please make it anew: bollwerk plan.',
)
const onlyLocking = say(
  'Bollwerk sperrt Konten nur und gibt frei, was es selbst gesperrt hat. Entsperren Sie das Konto von Hand.',
  'Bollwerk only locks accounts and frees what it locked itself. Unlock the account by hand.',
)
const noAccount = say(
  'Ein solches Konto gibt es in dieser Datenbank nicht. Bitte erheben Sie neu und machen Sie den Plan neu.',
  'There is no such account in this database. Please collect again and make the plan anew.',
)

function foreign(name: string): ReturnType<typeof say> {
  return say(
    `${name} hat einen Wert, der nicht von Bollwerk kommt; er bleibt stehen. Bitte sehen Sie selbst nach.`,
    `${name} has a value that does not come from Bollwerk; it stays. Please look yourself.`,
  )
}

function unknownServer(version: string): ReturnType<typeof say> {
  return say(
    `Diese Datenbank (${version}) kennt Bollwerk nicht und ändert nichts an ihr.`,
    `Bollwerk does not know this database (${version}) and changes nothing of it.`,
  )
}

function unknownSetting(name: string): ReturnType<typeof say> {
  return say(
    `Diese Datenbank kennt die Einstellung ${name} nicht. Geändert wurde nichts.`,
    `This database does not know the setting ${name}. Nothing was changed.`,
  )
}

function cannotLock(version: string): ReturnType<typeof say> {
  return say(
    `Diese Version (${version}) kann Konten nicht sperren; das geht ab MySQL 5.7 und MariaDB 10.4.`,
    `This version (${version}) cannot lock accounts; that takes MySQL 5.7 or MariaDB 10.4.`,
  )
}
