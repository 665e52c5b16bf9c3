import type { UserAccount } from '../../evidence/screenconnect/facts.ts'
import { say, type Text } from '../../model/text.ts'
import type { Control, Judgement, Question } from '../control.ts'
import { mappingsOf } from '../mappings.ts'
import { unknownBecause } from '../open-question.ts'
import { quotation } from '../quotation.ts'
import { emptyUserFile, internalUsersCount, openSources } from '../screenconnect-accounts.ts'
import { foundOr, onEveryFolderWith, type ScreenConnectFolder } from '../screenconnect-folder.ts'
import { screenconnectSources } from '../screenconnect-sources.ts'
import { upkeepSources } from '../upkeep-sources.ts'

const dayMs = 86_400_000
const longestAbsenceDays = 90
/** A new account may wait for its first sign-in that long. */
const longestWaitDays = 30

/** No account of ScreenConnect is left over from somebody who is gone (screenconnect.md §3.1, §3.5). */
export const screenconnectDormant: Control = {
  id: 'accounts.screenconnect-dormant',
  version: 1,
  measure: 'accounts',
  title: say('Kein Konto in ScreenConnect ist verwaist', 'No account of ScreenConnect is dormant'),
  reason: say(
    'Konten ausgeschiedener Mitarbeiter und früherer Dienstleister bemerkt niemand, wenn sie missbraucht werden.',
    'Nobody notices when accounts of former staff and former service providers are abused.',
  ),
  looksAt: say(
    'LastLoginDate und LastActivityDate in User.xml und die gelungenen Anmeldungen in Security.db.',
    'LastLoginDate and LastActivityDate in User.xml and the successful sign-ins in Security.db.',
  ),
  servers: ['screenconnect'],
  witnesses: ['inside'],
  severity: 'medium',
  maximumAgeDays: 30,
  remedy: {
    summary: say(
      'Sperren Sie Konten, mit denen sich 90 Tage niemand angemeldet hat.',
      'Block accounts with which nobody has signed in for 90 days.',
    ),
    steps: [
      say(
        'Fragen Sie nach, ob die genannten Personen noch für Sie arbeiten.',
        'Ask whether the named persons still work for you.',
      ),
      say(
        'Öffnen Sie Administration > Security und löschen Sie Konten, die niemand mehr braucht; wer länger fehlt, bekommt ein neues Kennwort, wenn er zurückkommt.',
        'Open Administration > Security and delete accounts that nobody needs; whoever is away for long gets a new password when they come back.',
      ),
      say(
        'Beenden Sie unter Administration > Security auch offene Anmeldungen und Host-Pässe dieser Konten („Revoke Access“).',
        'Under Administration > Security also end open sign-ins and host passes of these accounts ("Revoke Access").',
      ),
    ],
    automatic: false,
    rollback: say('Legen Sie das Konto neu an.', 'Create the account again.'),
    downtime: say('Keine.', 'None.'),
  },
  references: [upkeepSources.connectwiseAnnouncement, screenconnectSources.apiModule],
  mappings: mappingsOf('accounts'),
  judge,
}

function judge(question: Question): readonly Judgement[] {
  return onEveryFolderWith(question, 'screenconnect.users', (piece, folder) => {
    const log = folder.seen('screenconnect.security-log')
    const evidence = log ? [piece, log] : [piece]
    const users = internalUsersCount(folder) ? piece.value.users.filter(({ approved }) => approved) : []
    const found = [
      ...users.flatMap((user) => {
        const absence = absenceOf(user, lastSeen(user, folder), question.now)
        return absence ? [{ item: user.name, evidence, ...absence }] : []
      }),
      ...emptyUserFile(piece, folder),
      ...openSources(folder, inTheDirectory),
    ]
    const detail = say(
      `Mit jedem Konto (${users.length}) hat sich in ${longestAbsenceDays} Tagen jemand angemeldet.`,
      `Somebody signed in with every account (${users.length}) within ${longestAbsenceDays} days.`,
    )
    return foundOr(found, { detail, evidence })
  })
}

function lastSeen({ name, lastLogin, lastActivity }: UserAccount, folder: ScreenConnectFolder): string | undefined {
  const log = folder.seen('screenconnect.security-log')?.value.users.find((user) => user.name === name)
  return [lastLogin, lastActivity, log?.lastSuccess ?? null]
    .filter((moment) => moment !== null)
    .sort()
    .at(-1)
}

function absenceOf(
  user: UserAccount,
  seen: string | undefined,
  now: number,
): Pick<Judgement, 'outcome' | 'detail'> | undefined {
  const name = quotation(user.name)
  const days = (moment: string): number => Math.floor((now - Date.parse(moment)) / dayMs)
  if (seen !== undefined) {
    const since = seen.slice(0, 10)
    if (days(seen) <= longestAbsenceDays) return
    const detail = say(`„${name}“ meldete sich zuletzt am ${since} an.`, `"${name}" last signed in on ${since}.`)
    return { outcome: 'fail', detail }
  }
  if (user.created === null) {
    const { outcome, detail } = unknownBecause(noDates(name), [])
    return { outcome, detail }
  }
  if (days(user.created) <= longestWaitDays) return
  const since = user.created.slice(0, 10)
  return {
    outcome: 'fail',
    detail: say(
      `„${name}“ gibt es seit ${since}, und nie hat sich jemand damit angemeldet.`,
      `"${name}" has existed since ${since}, and nobody has ever signed in with it.`,
    ),
  }
}

function noDates(name: string): Text {
  return say(
    `Bei „${name}“ steht weder, wann das Konto angelegt wurde, noch, wann es zuletzt benutzt wurde. Bitte fragen Sie nach.`,
    `For "${name}" it is not written when the account was created or last used. Please ask.`,
  )
}

const inTheDirectory: Text = say(
  'Ob dort Konten verwaist sind, zeigt diese Quelle; bitte prüfen Sie es dort.',
  'Whether accounts are dormant there is shown by that source; please check it there.',
)
