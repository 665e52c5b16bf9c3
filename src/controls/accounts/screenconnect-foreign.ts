import type { UserAccount } from '../../evidence/screenconnect/facts.ts'
import type { Evidence } from '../../model/evidence.ts'
import { say, type Text } from '../../model/text.ts'
import type { Control, Judgement, Question } from '../control.ts'
import { mappingsOf } from '../mappings.ts'
import { quotation } from '../quotation.ts'
import { administratorRoles, emptyUserFile, isAdministrator } from '../screenconnect-accounts.ts'
import { foundOr, onEveryFolderWith, unreadIn } from '../screenconnect-folder.ts'
import { screenconnectSources } from '../screenconnect-sources.ts'
import { upkeepSources } from '../upkeep-sources.ts'

const dayMs = 86_400_000
const newDays = 30

/** No account looks as if an attacker had created it (screenconnect.md §3.1, §7.2 H4). The signs are weak, each by itself. */
export const screenconnectForeign: Control = {
  id: 'accounts.screenconnect-foreign',
  version: 1,
  measure: 'accounts',
  title: say('Kein Konto in ScreenConnect wirkt fremd', 'No account of ScreenConnect looks foreign'),
  reason: say(
    'Angreifer legten sich über den Einrichtungsassistenten eigene Administratoren an und behielten sie nach dem Update.',
    'Attackers created administrators of their own through the setup wizard and kept them after the upgrade.',
  ),
  looksAt: say(
    'In User.xml: die Form der Einträge, wann sie angelegt wurden, und die Domäne ihrer E-Mail-Adresse.',
    'In User.xml: the form of the records, when they were created, and the domain of their e-mail address.',
  ),
  servers: ['screenconnect'],
  witnesses: ['inside'],
  severity: 'high',
  maximumAgeDays: 7,
  remedy: {
    summary: say(
      'Klären Sie, wer diese Konten angelegt hat; kennt sie niemand, behandeln Sie den Server als übernommen.',
      'Find out who created these accounts; if nobody knows them, treat the server as taken over.',
    ),
    steps: [
      say(
        'Sichern Sie zuerst User.xml, Session.db, Security.db und das Ereignisprotokoll „Anwendung“: Sie sind Beweismittel.',
        'First save User.xml, Session.db, Security.db and the event log "Application": they are evidence.',
      ),
      say(
        'Fragen Sie alle, die Konten anlegen dürfen, nach den genannten. Administration > Audit zeigt, was mit ihnen geschah.',
        'Ask everybody who may create accounts about the named ones. Administration > Audit shows what was done with them.',
      ),
      say(
        'Kennt sie niemand: Trennen Sie den Server vom Internet, löschen Sie die Konten, beenden Sie alle Anmeldungen („Revoke Access“), erneuern Sie Kennwörter und Schlüssel, und holen Sie Hilfe, bevor Sie ihn wieder öffnen.',
        'If nobody knows them: disconnect the server from the internet, delete the accounts, end all sign-ins ("Revoke Access"), renew passwords and keys, and get help before you open it again.',
      ),
      say(
        'Gehört ein Konto zu Ihnen, nehmen Sie es mit einer Ausnahme in der Richtlinie aus.',
        'If an account is yours, accept it by an exception in the policy.',
      ),
    ],
    automatic: false,
    rollback: say(
      'Legen Sie ein zu Unrecht gelöschtes Konto neu an.',
      'Create an account again that was deleted wrongly.',
    ),
    downtime: say('Bei Verdacht: bis der Server geprüft ist.', 'On suspicion: until the server has been examined.'),
  },
  references: [upkeepSources.setupBulletin, screenconnectSources.hunting],
  mappings: mappingsOf('accounts'),
  judge,
}

function judge(question: Question): readonly Judgement[] {
  return onEveryFolderWith(question, 'screenconnect.users', (piece, folder) => {
    const { users } = piece.value
    const roles = folder.seen('screenconnect.roles')
    const evidence = roles ? [piece, roles] : [piece]
    const mighty = roles ? administratorRoles(roles.value) : new Set<string>()
    const found = [
      ...users.flatMap((user) => {
        const signs = signsOf(user, { users, mighty, now: question.now })
        return signs.length > 0 ? [suspicious(user, signs, evidence)] : []
      }),
      ...unreadIn(folder, 'screenconnect.roles'),
      ...emptyUserFile(piece, folder),
    ]
    const detail = say(
      `Kein interner Benutzer (${users.length}) trägt Zeichen eines Eindringlings. Ob Sie alle kennen, wissen nur Sie.`,
      `No internal user (${users.length}) shows signs of an intruder. Whether you know them all only you can tell.`,
    )
    return foundOr(found, { detail, evidence })
  })
}

function signsOf(
  user: UserAccount,
  known: { readonly users: readonly UserAccount[]; readonly mighty: ReadonlySet<string>; readonly now: number },
): readonly Text[] {
  const { users, mighty, now } = known
  const isNew = user.created !== null && now - Date.parse(user.created) <= newDays * dayMs
  const signs: readonly (readonly [boolean, Text])[] = [
    [user.wizardForm && !isFirst(user, users), wizard],
    [isNew && users.length === 1, alone],
    [isNew && isAdministrator(user, mighty), newAdministrator],
    [isStrangerByMail(user, users), foreignMail(user)],
  ]
  return signs.filter(([shows]) => shows).map(([, sign]) => sign)
}

/** The very first account is the one that the setup made. */
function isFirst(user: UserAccount, users: readonly UserAccount[]): boolean {
  const made = ({ created }: UserAccount): string => created ?? '9'
  return users.every((other) => made(user) <= made(other))
}

/** A domain that nobody else has, where all the others share one. */
function isStrangerByMail(user: UserAccount, users: readonly UserAccount[]): boolean {
  const others = users.filter((other) => other !== user).flatMap(({ mailDomain }) => mailDomain ?? [])
  return (
    user.mailDomain !== null && others.length > 1 && new Set(others).size === 1 && !others.includes(user.mailDomain)
  )
}

function suspicious(user: UserAccount, signs: readonly Text[], evidence: readonly Evidence[]): Judgement {
  const name = quotation(user.name)
  const why = (language: 'de' | 'en'): string => signs.map((sign) => sign[language]).join('; ')
  const weak = say(
    'Jedes dieser Zeichen ist für sich schwach; bitte klären Sie es.',
    'Each of these signs is weak by itself; please find out.',
  )
  return {
    item: user.name,
    outcome: 'fail',
    severity: signs.length > 1 ? 'high' : 'medium',
    title: say(`Ist ${name} eines Ihrer Konten?`, `Is ${name} one of your accounts?`),
    detail: say(`„${name}“: ${why('de')}. ${weak.de}`, `"${name}": ${why('en')}. ${weak.en}`),
    evidence,
  }
}

const wizard: Text = say(
  'der Eintrag hat die Form, die der Einrichtungsassistent schreibt, ist aber nicht der erste',
  'the record has the form that the setup wizard writes, but is not the first one',
)
const alone: Text = say(
  'es ist das einzige Konto und neu, wie nach einem Angriff über den Einrichtungsassistenten',
  'it is the only account and new, as after an attack through the setup wizard',
)
const newAdministrator: Text = say(
  `ein Administrator, der keine ${newDays} Tage alt ist`,
  `an administrator less than ${newDays} days old`,
)

function foreignMail({ mailDomain }: UserAccount): Text {
  const domain = quotation(mailDomain ?? '')
  return say(
    `die E-Mail-Adresse gehört zu ${domain}, alle anderen zu einer gemeinsamen Domäne`,
    `the e-mail address belongs to ${domain}, all others to one domain`,
  )
}
