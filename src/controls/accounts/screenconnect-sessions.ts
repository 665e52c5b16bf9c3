import { say, type Text } from '../../model/text.ts'
import type { Control, Judgement, Question } from '../control.ts'
import { mappingsOf } from '../mappings.ts'
import { foundOr, onEveryFolderWith, type ScreenConnectFolder, unreadIn } from '../screenconnect-folder.ts'
import { between, isFalse, isTrue, ruledSettings, type SettingRule } from '../screenconnect-rules.ts'
import { screenconnectSources } from '../screenconnect-sources.ts'
import { upkeepSources } from '../upkeep-sources.ts'

/** Sign-ins, tokens and remembered devices end in time (screenconnect.md §3.4; the limits are our suggestion). */
export const screenconnectSessions: Control = {
  id: 'accounts.screenconnect-sessions',
  version: 1,
  measure: 'accounts',
  title: say(
    'Anmeldungen und Zugriffstoken von ScreenConnect laufen rechtzeitig ab',
    'Sign-ins and access tokens of ScreenConnect end in time',
  ),
  reason: say(
    'Ein gestohlenes Cookie oder Token gilt sonst Tage und Wochen, auch ohne Kennwort und zweiten Faktor.',
    'A stolen cookie or token is otherwise good for days and weeks, without password and second factor.',
  ),
  looksAt: say(
    'Die Schlüssel für Token, Cookies und Untätigkeit in web.config.',
    'The keys for tokens, cookies and idleness in web.config.',
  ),
  servers: ['screenconnect'],
  witnesses: ['inside'],
  severity: 'low',
  maximumAgeDays: 30,
  remedy: {
    summary: say(
      'Setzen Sie die genannten Schlüssel in web.config auf die gewünschten Werte.',
      'Set the named keys in web.config to the wanted values.',
    ),
    steps: [
      say(
        'Sichern Sie die web.config an einen Ort außerhalb des Installationsordners.',
        'Back web.config up to a place outside of the installation folder.',
      ),
      say(
        'Installieren Sie unter Administration > Extensions den Advanced Configuration Editor und ändern Sie die Werte dort; er prüft sie und schreibt die web.config.',
        'Under Administration > Extensions install the Advanced Configuration Editor and change the values there; it checks them and writes web.config.',
      ),
      say(
        'Ohne die Erweiterung: Tragen Sie in <appSettings> je Schlüssel <add key="…" value="…" /> ein. Schlüssel und Vorgaben sind an Installationen beobachtet, nicht vom Hersteller belegt.',
        'Without the extension: in <appSettings> enter <add key="…" value="…" /> for each key. Keys and defaults were observed on installations and are not documented by the vendor.',
      ),
    ],
    automatic: true,
    rollback: say('Spielen Sie die gesicherte web.config zurück.', 'Put the saved web.config back.'),
    downtime: say(
      'Das Speichern startet die Weboberfläche neu (Sekunden); Techniker müssen sich neu anmelden.',
      'Saving restarts the web interface (seconds); technicians have to sign in again.',
    ),
  },
  references: [upkeepSources.connectwiseAnnouncement, screenconnectSources.hardening],
  mappings: mappingsOf('accounts'),
  judge,
}

function rule(name: string, good: SettingRule['good'], more: Omit<SettingRule, 'name' | 'good'>): SettingRule {
  return { name, good, ...more }
}

const on: Text = say('true', 'true')
const off: Text = say('false', 'false')

function atMost(number: string): Text {
  return say(`höchstens ${number}`, `at most ${number}`)
}

const rules: readonly SettingRule[] = [
  rule('AccessTokenExpireSeconds', between(1, 7200), {
    wanted: atMost('7200'),
    meaning: say('So lange verbindet ein Token mit Rechnern.', 'That long a token connects to machines.'),
    severity: 'medium',
  }),
  rule('ShouldRevalidateAccessToken', isTrue, {
    wanted: on,
    meaning: say(
      'Sonst gilt ein Token weiter, wenn das Konto schon gesperrt ist.',
      'Otherwise a token stays good when the account is already blocked.',
    ),
    severity: 'medium',
  }),
  rule('TrustDeviceExpireDays', between(0, 7), {
    wanted: atMost('7'),
    meaning: say(
      'So viele Tage fragt niemand nach dem zweiten Faktor.',
      'For that many days nobody asks for the second factor.',
    ),
    severity: 'low',
  }),
  rule('UsePersistentTicketCookie', isFalse, {
    wanted: off,
    meaning: say(
      'Die Anmeldung überdauert sonst das Schließen des Browsers.',
      'Otherwise the sign-in outlives the browser.',
    ),
    severity: 'low',
  }),
  rule('CookieSameSiteMode', (value) => /^(lax|strict)$/i.test(value), {
    wanted: say('Lax oder Strict', 'Lax or Strict'),
    meaning: say('Sonst schicken fremde Seiten das Cookie mit.', 'Otherwise foreign pages send the cookie along.'),
    severity: 'medium',
  }),
  rule('InputIdleDisconnectTimeSeconds', between(1, 3600), {
    wanted: say('1 bis 3600', '1 to 3600'),
    meaning: say('So lange bleibt eine vergessene Sitzung offen.', 'That long a forgotten session stays open.'),
    ifZero: say('Mit 0 bleibt eine vergessene Sitzung offen.', 'With 0 a forgotten session stays open.'),
    severity: 'low',
  }),
  rule('AllowPasswordAutoComplete', isFalse, {
    wanted: off,
    meaning: say('Browser merken sich sonst das Kennwort.', 'Otherwise browsers remember the password.'),
    severity: 'low',
  }),
]

function judge(question: Question): readonly Judgement[] {
  return onEveryFolderWith(question, 'screenconnect.settings', (piece, folder) => {
    const values = new Map(piece.value.settings.map(({ name, value }) => [name, value]))
    const found = [
      ...ruledSettings(rules, (name) => values.get(name), [piece]),
      ...idlePages(folder),
      ...unreadIn(folder, 'screenconnect.lists'),
    ]
    const detail = say(
      'Token, Cookies, gemerkte Geräte und untätige Sitzungen laufen ab, wie gewünscht.',
      'Tokens, cookies, remembered devices and idle sessions end as wanted.',
    )
    return foundOr(found, { detail, evidence: [piece] })
  })
}

/** Seconds after which a page asks for a new sign-in; a page without the key follows the product's default. */
const longestIdle: readonly (readonly [string, number])[] = [
  ['Host.aspx', 36_000],
  ['Administration.aspx', 1800],
]

function idlePages(folder: ScreenConnectFolder): readonly Judgement[] {
  const lists = folder.seen('screenconnect.lists')
  return longestIdle.flatMap(([page, most]): Judgement[] => {
    const seconds = lists?.value.places.find(({ path }) => path.toLowerCase() === page.toLowerCase())?.idleSeconds
    if (!lists || seconds === undefined || seconds === null || (seconds > 0 && seconds <= most)) return []
    const detail = say(
      `${page} verlangt erst nach ${seconds} Sekunden eine neue Anmeldung (MaxLongestTicketReissueIntervalSeconds, gewünscht höchstens ${most}).`,
      `${page} asks for a new sign-in only after ${seconds} seconds (MaxLongestTicketReissueIntervalSeconds, wanted at most ${most}).`,
    )
    return [{ item: page, outcome: 'fail', severity: 'low', detail, evidence: [lists] }]
  })
}
