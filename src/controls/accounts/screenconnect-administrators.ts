import { say, type Text } from '../../model/text.ts'
import type { Control, Judgement, Question } from '../control.ts'
import { mappingsOf } from '../mappings.ts'
import { quotation } from '../quotation.ts'
import {
  administratorRoles,
  emptyUserFile,
  internalUsersCount,
  isAdministrator,
  openSources,
} from '../screenconnect-accounts.ts'
import { foundOr, lacking, listed, onEveryFolderWith } from '../screenconnect-folder.ts'
import { screenconnectSources } from '../screenconnect-sources.ts'
import { upkeepSources } from '../upkeep-sources.ts'

/** More than these is no longer few; the number is ours. */
const mostAdministrators = 4

/** Names that belong to nobody in particular, or that the product or a guide suggests. */
const impersonal =
  /^(admin|administrator|administrators|root|sysadmin|superuser|support|service|svc|technik|techniker|technician|tech|helpdesk|help ?desk|info|office|buero|büro|it|edv|user|benutzer|guest|gast|test|demo|temp|screenconnect|connectwise|control|automate|cloudadmin)[\d._-]*$/i

/** Few known persons may administer ScreenConnect (screenconnect.md §3.2). */
export const screenconnectAdministrators: Control = {
  id: 'accounts.screenconnect-administrators',
  version: 1,
  measure: 'accounts',
  title: say(
    'Nur wenige, bekannte Personen verwalten ScreenConnect',
    'Only few, known persons administer ScreenConnect',
  ),
  reason: say(
    'Jedes Administratorkonto ist ein Weg zu allen Kunden. Ein Konto, das sich mehrere teilen, lässt sich niemandem zuordnen.',
    'Every administrator account is a way to all customers. An account that several people share belongs to nobody.',
  ),
  looksAt: say(
    'Die Benutzer in User.xml, deren Rolle in Role.xml das Recht Administer enthält.',
    'The users of User.xml whose role in Role.xml holds the permission Administer.',
  ),
  servers: ['screenconnect'],
  witnesses: ['inside'],
  severity: 'high',
  maximumAgeDays: 30,
  remedy: {
    summary: say(
      'Behalten Sie zwei bis vier Administratoren mit persönlichen Konten.',
      'Keep two to four administrators with personal accounts.',
    ),
    steps: [
      say(
        'Öffnen Sie Administration > Security und geben Sie jedem Administrator ein eigenes Konto mit seinem Namen, neben dem für die tägliche Arbeit.',
        'Open Administration > Security and give each administrator an account with their own name, beside the one for daily work.',
      ),
      say(
        'Melden Sie sich mit dem neuen Konto an, bevor Sie das gemeinsame löschen; Kennwort und zweiten Faktor sollten danach nur noch eine Person kennen.',
        'Sign in with the new account before you delete the shared one; password and second factor should then be known to one person only.',
      ),
      say(
        'Nehmen Sie allen anderen die Rolle mit dem Recht Administer; welche Rolle das ist, sagt nicht ihr Name, sondern die Liste ihrer Rechte.',
        'Take the role with the permission Administer away from everybody else; not its name but the list of its permissions tells which role that is.',
      ),
    ],
    automatic: false,
    rollback: say('Geben Sie die Rolle im selben Fenster zurück.', 'Give the role back in the same window.'),
    downtime: say('Keine.', 'None.'),
  },
  references: [upkeepSources.connectwiseAnnouncement, screenconnectSources.apiModule],
  mappings: mappingsOf('accounts'),
  judge,
}

function judge(question: Question): readonly Judgement[] {
  return onEveryFolderWith(question, 'screenconnect.users', (piece, folder) => {
    const roles = folder.seen('screenconnect.roles')
    if (!roles) return [lacking(folder, 'screenconnect.roles')]
    const mighty = administratorRoles(roles.value)
    const evidence = [piece, roles]
    const users = internalUsersCount(folder) ? piece.value.users : []
    const names = users.filter((user) => user.approved && isAdministrator(user, mighty)).map(({ name }) => name)
    const who = listed(names)
    const found: Judgement[] = [
      ...(names.length > mostAdministrators
        ? [{ item: 'number', outcome: 'fail' as const, severity: 'medium' as const, detail: tooMany(names), evidence }]
        : []),
      ...names.filter((name) => impersonal.test(name)).map((name) => shared(name, evidence)),
      ...emptyUserFile(piece, folder),
      ...openSources(folder, inTheDirectory),
    ]
    const detail =
      names.length === 0
        ? say('Kein interner Benutzer ist Administrator.', 'No internal user is an administrator.')
        : say(`Administratoren sind: ${who.de}.`, `Administrators are: ${who.en}.`)
    return foundOr(found, { detail, evidence })
  })
}

function tooMany(names: readonly string[]): Text {
  const who = listed(names, 10)
  return say(
    `${names.length} Benutzer sind Administratoren (${who.de}); üblich sind höchstens ${mostAdministrators}.`,
    `${names.length} users are administrators (${who.en}); usual are at most ${mostAdministrators}.`,
  )
}

function shared(given: string, evidence: Judgement['evidence']): Judgement {
  const name = quotation(given)
  return {
    item: given,
    outcome: 'fail',
    severity: 'medium',
    title: say(
      `Das Administratorkonto ${name} gehört keiner Person`,
      `The administrator account ${name} is nobody's own`,
    ),
    detail: say(
      `„${name}“ ist Administrator und klingt nicht nach einer Person. Solche Namen raten Angreifer zuerst.`,
      `"${name}" is an administrator and does not sound like a person. Attackers try such names first.`,
    ),
    evidence,
  }
}

const inTheDirectory: Text = say(
  'Wer dort die Rolle eines Administrators hat, steht nicht in User.xml; bitte prüfen Sie es dort.',
  'Who has the role of an administrator there does not stand in User.xml; please check it there.',
)
