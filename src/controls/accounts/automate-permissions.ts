import type { AutomateUserClass } from '../../evidence/automate/facts.ts'
import { say, type Text } from '../../model/text.ts'
import { type AutomateAccount, automateAccounts, namesInWords } from '../automate-accounts.ts'
import { onlyByDatabase } from '../automate-look.ts'
import { dangerousAmong, dangerousPermissions } from '../automate-permissions.ts'
import type { Control, Judgement, Question } from '../control.ts'
import { mappingsOf } from '../mappings.ts'
import { unknownBecause } from '../open-question.ts'
import { quotation } from '../quotation.ts'
import { upkeepSources } from '../upkeep-sources.ts'

/** User classes of Automate hold few of the dangerous permissions (automate.md §5; the rating is ours). */
export const automatePermissions: Control = {
  id: 'accounts.automate-permissions',
  version: 1,
  measure: 'accounts',
  title: say(
    'Benutzerklassen von Automate enthalten keine unnötig gefährlichen Rechte',
    'User classes of Automate hold no needlessly dangerous permissions',
  ),
  reason: say(
    'Rechte wie Database Execute oder Kennwörter anzeigen machen aus einem kleinen Konto ein großes.',
    'Permissions such as Database Execute or showing passwords turn a small account into a big one.',
  ),
  looksAt: say(
    'Die Rechte jeder Benutzerklasse ohne Super Admin, der jemand angehört, aus GET /UserClasses.',
    'The permissions of each user class without Super Admin that somebody belongs to, from GET /UserClasses.',
  ),
  servers: ['automate'],
  witnesses: ['inside'],
  severity: 'medium',
  maximumAgeDays: 30,
  remedy: {
    summary: say(
      'Nehmen Sie jeder Benutzerklasse, was sie nicht täglich braucht.',
      'Take from each user class what it does not need every day.',
    ),
    steps: [
      say(
        'Öffnen Sie im Control Center die Benutzerklassen (je nach Version System > Users and Contacts > User Classes) und machen Sie von den Rechten jeder genannten Klasse ein Bildschirmfoto.',
        'In the Control Center open the user classes (System > Users and Contacts > User Classes, depending on the version) and take a screenshot of the permissions of each class named here.',
      ),
      say(
        'Nehmen Sie die genannten Rechte weg. Wer eines davon selten braucht, bekommt dafür ein eigenes Administratorkonto.',
        'Take the permissions named here away. Who rarely needs one of them gets an administrator account of their own for it.',
      ),
      say(
        'Sehen Sie eine Woche lang nach, ob den Technikern oder einer Schnittstelle etwas fehlt.',
        'Watch for a week whether the technicians or an integration miss something.',
      ),
    ],
    automatic: false,
    rollback: say(
      'Setzen Sie die Rechte nach dem Bildschirmfoto wieder.',
      'Set the permissions again by the screenshot.',
    ),
    downtime: say('Keine; angemeldete Benutzer melden sich neu an.', 'None; users who are signed in sign in again.'),
  },
  references: [upkeepSources.automateLeastPrivilege, upkeepSources.networkHardening],
  mappings: mappingsOf('accounts'),
  judge,
}

function judge(question: Question): readonly Judgement[] {
  const known = automateAccounts(question)
  if (!known.known) return [known.why]
  const { evidence, accounts, classes } = known
  if (known.by === 'sql') return [onlyByDatabase(evidence)]
  const asked = classes.filter((one) => one.superAdmin !== true && (isUsed(one, accounts) || isOpen(accounts)))
  const judged = asked.flatMap((one) => aboutClass(one, membersOf(one, accounts)))
  if (judged.length > 0) return judged.map((judgement) => ({ ...judgement, evidence }))
  if (classes.length === 0) return [unknownBecause(noClasses, evidence)]
  return [{ outcome: 'pass', detail: nothingDangerous(asked), evidence }]
}

function membersOf({ id }: AutomateUserClass, accounts: readonly AutomateAccount[]): readonly string[] {
  return accounts.filter(({ user }) => user.classes?.includes(id)).map(({ user }) => user.name)
}

function isUsed(one: AutomateUserClass, accounts: readonly AutomateAccount[]): boolean {
  return membersOf(one, accounts).length > 0
}

/** Where the classes of somebody are not told, every class may have members. */
function isOpen(accounts: readonly AutomateAccount[]): boolean {
  return accounts.some(({ user }) => user.classes === null)
}

function aboutClass(
  { name, permissions }: AutomateUserClass,
  members: readonly string[],
): readonly Omit<Judgement, 'evidence'>[] {
  const item = `class:${name}`
  const shown = quotation(name)
  if (permissions === null)
    return [
      {
        item,
        outcome: 'unknown',
        detail: say(
          `Die Rechte der Benutzerklasse ${shown} nannte die Schnittstelle nicht.`,
          `The interface did not tell the permissions of the user class ${shown}.`,
        ),
      },
    ]
  const dangerous = dangerousAmong(permissions)
  const [gravest] = dangerous
  if (gravest === undefined) return []
  const severity = dangerousPermissions.get(gravest) ?? 'medium'
  return [{ item, outcome: 'fail', severity, detail: tooMuch(shown, dangerous.join(', '), namesInWords(members)) }]
}

function tooMuch(name: string, permissions: string, members: Text): Text {
  return say(
    `Die Benutzerklasse ${name} hat gefährliche Rechte: ${permissions}. Ihr gehören an: ${members.de || 'nicht bekannt'}.`,
    `The user class ${name} has dangerous permissions: ${permissions}. Its members: ${members.en || 'not known'}.`,
  )
}

function nothingDangerous(asked: readonly AutomateUserClass[]): Text {
  const count = asked.length
  return say(
    `Keine benutzte Benutzerklasse ohne Super Admin (${count}) enthält ein gefährliches Recht.`,
    `No user class in use without Super Admin (${count}) holds a dangerous permission.`,
  )
}

const noClasses = say(
  'Die Schnittstelle zeigte keine Benutzerklassen; das fragende Konto darf sie vermutlich nicht sehen.',
  'The interface showed no user classes; the account that asks probably may not see them.',
)
