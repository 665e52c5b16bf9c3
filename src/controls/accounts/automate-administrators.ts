import type { Severity } from '../../model/outcome.ts'
import { joined, say, type Text } from '../../model/text.ts'
import {
  type AutomateAccount,
  automateAccounts,
  type KnownAccounts,
  namesInWords,
  superAdminInferred,
} from '../automate-accounts.ts'
import type { Control, Judgement, Question } from '../control.ts'
import { mappingsOf } from '../mappings.ts'
import { unknownBecause } from '../open-question.ts'
import { quotation } from '../quotation.ts'
import { upkeepSources } from '../upkeep-sources.ts'

/** More than this are hard to keep an eye on; the number is ours. */
const mostAdministrators = 5

/** Names that belong to no person, in the spellings that installations and habit bring. */
const sharedNames =
  /^(lt|cw)?(admin|administrator|root|support|service|technik|techniker|technician|tech|helpdesk|test|gast|guest|user|benutzer|labtech|automate|msp|it|system|sysadmin|chef|office|buero)\d*$/i

/** Few known persons are Super Admin of Automate (automate.md §5). */
export const automateAdministrators: Control = {
  id: 'accounts.automate-administrators',
  version: 1,
  measure: 'accounts',
  title: say(
    'Nur wenige, bekannte Personen sind Super Admin von Automate',
    'Only few, known persons are Super Admin of Automate',
  ),
  reason: say(
    'Jedes Administratorkonto ist ein Weg zu allen Kunden, und Angreifer legen sich gern ein eigenes an.',
    'Every administrator account is a way to all customers, and attackers like to create one of their own.',
  ),
  looksAt: say(
    'Welche Benutzer über ihre Benutzerklassen das Recht SuperAdmin haben, und wie sie heißen.',
    'Which users have the permission SuperAdmin through their user classes, and what they are called.',
  ),
  servers: ['automate'],
  witnesses: ['inside'],
  severity: 'high',
  maximumAgeDays: 30,
  remedy: {
    summary: say(
      'Geben Sie das Recht Super Admin nur wenigen Personen, jeder über ein eigenes Konto.',
      'Give the permission Super Admin to few persons only, each through an account of their own.',
    ),
    steps: [
      say(
        'Öffnen Sie im Control Center die Benutzerverwaltung (je nach Version System > Users and Contacts) und notieren Sie zu jedem Super Admin die Person.',
        'In the Control Center open the users (System > Users and Contacts, depending on the version) and note the person behind each Super Admin.',
      ),
      say(
        'Legen Sie für jeden Administrator ein eigenes Konto neben dem für die tägliche Arbeit an und prüfen Sie, dass er sich damit anmelden kann.',
        'Create for each administrator an account beside the one for daily work and check that they can sign in with it.',
      ),
      say(
        'Nehmen Sie den gemeinsam benutzten Konten die Benutzerklasse mit Super Admin weg. Stellen Sie vorher sicher, dass kein Dienst sie benutzt.',
        'Take the user class with Super Admin from the shared accounts. First make sure that no service uses them.',
      ),
      say(
        'Zum Nachsehen in der Datenbank: SELECT u.Name, c.Name FROM users u JOIN userclasses c ON FIND_IN_SET(c.ClassID, u.ClientID) WHERE c.Permissions & 1; (dass Bit 0 Super Admin ist, ist erschlossen).',
        'To look it up in the database: SELECT u.Name, c.Name FROM users u JOIN userclasses c ON FIND_IN_SET(c.ClassID, u.ClientID) WHERE c.Permissions & 1; (that bit 0 is Super Admin is inferred).',
      ),
    ],
    automatic: false,
    rollback: say('Geben Sie dem Konto seine Benutzerklasse zurück.', 'Give the account its user class back.'),
    downtime: say('Keine.', 'None.'),
  },
  references: [upkeepSources.connectwiseAnnouncement, upkeepSources.networkHardening],
  mappings: mappingsOf('accounts'),
  judge,
}

function judge(question: Question): readonly Judgement[] {
  const known = automateAccounts(question)
  if (!known.known) return [known.why]
  const { evidence, accounts } = known
  const administrators = accounts.filter(({ superAdmin }) => superAdmin === true)
  const unclear = accounts.filter(({ superAdmin }) => superAdmin === null)
  const found = [...shared(administrators), ...tooMany(administrators)].map((one) => weighed(one, known))
  const open = unclear.length > 0 ? [unknownBecause(notTold(unclear), evidence)] : []
  if (found.length > 0) return [...found, ...open]
  if (open.length > 0) return open
  if (administrators.length === 0) return [unknownBecause(nobody, evidence)]
  const names = namesInWords(administrators.map(({ user }) => user.name))
  return [
    {
      outcome: 'pass',
      detail: joined(noted(known, say(`Super Admin: ${names.de}.`, `Super Admin: ${names.en}.`))),
      evidence,
    },
  ]
}

interface Found {
  readonly item: string
  readonly severity: Severity
  readonly detail: Text
}

/** What is inferred weighs no more than medium. */
function weighed({ item, severity, detail }: Found, known: KnownAccounts): Judgement {
  return {
    item,
    outcome: 'fail',
    severity: known.by === 'sql' ? 'medium' : severity,
    detail: joined(noted(known, detail)),
    evidence: known.evidence,
  }
}

function noted({ by }: KnownAccounts, detail: Text): readonly Text[] {
  return by === 'sql' ? [detail, superAdminInferred] : [detail]
}

function shared(administrators: readonly AutomateAccount[]): readonly Found[] {
  return administrators
    .filter(({ user }) => sharedNames.test(user.name))
    .map(({ user: { name } }) => ({
      item: `account:${name}`,
      severity: 'high',
      detail: say(
        `Das Konto ${quotation(name)} ist Super Admin und heißt nach keiner Person: Wer damit etwas tat, lässt sich nicht sagen.`,
        `The account ${quotation(name)} is Super Admin and is named after no person: nobody can tell who did something with it.`,
      ),
    }))
}

function tooMany(administrators: readonly AutomateAccount[]): readonly Found[] {
  if (administrators.length <= mostAdministrators) return []
  const names = namesInWords(administrators.map(({ user }) => user.name))
  const count = administrators.length
  return [
    {
      item: 'count',
      severity: 'medium',
      detail: say(
        `${count} Konten sind Super Admin: ${names.de}. Mehr als ${mostAdministrators} hat niemand im Blick.`,
        `${count} accounts are Super Admin: ${names.en}. Nobody keeps an eye on more than ${mostAdministrators}.`,
      ),
    },
  ]
}

function notTold(unclear: readonly AutomateAccount[]): Text {
  const names = namesInWords(unclear.map(({ user }) => user.name))
  return say(
    `Die Rechte dieser Konten sind nicht bekannt: ${names.de}.`,
    `The permissions of these accounts are not known: ${names.en}.`,
  )
}

const nobody = say(
  'Kein Konto zeigt sich als Super Admin; das fragende Konto sieht vermutlich nicht alle. Bitte prüfen Sie es im Control Center.',
  'No account shows as Super Admin; the account that asks probably does not see all. Please check it in the Control Center.',
)
