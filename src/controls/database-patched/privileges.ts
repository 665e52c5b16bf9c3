import type { DatabaseAccount, DatabasePrivilegesFact, Grantee } from '../../evidence/mysql/facts.ts'
import { joined, say, type Text } from '../../model/text.ts'
import type { Control, Judgement, Question, RemedyText } from '../control.ts'
import { accountItem, accountName, canSignIn, isLocalHost, isReserved, sameAccount } from '../database-account.ts'
import {
  askTheDatabase,
  type DatabaseSaying,
  databaseSays,
  databaseSaysOn,
  databaseSilent,
  itemOn,
} from '../database-inside.ts'
import { powersOf } from '../database-power.ts'
import { databaseSources } from '../database-sources.ts'
import { mappingsOf } from '../mappings.ts'
import { missingInSentence } from '../missing-words.ts'
import { unknownBecause } from '../open-question.ts'

/** Only root, and perhaps the account of the Database Agent, is master of the database server (automate.md §8.4). */
export const databasePrivileges: Control = {
  id: 'database-patched.privileges',
  version: 1,
  measure: 'database-patched',
  title: say('Nur root darf die Datenbank selbst verwalten', 'Only root may administer the database itself'),
  reason: say(
    'Mit FILE, SUPER oder CREATE USER liest und schreibt ein Konto Dateien des Servers, legt weitere Konten an und wird zum Herrn über alles.',
    'With FILE, SUPER or CREATE USER an account reads and writes files of the server, creates further accounts and becomes master of everything.',
  ),
  looksAt: say(
    'Die Rechte aller Konten: überall, auf die Datenbank mysql, auf deren Tabellen und über Rollen (bollwerk collect mysql).',
    'The privileges of all accounts: everywhere, on the database mysql, on its tables and by roles (bollwerk collect mysql).',
  ),
  servers: ['automate'],
  witnesses: ['inside'],
  severity: 'high',
  maximumAgeDays: 30,
  remedy: {
    summary: say(
      'Nehmen Sie dem genannten Konto die Verwaltungsrechte, wenn es sie nicht braucht.',
      'Take the administrative privileges from the account that is named if it does not need them.',
    ),
    steps: [
      say(
        'Sehen Sie nach, was es darf: SHOW GRANTS FOR und der Name des Kontos. Heben Sie die Ausgabe auf.',
        'Look what it may do: SHOW GRANTS FOR with the name of the account. Keep the output.',
      ),
      say(
        'Nehmen Sie einzeln weg, was es nicht braucht: REVOKE FILE, SUPER, PROCESS, SHUTDOWN, CREATE USER ON *.* FROM und der Name des Kontos.',
        'Take away one by one what it does not need: REVOKE FILE, SUPER, PROCESS, SHUTDOWN, CREATE USER ON *.* FROM with the name of the account.',
      ),
      say(
        'Prüfen Sie danach, dass die Anbindung arbeitet, die es benutzt.',
        'Then check that the integration that uses it works.',
      ),
    ],
    automatic: false,
    rollback: say(
      'Führen Sie die GRANT-Zeilen aus, die SHOW GRANTS vorher zeigte.',
      'Run the GRANT lines that SHOW GRANTS showed before.',
    ),
    downtime: say('Keine.', 'None.'),
  },
  references: [databaseSources.privileges, databaseSources.automateAccounts],
  mappings: mappingsOf('database-patched'),
  judge,
}

type Saying = DatabaseSaying<DatabasePrivilegesFact>

function judge(question: Question): readonly Judgement[] {
  const sayings = databaseSays(question, 'mysql.privileges')
  if (sayings.length === 0) return [databaseSilent(question, 'mysql.privileges')]
  return sayings.flatMap((saying) => {
    const accounts = databaseSaysOn(question, 'mysql.accounts', saying.machine)
    const holders = holdersOf(saying.value).filter((one) => one.user !== 'root' && !isReserved(one))
    const found = holders.flatMap((holder): Judgement[] => {
      const known = accounts?.value.accounts.find((account) => sameAccount(account, holder))
      if (known && !canSignIn(known)) return []
      const powers = powersOf(holder, saying.value)
      return powers.length > 0 ? [about({ holder, known, powers, saying, machines: sayings.length })] : []
    })
    const all = [...found, ...gaps(saying, sayings.length)]
    return all.length > 0 ? all : [onlyRoot(saying, sayings.length)]
  })
}

/** Every account that any privilege or role names. */
function holdersOf({ everywhere, databases, systemTables, roles }: DatabasePrivilegesFact): readonly Grantee[] {
  const byName = new Map<string, Grantee>()
  for (const { user, host } of [...everywhere, ...databases, ...systemTables, ...roles])
    byName.set(`${user}\n${host}`, { user, host })
  // A role is judged through whoever holds it.
  return [...byName.values()].filter((holder) => !roles.some(({ role }) => sameAccount(role, holder)))
}

interface Holder {
  readonly holder: Grantee
  readonly known: DatabaseAccount | undefined
  readonly powers: readonly string[]
  readonly saying: Saying
  readonly machines: number
}

function about({ holder, known, powers, saying, machines }: Holder): Judgement {
  const { machine, piece } = saying
  const name = accountName(holder)
  const fact = say(
    `${machine}: ${name} hat Verwaltungsrechte (${powers.join(', ')}).`,
    `${machine}: ${name} has administrative privileges (${powers.join(', ')}).`,
  )
  const head = {
    item: itemOn(machine, accountItem(holder), machines),
    title: say(`${name} darf die Datenbank selbst verwalten`, `${name} may administer the database itself`),
    evidence: [piece],
  }
  if (known?.belongsToAutomateUser === true)
    return {
      ...head,
      outcome: 'manual',
      severity: 'medium',
      detail: joined([fact, madeByAutomate]),
      remedy: lookAtUser,
    }
  if (isLocalHost(holder.host, machine))
    return { ...head, outcome: 'manual', severity: 'low', detail: joined([fact, perhapsAgent]), remedy: findAgent }
  if (known?.belongsToAutomateUser === false) return { ...head, outcome: 'fail', detail: joined([fact, fromElsewhere]) }
  return { ...head, ...unknownBecause(joined([fact, perhapsAutomate]), [piece]), remedy: askTheDatabase }
}

const fromElsewhere = say(
  'Es gehört zu keinem Automate-Benutzer und gilt auch von anderen Rechnern.',
  'It belongs to no Automate user and holds from other machines, too.',
)

const madeByAutomate = say(
  'Das Konto hat Automate selbst angelegt. Ändern Sie seine Rechte in der Datenbank nicht; prüfen Sie, ob der Benutzer sie in Automate haben muss.',
  'Automate itself created this account. Do not change its privileges in the database; check whether the user must have them in Automate.',
)

const perhapsAgent = say(
  'Es gilt nur auf dem Datenbank-Server selbst. Ist es das Konto des Database Agent, so ist das richtig: Dann ändern Sie nichts.',
  'It holds on the database server only. If it is the account of the Database Agent that is right: then change nothing.',
)

const perhapsAutomate = say(
  'Ob es zu einem Automate-Benutzer gehört, ließ sich nicht fragen.',
  'Whether it belongs to an Automate user could not be asked.',
)

const lookAtUser: RemedyText = {
  summary: say(
    'Ändern Sie nichts in der Datenbank. Prüfen Sie im Control Center, ob dieser Benutzer so viel dürfen muss.',
    'Change nothing in the database. Check in the Control Center whether this user must be allowed that much.',
  ),
  steps: [
    say(
      'Öffnen Sie im Control Center System > Users and Contacts > Users, dann den Benutzer, und sehen Sie seine Klassen an.',
      'In the Control Center open System > Users and Contacts > Users, then the user, and look at its classes.',
    ),
    say(
      'Braucht er Super Admin nicht, so nehmen Sie ihm die Klasse dort weg.',
      'If it does not need Super Admin, take the class away there.',
    ),
  ],
  automatic: false,
}

const findAgent: RemedyText = {
  summary: say(
    'Stellen Sie fest, wer dieses Konto benutzt. Ist es Automate selbst, so lassen Sie es, wie es ist.',
    'Find out who uses this account. If it is Automate itself, leave it as it is.',
  ),
  steps: [
    say(
      'Sehen Sie auf dem Automate-Server nach, mit welchem Konto er sich anmeldet: reg query "HKLM\\SOFTWARE\\LabTech\\Agent"',
      'Look on the Automate server which account it signs in with: reg query "HKLM\\SOFTWARE\\LabTech\\Agent"',
    ),
    say(
      'Benutzt es niemand, so sperren Sie es: ALTER USER … ACCOUNT LOCK;',
      'If nobody uses it, lock it: ALTER USER … ACCOUNT LOCK;',
    ),
  ],
  automatic: false,
  rollback: say(
    'Entsperren Sie das Konto wieder: ALTER USER … ACCOUNT UNLOCK.',
    'Unlock the account again: ALTER USER … ACCOUNT UNLOCK.',
  ),
  downtime: say('Keine.', 'None.'),
}

function gaps({ machine, piece, value }: Saying, machines: number): readonly Judgement[] {
  return value.gaps.map(({ part, missing }): Judgement => {
    const reason = missingInSentence(missing)
    const why: Text = say(
      `${machine}: Ein Teil der Rechte (${part}) ließ sich nicht lesen: ${reason.de}.`,
      `${machine}: part of the privileges (${part}) could not be read: ${reason.en}.`,
    )
    return { item: itemOn(machine, part, machines), ...unknownBecause(why, [piece]), remedy: askTheDatabase }
  })
}

function onlyRoot({ machine, piece }: Saying, machines: number): Judgement {
  return {
    ...(machines > 1 ? { item: machine } : {}),
    outcome: 'pass',
    detail: say(
      `${machine}: Außer root und den Konten der Datenbank selbst hat niemand Verwaltungsrechte.`,
      `${machine}: apart from root and the accounts of the database itself nobody has administrative privileges.`,
    ),
    evidence: [piece],
  }
}
