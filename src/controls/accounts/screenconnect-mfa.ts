import type { UserAccount } from '../../evidence/screenconnect/facts.ts'
import type { Evidence } from '../../model/evidence.ts'
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
import { foundOr, listed, onEveryFolderWith, type ScreenConnectFolder, unreadIn } from '../screenconnect-folder.ts'
import { screenconnectSources } from '../screenconnect-sources.ts'
import { upkeepSources } from '../upkeep-sources.ts'

/** Everyone signs in to ScreenConnect with a second factor, and the pages demand it (screenconnect.md §3.1, §3.4). */
export const screenconnectSecondFactor: Control = {
  id: 'accounts.screenconnect-mfa',
  version: 1,
  measure: 'accounts',
  title: say(
    'Alle Benutzer von ScreenConnect melden sich mit zweitem Faktor an',
    'All users of ScreenConnect sign in with a second factor',
  ),
  reason: say(
    'Ein erratenes oder gestohlenes Kennwort öffnet sonst jeden Rechner der Kunden.',
    'Otherwise one guessed or stolen password opens every machine of the customers.',
  ),
  looksAt: say(
    'Ob in User.xml bei jedem Benutzer ein zweiter Faktor eingetragen ist (nie welcher Wert), und MinAuthenticationFactorCount in web.config.',
    'Whether User.xml has a second factor for each user (never its value), and MinAuthenticationFactorCount in web.config.',
  ),
  servers: ['screenconnect'],
  witnesses: ['inside'],
  severity: 'critical',
  maximumAgeDays: 30,
  remedy: {
    summary: say(
      'Richten Sie für jeden Benutzer einen zweiten Faktor ein, am besten eine Authenticator-App.',
      'Set up a second factor for every user, best an authenticator app.',
    ),
    steps: [
      say(
        'Öffnen Sie Administration > Security, bearbeiten Sie jeden genannten Benutzer und tragen Sie unter OTP den zweiten Faktor ein. Ein leeres Feld heißt: keiner.',
        'Open Administration > Security, edit each named user and enter the second factor under OTP. An empty field means none.',
      ),
      say(
        'Codes per E-Mail sind nur so sicher wie das Postfach; stellen Sie sie auf eine Authenticator-App um.',
        'Codes by e-mail are only as safe as the mailbox; change them to an authenticator app.',
      ),
      say(
        'Setzen Sie danach in web.config MinAuthenticationFactorCount für Host.aspx und Administration.aspx auf 2. Der Schlüssel ist an einer Installation beobachtet, nicht vom Hersteller belegt: Probieren Sie es mit einem zweiten angemeldeten Administrator aus, und setzen Sie ihn nicht für Services, sonst sperren Sie womöglich alle aus.',
        'Then set MinAuthenticationFactorCount in web.config to 2 for Host.aspx and Administration.aspx. The key was observed on one installation and is not documented by the vendor: try it with a second administrator signed in, and do not set it for Services, or you may lock everyone out.',
      ),
      say(
        'Kommen Benutzer aus einem Verzeichnis oder über Single Sign-on, verlangen Sie den zweiten Faktor dort.',
        'If users come from a directory or through single sign-on, require the second factor there.',
      ),
    ],
    automatic: false,
    rollback: say(
      'Spielen Sie die gesicherte web.config zurück; den zweiten Faktor eines Benutzers löscht ein Administrator im selben Fenster.',
      'Put the saved web.config back; an administrator clears the second factor of a user in the same window.',
    ),
    downtime: say(
      'Keine für Benutzer; das Speichern der web.config startet die Weboberfläche neu (Sekunden).',
      'None for users; saving web.config restarts the web interface (seconds).',
    ),
  },
  references: [upkeepSources.connectwiseAnnouncement, screenconnectSources.apiModule],
  mappings: mappingsOf('accounts'),
  judge,
}

function judge(question: Question): readonly Judgement[] {
  return onEveryFolderWith(question, 'screenconnect.users', (piece, folder) => {
    const users = internalUsersCount(folder) ? piece.value.users.filter(({ approved }) => approved) : []
    const roles = folder.seen('screenconnect.roles')
    const evidence = roles ? [piece, roles] : [piece]
    const administrators = roles && administratorRoles(roles.value)
    const bare = users.filter(({ secondFactor }) => secondFactor === 'none')
    const found = [
      ...bare.map((user) => withoutFactor(user, administrators, evidence)),
      ...byMail(users, piece),
      ...undemanded(folder),
      ...emptyUserFile(piece, folder),
      ...unreadIn(folder, 'screenconnect.lists'),
      ...openSources(folder, elsewhere),
    ]
    const detail = say(
      `Alle internen Benutzer (${users.length}) haben einen zweiten Faktor.`,
      `All internal users (${users.length}) have a second factor.`,
    )
    return foundOr(found, { detail, evidence })
  })
}

function withoutFactor(
  user: UserAccount,
  administrators: ReadonlySet<string> | undefined,
  evidence: readonly Evidence[],
): Judgement {
  const name = quotation(user.name)
  const isMighty = administrators === undefined || isAdministrator(user, administrators)
  const might = administrators && isMighty ? say(', ein Administrator,', ', an administrator,') : say('', '')
  return {
    item: user.name,
    outcome: 'fail',
    severity: isMighty ? 'critical' : 'high',
    title: say(`${name} meldet sich ohne zweiten Faktor an`, `${name} signs in without a second factor`),
    detail: say(`„${name}“${might.de} hat keinen zweiten Faktor.`, `"${name}"${might.en} has no second factor.`),
    evidence,
  }
}

function byMail(users: readonly UserAccount[], piece: Evidence): readonly Judgement[] {
  const names = users.filter(({ secondFactor }) => secondFactor === 'mail').map(({ name }) => name)
  if (names.length === 0) return []
  const who = listed(names)
  const detail = say(
    `Den Code per E-Mail bekommen: ${who.de}. Wer das Postfach hat, hat auch den zweiten Faktor.`,
    `These get their code by e-mail: ${who.en}. Whoever has the mailbox has the second factor too.`,
  )
  return [{ item: 'e-mail', outcome: 'fail', severity: 'low', detail, evidence: [piece] }]
}

/** Without it a user whose second factor was removed gets in all the same. */
function undemanded(folder: ScreenConnectFolder): readonly Judgement[] {
  const lists = folder.seen('screenconnect.lists')
  return ['Host.aspx', 'Administration.aspx'].flatMap((page): Judgement[] => {
    const place = lists?.value.places.find(({ path }) => path.toLowerCase() === page.toLowerCase())
    if (!lists || !place || place.factors === null || place.factors >= 2) return []
    const detail = say(
      `web.config verlangt für ${page} keinen zweiten Faktor (MinAuthenticationFactorCount ist ${place.factors}, gewünscht 2; der Schlüssel ist nicht vom Hersteller belegt).`,
      `web.config does not demand a second factor for ${page} (MinAuthenticationFactorCount is ${place.factors}, wanted 2; the key is not documented by the vendor).`,
    )
    return [{ item: page, outcome: 'fail', severity: 'medium', detail, evidence: [lists] }]
  })
}

const elsewhere: Text = say(
  'Ob sie einen zweiten Faktor brauchen, entscheidet diese Quelle; bitte prüfen Sie es dort.',
  'Whether they need a second factor is decided there; please check it at that source.',
)
