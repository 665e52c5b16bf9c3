import type { RolesFact, SettingsFact, UserAccount, UserSource, UsersFact } from '../evidence/screenconnect/facts.ts'
import type { Seen } from '../model/evidence.ts'
import { say, type Text } from '../model/text.ts'
import type { Judgement } from './control.ts'
import { unknownBecause } from './open-question.ts'
import { quotation } from './quotation.ts'
import { lacking, type ScreenConnectFolder } from './screenconnect-folder.ts'

/** Names of the roles that may administer; the name of a role says nothing (screenconnect.md §3.2). */
export function administratorRoles({ roles }: RolesFact): ReadonlySet<string> {
  return new Set(
    roles
      .filter(({ permissions }) => permissions.some(({ name, allowed }) => name === 'Administer' && allowed))
      .map(({ name }) => name),
  )
}

export function isAdministrator({ roles }: UserAccount, administrators: ReadonlySet<string>): boolean {
  return roles.some((role) => administrators.has(role))
}

/** Sources of users that do not stand in User.xml: their accounts are kept, and their rules set, somewhere else. */
function otherSources({ userSources }: SettingsFact): readonly UserSource[] {
  return userSources.filter(({ enabled, kind }) => enabled && kind !== 'Internal')
}

/** The source whose users stand in User.xml. */
export function internalSource({ userSources }: SettingsFact): UserSource | undefined {
  return userSources.find(({ kind }) => kind === 'Internal')
}

/**
 * Whether users of User.xml can sign in at all: not if their source is switched off. Without web.config they count as
 * if they could.
 */
export function internalUsersCount(folder: ScreenConnectFolder): boolean {
  const settings = folder.seen('screenconnect.settings')
  return (settings && internalSource(settings.value)?.enabled) ?? true
}

/** One `unknown` for each other source, or for a web.config that does not tell: what User.xml shows is then not all. */
export function openSources(folder: ScreenConnectFolder, question: Text): readonly Judgement[] {
  const settings = folder.seen('screenconnect.settings')
  if (!settings) return [{ item: 'web.config', ...lacking(folder, 'screenconnect.settings') }]
  return otherSources(settings.value).map(({ name, kind }) => {
    const detail = say(
      `Benutzer kommen auch aus „${quotation(name)}“ (${quotation(kind)}). ${question.de}`,
      `Users also come from "${quotation(name)}" (${quotation(kind)}). ${question.en}`,
    )
    return { item: name, ...unknownBecause(detail, [settings]) }
  })
}

/** `unknown` if a file of users names nobody although internal users count: then nobody was looked at. */
export function emptyUserFile(piece: Seen<UsersFact>, folder: ScreenConnectFolder): readonly Judgement[] {
  if (piece.value.users.length > 0 || !internalUsersCount(folder)) return []
  return [unknownBecause(nobodyNamed, [piece])]
}

const nobodyNamed: Text = say(
  'User.xml nennt keinen Benutzer. Bitte sehen Sie unter Administration > Security nach und erheben Sie die Belege neu.',
  'User.xml names no user. Please look at Administration > Security and collect the evidence again.',
)
