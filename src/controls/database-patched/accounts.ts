import type { DatabaseAccount, DatabaseAccountsFact } from '../../evidence/mysql/facts.ts'
import type { Severity } from '../../model/outcome.ts'
import { joined, say, type Text } from '../../model/text.ts'
import type { Control, Judgement, Question, RemedyText } from '../control.ts'
import { accountItem, accountName, canSignIn, isAnyHost, isLocalHost } from '../database-account.ts'
import { dropAnonymous, givePassword, narrowHost, rootAtHome } from '../database-account-remedies.ts'
import {
  askTheDatabase,
  type DatabaseSaying,
  databaseSays,
  databaseSilent,
  databaseUntold,
  itemOn,
} from '../database-inside.ts'
import { databaseSources } from '../database-sources.ts'
import { mappingsOf } from '../mappings.ts'
import { missingInSentence } from '../missing-words.ts'
import { unknownBecause } from '../open-question.ts'

/**
 * Nobody signs in to the database whom nobody knows. Accounts of Automate users from any host are made by Automate
 * itself (automate.md §4, since 2021.1): they are told and never to be changed.
 */
export const databaseAccounts: Control = {
  id: 'database-patched.accounts',
  version: 1,
  measure: 'database-patched',
  title: say('Kein Datenbank-Konto steht Fremden offen', 'No database account is open to strangers'),
  reason: say(
    'Wer sich an der Datenbank anmelden kann, liest die Zugangsdaten aller Kunden: Der Schlüssel dafür liegt in derselben Datenbank.',
    'Whoever can sign in to the database reads the credentials of all customers: the key for them lies in the same database.',
  ),
  looksAt: say(
    'Die Konten der Datenbank (mysql.user, bei MariaDB mysql.global_priv), ihre Namen verglichen mit den Automate-Benutzern, und die Datenbank test.',
    'The accounts of the database (mysql.user, in MariaDB mysql.global_priv), their names compared with the Automate users, and the database test.',
  ),
  servers: ['automate'],
  witnesses: ['inside'],
  severity: 'high',
  maximumAgeDays: 30,
  remedy: {
    summary: say(
      'Sehen Sie das genannte Konto an. Konten von Automate-Benutzern löschen oder ändern Sie nie von Hand.',
      'Look at the account that is named. Never delete or change accounts of Automate users by hand.',
    ),
    steps: [
      say(
        'Als root angemeldet: SHOW GRANTS FOR und der Name des Kontos zeigt, was es darf.',
        'Signed in as root: SHOW GRANTS FOR with the name of the account shows what it may do.',
      ),
      say(
        'Sperren Sie ein Konto, bevor Sie es löschen: ALTER USER … ACCOUNT LOCK;',
        'Lock an account before you delete it: ALTER USER … ACCOUNT LOCK;',
      ),
    ],
    automatic: true,
    rollback: say(
      'Entsperren Sie das Konto wieder: ALTER USER … ACCOUNT UNLOCK.',
      'Unlock the account again: ALTER USER … ACCOUNT UNLOCK.',
    ),
    downtime: say('Keine.', 'None.'),
  },
  references: [databaseSources.defaultAccounts, databaseSources.automateAccounts],
  mappings: mappingsOf('database-patched'),
  judge,
}

type Saying = DatabaseSaying<DatabaseAccountsFact>

function judge(question: Question): readonly Judgement[] {
  const sayings = databaseSays(question, 'mysql.accounts')
  if (sayings.length === 0) return [databaseSilent(question, 'mysql.accounts')]
  return sayings.flatMap((saying) => {
    const found = [
      ...saying.value.accounts.filter(canSignIn).flatMap((account) => about(account, saying, sayings.length)),
      ...testDatabase(question, saying, sayings.length),
      ...gaps(saying, sayings.length),
    ]
    return found.length > 0 ? found : [nothingOpen(saying, sayings.length)]
  })
}

interface Fault {
  readonly severity: Severity
  readonly says: Text
  readonly remedy: RemedyText
}

/** The worst that can be said of one account, once. */
function about(account: DatabaseAccount, saying: Saying, machines: number): readonly Judgement[] {
  const fault = faultOf(account, saying.machine)
  if (!fault) return []
  const name = accountName(account)
  return [
    {
      item: itemOn(saying.machine, accountItem(account), machines),
      outcome: 'fail',
      severity: fault.severity,
      title: say(`Datenbank-Konto ${name} steht zu weit offen`, `Database account ${name} is too open`),
      detail: say(`${saying.machine}: ${fault.says.de}`, `${saying.machine}: ${fault.says.en}`),
      evidence: [saying.piece],
      remedy: fault.remedy,
    },
  ]
}

function faultOf(account: DatabaseAccount, machine: string): Fault | undefined {
  const name = accountName(account)
  const local = isLocalHost(account.host, machine)
  if (account.user === '')
    return {
      severity: 'high',
      says: say(
        `Es gibt ein namenloses Konto (${name}): Anmelden kann sich damit jeder Name.`,
        `There is a nameless account (${name}): every name can sign in with it.`,
      ),
      remedy: dropAnonymous(account),
    }
  if (account.emptyPassword === true)
    return {
      severity: local ? 'high' : 'critical',
      says: say(`${name} hat kein Kennwort.`, `${name} has no password.`),
      remedy: givePassword(account),
    }
  if (account.user === 'root' && !local)
    return {
      severity: 'high',
      says: say(
        `root darf sich von anderen Rechnern anmelden (${name}).`,
        `root may sign in from other machines (${name}).`,
      ),
      remedy: rootAtHome(account),
    }
  if (!isAnyHost(account.host) || account.belongsToAutomateUser !== false) return
  return {
    severity: 'medium',
    says: say(
      `${name} darf sich von überall anmelden und gehört zu keinem Automate-Benutzer.`,
      `${name} may sign in from anywhere and belongs to no Automate user.`,
    ),
    remedy: narrowHost(account),
  }
}

function testDatabase(question: Question, saying: Saying, machines: number): readonly Judgement[] {
  const list = databaseSays(question, 'mysql.databases').find(({ machine }) => machine === saying.machine)
  const untold = databaseUntold(question, 'mysql.databases', saying.machine)
  if (untold) return [{ item: itemOn(saying.machine, 'test-database', machines), ...untold }]
  if (!list?.value.names.includes('test')) return []
  return [
    {
      item: itemOn(saying.machine, 'test-database', machines),
      outcome: 'fail',
      severity: 'low',
      title: say('Die Datenbank test ist noch da', 'The database test is still there'),
      detail: say(
        `${saying.machine}: Es gibt die Datenbank test; in älteren Versionen darf dort jedes Konto schreiben.`,
        `${saying.machine}: the database test exists; in older versions every account may write there.`,
      ),
      evidence: [list.piece],
      remedy: dropTest,
    },
  ]
}

const dropTest: RemedyText = {
  summary: say(
    'Löschen Sie die Datenbank test, wenn nichts darin liegt.',
    'Delete the database test if nothing lies in it.',
  ),
  steps: [
    say('Sehen Sie nach: SHOW TABLES FROM test;', 'Look inside: SHOW TABLES FROM test;'),
    say('Ist sie leer: DROP DATABASE test;', 'If it is empty: DROP DATABASE test;'),
  ],
  automatic: false,
  rollback: say('Legen Sie sie wieder an: CREATE DATABASE test.', 'Create it again: CREATE DATABASE test.'),
  downtime: say('Keine.', 'None.'),
}

/** What the reading account was not told leaves its question open. */
function gaps({ machine, piece, value }: Saying, machines: number): readonly Judgement[] {
  return value.gaps.flatMap(({ part, missing }): Judgement[] => {
    const anyHost = value.accounts.filter((account) => canSignIn(account) && isAnyHost(account.host))
    if (part === 'automate-users' && anyHost.length === 0) return []
    const reason = missingInSentence(missing)
    const why =
      part === 'automate-users'
        ? say(
            `Ob ${anyHost.length} Konten, die von überall zugelassen sind, zu Automate-Benutzern gehören, ließ sich nicht fragen (${reason.de}).`,
            `Whether ${anyHost.length} accounts that are admitted from anywhere belong to Automate users could not be asked (${reason.en}).`,
          )
        : say(
            `Ob Konten ohne Kennwort dabei sind, ließ sich nicht fragen (${reason.de}).`,
            `Whether there are accounts without a password could not be asked (${reason.en}).`,
          )
    return [
      {
        item: itemOn(machine, part, machines),
        ...unknownBecause(onMachine(machine, why), [piece]),
        remedy: askTheDatabase,
      },
    ]
  })
}

function nothingOpen({ machine, piece, value }: Saying, machines: number): Judgement {
  if (value.accounts.length === 0)
    return { ...unknownBecause(onMachine(machine, noAccounts), [piece]), remedy: askTheDatabase }
  const usable = value.accounts.filter(canSignIn)
  const made = usable.filter((account) => isAnyHost(account.host) && account.belongsToAutomateUser === true)
  const good = say(
    `Von ${usable.length} Konten steht keines Fremden offen.`,
    `None of ${usable.length} accounts is open to strangers.`,
  )
  const byAutomate = say(
    `${made.length} davon gelten von überall und gehören zu Automate-Benutzern: Automate legt sie selbst an. Löschen oder ändern Sie sie nicht.`,
    `${made.length} of them hold from anywhere and belong to Automate users: Automate creates them itself. Do not delete or change them.`,
  )
  return {
    ...(machines > 1 ? { item: machine } : {}),
    outcome: 'pass',
    detail: onMachine(machine, joined(made.length > 0 ? [good, byAutomate] : [good])),
    evidence: [piece],
  }
}

function onMachine(machine: string, text: Text): Text {
  return say(`${machine}: ${text.de}`, `${machine}: ${text.en}`)
}

const noAccounts = say(
  'Die Datenbank nannte kein Konto; das fragende Konto darf sie vermutlich nicht sehen.',
  'The database named no account; the account that asks probably may not see them.',
)
