import { accountItem, accountName } from '../../controls/database-account.ts'
import { say } from '../../model/text.ts'
import { refusedLock } from '../../targets/mysql/accounts.ts'
import type { Change, Step } from '../change.ts'
import { type AccountNow, isSame, lookAtAccounts, lookAtUse, lookForEmptyPasswords } from '../grounds/mysql-look.ts'
import type { Answered, AskedOfDatabase } from './mysql.ts'

/** The Database Agent keeps here which account it signs in with (automate.md §3). The password beside it is never read. */
const agentKey = 'HKLM\\SOFTWARE\\LabTech\\Agent'

/**
 * What answers a finding about one account: nameless accounts and those without a password are locked, which takes
 * nothing from them and can be taken back. Nothing is ever dropped.
 */
export async function planAccount(asked: AskedOfDatabase): Promise<Answered> {
  const { finding, query, server } = asked
  const item = finding.item ?? ''
  if (item.endsWith('test-database')) return { left: testStays }
  const matching = (await lookAtAccounts(query, server)).filter((account) => isMeant(account, item))
  const [account, another] = matching
  if (!account || another) return { left: account ? ambiguous : gone }
  if (!server.abilities?.locks) return { left: cannotLock }
  if (account.locked !== false) return { left: lockedAlready }
  const open = account.user === '' || (await lookForEmptyPasswords(query, server)).some((one) => isSame(one, account))
  if (!open) return { left: personDecides }
  if (await isAgents(asked, account)) return { left: agents }
  const left = refusedLock(await lookAtUse(query, server, account))
  return left ? { left } : { change: changeOf(asked, account) }
}

/** The item of a finding carries the machine in front where there is more than one. */
function isMeant(account: AccountNow, item: string): boolean {
  const name = accountItem(account)
  return item === name || item.endsWith(`: ${name}`)
}

async function isAgents({ readRegistry }: AskedOfDatabase, { user }: AccountNow): Promise<boolean> {
  const value = await readRegistry?.(agentKey, 'User')
  return value?.data.toLowerCase() === user.toLowerCase()
}

function changeOf({ finding, language }: AskedOfDatabase, account: AccountNow): Change {
  const { user, host } = account
  const name = accountName(account)
  const step: Step = { kind: 'mysql-account', user, host, property: 'locked', before: false, after: true }
  return {
    id: finding.id,
    title: say(`Das Datenbank-Konto ${name} sperren`, `Lock the database account ${name}`)[language],
    subject: finding.subject,
    verify: [{ control: finding.control, subject: finding.subject, findings: [finding.id] }],
    steps: [step],
    shown: [{ place: `MySQL ${name}`, before: 'ACCOUNT UNLOCK', after: 'ACCOUNT LOCK' }],
    affected: say(
      'Automate nicht: Das Konto gehört zu keinem Automate-Benutzer und darf nicht an die Datenbank labtech. Gerade ist niemand damit angemeldet; Skripte und Sicherungen, die es benutzen, kommen nicht mehr hinein. Wer schon angemeldet ist, bleibt es. Rechte und Kennwort bleiben, wie sie sind.',
      'Not Automate: the account belongs to no Automate user and may not use the database labtech. Nobody is signed in with it right now; scripts and backups that use it no longer get in. Whoever is signed in already stays so. Privileges and password stay as they are.',
    )[language],
    restart: 'nothing',
    downtime: say('Keine.', 'None.')[language],
    lockedOut: [
      user === ''
        ? say(
            `Wer sich von ${host} ohne bekannten Namen anmeldet`,
            `Whoever signs in from ${host} without a known name`,
          )[language]
        : say(`Wer sich als ${name} anmeldet`, `Whoever signs in as ${name}`)[language],
    ],
    confirm: false,
  }
}

const testStays = say(
  'Bollwerk löscht keine Datenbank: Das ließe sich nicht zurücknehmen.',
  'Bollwerk deletes no database: that could not be taken back.',
)
const gone = say(
  'In der Datenbank, an der Bollwerk angemeldet ist, gibt es dieses Konto nicht. Bitte erheben Sie neu.',
  'The database that Bollwerk is signed in to has no such account. Please collect again.',
)
const ambiguous = say(
  'Mehrere Konten heißen zum Verwechseln ähnlich; welches gemeint ist, muss eine Person entscheiden.',
  'Several accounts have names that look the same; which one is meant, a person has to decide.',
)
const cannotLock = say(
  'Diese Version kann Konten nicht sperren (das geht ab MySQL 5.7 und MariaDB 10.4), und löschen will Bollwerk keines.',
  'This version cannot lock accounts (that takes MySQL 5.7 or MariaDB 10.4), and Bollwerk deletes none.',
)
const lockedAlready = say(
  'Das Konto ist inzwischen gesperrt. Bitte erheben Sie neu.',
  'The account has been locked in the meantime. Please collect again.',
)
const personDecides = say(
  'Das Konto hat ein Kennwort; ob jemand es braucht, kann nur eine Person feststellen.',
  'The account has a password; whether somebody needs it, only a person can find out.',
)
const agents = say(
  'Mit diesem Konto meldet sich Automate selbst an (HKLM\\SOFTWARE\\LabTech\\Agent, Wert User); Bollwerk rührt es nicht an.',
  'Automate itself signs in with this account (HKLM\\SOFTWARE\\LabTech\\Agent, value User); Bollwerk does not touch it.',
)
