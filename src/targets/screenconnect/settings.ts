import { say, type Text } from '../../model/text.ts'
import { childrenNamed, valueIn, type XmlDocument, type XmlElement } from '../xml-document.ts'
import type { EditedValue, XmlEdit } from '../xml-edit.ts'
import { configurationOf, locationsAt, refuseAt, sectionIn } from '../xml-section.ts'
import { setKey } from './keys.ts'
import { placeWith } from './places.ts'

type Values = Readonly<Record<string, string>>

/** Values for sessions and tokens in the main `<appSettings>` (screenconnect.md §3.4; the limits are our suggestion). */
export const sessionValues: Values = {
  AccessTokenExpireSeconds: '7200',
  ShouldRevalidateAccessToken: 'true',
  TrustDeviceExpireDays: '7',
  UsePersistentTicketCookie: 'false',
  CookieSameSiteMode: 'Lax',
  InputIdleDisconnectTimeSeconds: '3600',
  AllowPasswordAutoComplete: 'false',
}

/** Seconds after which a page asks for a new sign-in (§3.4). */
export const idleSeconds: Values = { 'Host.aspx': '36000', 'Administration.aspx': '1800' }

/** Limits for failed sign-ins of internal users (§3.3). */
export const lockoutValues: Values = {
  maxInvalidPasswordWindowAttempts: '5',
  passwordAttemptWindow: '10',
  maxInvalidPasswordAbsoluteAttempts: '50',
}

/** Sets keys of the main `<appSettings>`, which is written at the end where the file has none. */
export function editSettings(edit: XmlEdit, values: Values): readonly EditedValue[] {
  const { document } = edit
  const root = configurationOf(document)
  const place = '<appSettings>'
  const settings = sectionIn(document, root, 'appSettings')
  const wanted = Object.entries(values)
  if (wanted.length === 0) return []
  if (settings) return wanted.flatMap(([key, value]) => setKey(edit, settings, { key, value, place }))
  for (const whole of locationsAt(document, ''))
    if (sectionIn(document, whole, 'appSettings')) refuseAt(document, whole, wrapped)
  const children = wanted.map(([key, value]) => ({ name: 'add', attributes: { key, value } }))
  edit.append(root, { name: 'appSettings', children })
  return wanted.map(([key, after]) => ({ place: `${place}, ${key}`, before: null, after }))
}

/** Sets after how many seconds pages ask for a new sign-in, where they say so at all. */
export function editIdle(edit: XmlEdit, pages: Values): readonly EditedValue[] {
  const key = 'MaxLongestTicketReissueIntervalSeconds'
  return Object.entries(pages).flatMap(([page, value]) => {
    const place = placeWith(edit.document, page, key)
    return place ? setKey(edit, place.settings, { key, value, place: `<location path="${place.path}">` }) : []
  })
}

/** The source of internal users, whose rules lock accounts. Refuses two of them. */
export function internalProvider(document: XmlDocument): XmlElement | undefined {
  const providers = sectionIn(document, configurationOf(document), 'system.web', 'membership', 'providers')
  const [first, second] = childrenNamed(providers, 'add').filter((add) =>
    /^([^,]*\.)?InternalMembershipProvider\s*(,|$)/.test(valueIn(add, 'type') ?? ''),
  )
  if (second) refuseAt(document, second, twoProviders)
  return first
}

/** Sets limits at the source of internal users. */
export function editLockout(edit: XmlEdit, provider: XmlElement, values: Values): readonly EditedValue[] {
  return Object.entries(values).flatMap(([name, after]) => {
    const before = valueIn(provider, name) ?? null
    if (before === after) return []
    edit.set(provider, name, after)
    return [{ place: `<membership> <providers> <add>, ${name}`, before, after }]
  })
}

const wrapped: Text = say(
  'Die Einstellungen der ganzen Site stehen in einem <location>; daneben darf kein zweites <appSettings> stehen. Bitte ändern Sie sie von Hand.',
  'The settings of the whole site stand in a <location>; there may be no second <appSettings> beside it. Please change them by hand.',
)
const twoProviders: Text = say(
  'Hier steht eine zweite Quelle für interne Benutzer; welche gilt, ist nicht eindeutig. Bitte entfernen Sie eine und planen Sie neu.',
  'A second source of internal users stands here; which one holds is not clear. Please remove one and plan again.',
)
