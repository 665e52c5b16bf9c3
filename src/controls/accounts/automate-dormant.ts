import type { AutomateUsersFact } from '../../evidence/automate/facts.ts'
import type { Evidence, Seen } from '../../model/evidence.ts'
import type { Severity } from '../../model/outcome.ts'
import { joined, say, type Text } from '../../model/text.ts'
import { automateAccounts, namesInWords } from '../automate-accounts.ts'
import { automateLooks, automateUnseen, onlyByDatabase } from '../automate-look.ts'
import type { Control, Judgement, Question } from '../control.ts'
import { mappingsOf } from '../mappings.ts'
import { unknownBecause } from '../open-question.ts'
import { quotation } from '../quotation.ts'
import { upkeepSources } from '../upkeep-sources.ts'

/** The number is ours: a quarter without a sign-in. */
const dormantDays = 90

const dayMs = 86_400_000

/** No account of Automate is left over from somebody who is gone (automate.md §4, §5: `LastSuccessfulLogin`). */
export const automateDormant: Control = {
  id: 'accounts.automate-dormant',
  version: 1,
  measure: 'accounts',
  title: say('Kein Konto von Automate ist verwaist', 'No account of Automate is dormant'),
  reason: say(
    'Konten ausgeschiedener Mitarbeiter und früherer Dienstleister bemerkt niemand, wenn sie missbraucht werden.',
    'Nobody notices when accounts of former staff and former service providers are abused.',
  ),
  looksAt: say(
    'LastSuccessfulLogin jedes Benutzers aus GET /Users. Die Datenbankspalte Last_Date wird nicht verwendet: Ob sie die letzte Anmeldung ist, ist nicht geklärt.',
    'LastSuccessfulLogin of each user from GET /Users. The database column Last_Date is not used: whether it is the last sign-in is not clear.',
  ),
  servers: ['automate'],
  witnesses: ['inside'],
  severity: 'medium',
  maximumAgeDays: 30,
  remedy: {
    summary: say(
      'Sperren Sie Konten, die niemand mehr braucht, und löschen Sie sie nach Rückfrage.',
      'Lock accounts that nobody needs any more, and delete them after asking.',
    ),
    steps: [
      say(
        'Vergleichen Sie die genannten Konten mit Ihrer Personalliste und den Diensten, die Automate benutzen.',
        'Compare the accounts named here with your list of staff and the services that use Automate.',
      ),
      say(
        'Nehmen Sie im Control Center in der Benutzerverwaltung (je nach Version System > Users and Contacts) dem Konto alle Benutzerklassen, und ändern Sie sein Kennwort.',
        'In the Control Center, in the users (System > Users and Contacts, depending on the version), take all user classes from the account and change its password.',
      ),
      say(
        'Löschen Sie das Konto nach vier Wochen, in denen niemand etwas vermisst hat. Sehen Sie vorher nach, ob ihm Skripte, Monitore oder Berichte gehören.',
        'Delete the account after four weeks in which nobody missed anything. First look whether scripts, monitors or reports belong to it.',
      ),
    ],
    automatic: false,
    rollback: say(
      'Geben Sie dem Konto seine Benutzerklassen zurück und setzen Sie ein neues Kennwort.',
      'Give the account its user classes back and set a new password.',
    ),
    downtime: say('Keine.', 'None.'),
  },
  references: [upkeepSources.connectwiseAnnouncement],
  mappings: mappingsOf('accounts'),
  judge,
}

function judge(question: Question): readonly Judgement[] {
  const looks = automateLooks(question, 'automate.users')
  const look = looks.find(({ value }) => value.by === 'api')
  if (!look) return [looks.length > 0 ? onlyByDatabase(looks) : automateUnseen(question, 'automate.users')]
  const administrators = administratorsOf(question)
  const at = Date.parse(look.at)
  const found = look.value.users.flatMap((user) => {
    const detail = dormant(user, at)
    if (!detail) return []
    const severity: Severity = administrators.has(user.name) ? 'high' : 'medium'
    return [{ item: `account:${user.name}`, outcome: 'fail' as const, severity, detail, evidence: [look] }]
  })
  const open = untold(look, at)
  const all = [...found, ...open]
  return all.length > 0 ? all : [everyoneCame(look)]
}

function administratorsOf(question: Question): ReadonlySet<string> {
  const known = automateAccounts(question)
  const accounts = known.known ? known.accounts : []
  return new Set(accounts.filter(({ superAdmin }) => superAdmin === true).map(({ user }) => user.name))
}

type User = AutomateUsersFact['users'][number]

function dormant({ name, lastSignIn, locked }: User, at: number): Text | undefined {
  const shown = quotation(name)
  const lockedNow = locked === true ? [say('Es ist zurzeit gesperrt.', 'It is locked at the moment.')] : []
  if (lastSignIn === 'never')
    return joined([
      say(
        `Mit dem Konto ${shown} hat sich noch nie jemand angemeldet.`,
        `Nobody ever signed in with the account ${shown}.`,
      ),
      ...lockedNow,
    ])
  if (lastSignIn === null) return undefined
  const days = Math.floor((at - Date.parse(lastSignIn)) / dayMs)
  if (!(days > dormantDays)) return undefined
  return joined([
    say(
      `Mit dem Konto ${shown} hat sich seit ${days} Tagen niemand angemeldet.`,
      `Nobody has signed in with the account ${shown} for ${days} days.`,
    ),
    ...lockedNow,
  ])
}

/** A sign-in that is not told, is no time, or lies in the future settles nothing. */
function untold(look: Seen<AutomateUsersFact>, at: number): readonly Judgement[] {
  const unclear = look.value.users.filter(({ lastSignIn }) => {
    if (lastSignIn === 'never') return false
    return lastSignIn === null || !(Date.parse(lastSignIn) <= at + dayMs)
  })
  if (unclear.length === 0) return []
  const names = namesInWords(unclear.map(({ name }) => name))
  const evidence: readonly Evidence[] = [look]
  return [
    unknownBecause(
      say(
        `Wann sich diese Konten zuletzt angemeldet haben, ist nicht bekannt: ${names.de}.`,
        `When these accounts last signed in is not known: ${names.en}.`,
      ),
      evidence,
    ),
  ]
}

function everyoneCame(look: Seen<AutomateUsersFact>): Judgement {
  const count = look.value.users.length
  if (count === 0) return unknownBecause(nobodySeen, [look])
  return {
    outcome: 'pass',
    detail: say(
      `Alle ${count} Konten haben sich in den letzten ${dormantDays} Tagen angemeldet.`,
      `All ${count} accounts signed in within the last ${dormantDays} days.`,
    ),
    evidence: [look],
  }
}

const nobodySeen = say(
  'Die Schnittstelle zeigte keine Benutzer; das fragende Konto darf sie vermutlich nicht sehen.',
  'The interface showed no users; the account that asks probably may not see them.',
)
