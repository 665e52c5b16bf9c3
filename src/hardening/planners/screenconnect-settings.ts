import { screenconnectLockout } from '../../controls/accounts/screenconnect-lockout.ts'
import { screenconnectSessions } from '../../controls/accounts/screenconnect-sessions.ts'
import type { Finding } from '../../model/assessment.ts'
import {
  editIdle,
  editLockout,
  editSettings,
  idleSeconds,
  internalProvider,
  lockoutValues,
  sessionValues,
} from '../../targets/screenconnect/settings.ts'
import { readXmlDocument, valueIn } from '../../targets/xml-document.ts'
import { type EditedValue, XmlEdit } from '../../targets/xml-edit.ts'
import type { Change } from '../change.ts'
import type { Asked, Planned } from '../planner.ts'
import { leftBecause } from './configuration-file.ts'
import { fileStep, shownValues } from './file-step.ts'
import {
  absent,
  asWanted,
  noLimits,
  personDecides,
  settingsAffected,
  settingsTitle,
  webDowntime,
} from './screenconnect-words.ts'

/** What the settings become, and the whole file after it. */
interface SettingsPlan {
  readonly planned: Planned
  readonly after: Buffer
}

/** One change for locking and for sessions together: each saving of `web.config` restarts the web interface. */
export function planSettings(asked: Asked, path: string, bytes: Buffer): SettingsPlan {
  const edit = new XmlEdit(readXmlDocument(bytes))
  const sessions = asked.findings.filter(({ control }) => control === screenconnectSessions.id)
  const lockout = asked.findings.filter(({ control }) => control === screenconnectLockout.id)
  const provider = lockout.length > 0 ? internalProvider(edit.document) : undefined
  const hasLimits =
    provider !== undefined && Object.keys(lockoutValues).some((name) => valueIn(provider, name) !== undefined)
  const edited = [
    ...editSettings(edit, wanted(sessions, sessionValues)),
    ...editIdle(edit, wanted(sessions, idleSeconds)),
    ...(hasLimits ? editLockout(edit, provider, wanted(lockout, lockoutValues)) : []),
  ]
  const answered = asked.findings.filter((finding) => changes(finding, edited))
  const rest = asked.findings.filter((finding) => !answered.includes(finding))
  const left = rest.flatMap((finding) => leftBecause([finding], reasonFor(finding, hasLimits)))
  if (edited.length === 0) return { planned: { changes: [], left }, after: bytes }
  const { step, after } = fileStep(path, bytes, edit)
  return { planned: { changes: [changeOf(asked, answered, { step, edited })], left }, after }
}

const known = { ...sessionValues, ...idleSeconds, ...lockoutValues }

/** The values of the findings' items. */
function wanted(
  findings: readonly Finding[],
  values: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const items = findings.map(({ item }) => item)
  return Object.fromEntries(Object.entries(values).filter(([name]) => items.includes(name)))
}

/** A page is edited as `<location path="Host.aspx">, MaxLongest…`, everything else under its own name. */
function changes({ item }: Finding, edited: readonly EditedValue[]): boolean {
  if (item === undefined) return false
  const isPage = Object.hasOwn(idleSeconds, item)
  return edited.some(({ place }) =>
    isPage ? place.toLowerCase().includes(`"${item.toLowerCase()}"`) : place.endsWith(`, ${item}`),
  )
}

function reasonFor({ control, item }: Finding, hasLimits: boolean): Planned['left'][number]['reason'] {
  if (item === undefined || !Object.hasOwn(known, item)) return personDecides
  return control === screenconnectLockout.id && !hasLimits ? noLimits : asWanted
}

function changeOf(
  { language }: Asked,
  answered: readonly Finding[],
  { step, edited }: { readonly step: Change['steps'][number]; readonly edited: readonly EditedValue[] },
): Change {
  const verify = [screenconnectLockout.id, screenconnectSessions.id].flatMap((control) => {
    const findings = answered.filter((finding) => finding.control === control).map(({ id }) => id)
    return findings.length > 0 ? [{ control, subject: 'screenconnect' as const, findings }] : []
  })
  return {
    id: `${verify[0]?.control ?? screenconnectSessions.id}/screenconnect`,
    title: settingsTitle[language],
    subject: 'screenconnect',
    verify,
    steps: [step],
    shown: shownValues('web.config', edited.map(harmless), absent[language]),
    affected: settingsAffected[language],
    restart: 'web-interface',
    downtime: webDowntime[language],
    lockedOut: [],
    confirm: false,
  }
}

/** What stood there is shown only where it has the form of such a setting: it may be something else altogether. */
function harmless(value: EditedValue): EditedValue {
  const isPlain = value.before === null || /^(-?\d{1,12}|[A-Za-z]{0,10})$/.test(value.before)
  return isPlain ? value : { ...value, before: '…' }
}
