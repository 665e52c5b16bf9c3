import type { UserSource } from '../../evidence/screenconnect/facts.ts'
import { say, type Text } from '../../model/text.ts'
import type { Control, Judgement, Question } from '../control.ts'
import { mappingsOf } from '../mappings.ts'
import { notApplicable, unknownBecause } from '../open-question.ts'
import { internalSource } from '../screenconnect-accounts.ts'
import { foundOr, onEveryFolderWith } from '../screenconnect-folder.ts'
import { between, ruledSettings, type SettingRule } from '../screenconnect-rules.ts'
import { screenconnectSources } from '../screenconnect-sources.ts'
import { upkeepSources } from '../upkeep-sources.ts'

/** Guessing passwords ends in a locked account (screenconnect.md §3.3; the limits are our suggestion). */
export const screenconnectLockout: Control = {
  id: 'accounts.screenconnect-lockout',
  version: 1,
  measure: 'accounts',
  title: say(
    'Falsche Anmeldungen sperren das Konto in ScreenConnect',
    'Failed sign-ins lock the account in ScreenConnect',
  ),
  reason: say(
    'Ohne Sperre lassen sich Kennwörter beliebig oft durchprobieren.',
    'Without a lock passwords can be tried as often as anyone likes.',
  ),
  looksAt: say(
    'Die Grenzen für falsche Anmeldungen unter membership > providers in web.config.',
    'The limits for failed sign-ins under membership > providers in web.config.',
  ),
  servers: ['screenconnect'],
  witnesses: ['inside'],
  severity: 'medium',
  maximumAgeDays: 30,
  remedy: {
    summary: say(
      'Setzen Sie die Grenzen für falsche Anmeldungen in web.config.',
      'Set the limits for failed sign-ins in web.config.',
    ),
    steps: [
      say(
        'Sichern Sie die web.config im Installationsordner: Copy-Item "C:\\Program Files (x86)\\ScreenConnect\\web.config" D:\\Sicherung\\ (nicht im selben Ordner, sie enthält Schlüssel).',
        'Back up web.config of the installation folder: Copy-Item "C:\\Program Files (x86)\\ScreenConnect\\web.config" D:\\Backup\\ (not in the same folder, it holds keys).',
      ),
      say(
        'Suchen Sie <membership> > <providers> > <add name="InternalMembershipProvider"> und setzen Sie maxInvalidPasswordWindowAttempts auf 5 (erlaubt 1 bis 8), passwordAttemptWindow auf mindestens 10 (Minuten) und maxInvalidPasswordAbsoluteAttempts auf höchstens 50. Die Namen sind an einer Installation beobachtet, nicht vom Hersteller belegt.',
        'Find <membership> > <providers> > <add name="InternalMembershipProvider"> and set maxInvalidPasswordWindowAttempts to 5 (1 to 8 is fine), passwordAttemptWindow to at least 10 (minutes) and maxInvalidPasswordAbsoluteAttempts to at most 50. The names were observed on one installation and are not documented by the vendor.',
      ),
      say(
        'Melden Sie sich danach absichtlich falsch an, bis das Probekonto gesperrt ist; so wissen Sie, dass es wirkt.',
        'Afterwards sign in wrongly on purpose until a trial account is locked; then you know that it works.',
      ),
    ],
    automatic: true,
    rollback: say('Spielen Sie die gesicherte web.config zurück.', 'Put the saved web.config back.'),
    downtime: say(
      'Das Speichern startet die Weboberfläche neu (Sekunden); Sitzungen laufen weiter.',
      'Saving restarts the web interface (seconds); sessions go on.',
    ),
  },
  references: [upkeepSources.connectwiseAnnouncement, screenconnectSources.hardening],
  mappings: mappingsOf('accounts'),
  judge,
}

const neverLocks: Text = say(
  'Mit 0 sperrt vermutlich nie etwas (nicht belegt).',
  'With 0 presumably nothing ever locks (not documented).',
)

const rules: readonly SettingRule[] = [
  {
    name: 'maxInvalidPasswordWindowAttempts',
    good: between(1, 8),
    wanted: say('1 bis 8', '1 to 8'),
    meaning: say('So oft darf in kurzer Zeit geraten werden.', 'That often anybody may guess within a short time.'),
    ifZero: neverLocks,
    severity: 'medium',
  },
  {
    name: 'passwordAttemptWindow',
    good: between(10, 100_000),
    wanted: say('10 Minuten oder mehr', '10 minutes or more'),
    meaning: say('Nach dieser Zeit wird neu gezählt.', 'After that time counting begins anew.'),
    severity: 'low',
  },
  {
    name: 'maxInvalidPasswordAbsoluteAttempts',
    good: between(1, 50),
    wanted: say('1 bis 50', '1 to 50'),
    meaning: say('So oft darf über lange Zeit geraten werden.', 'That often anybody may guess over a long time.'),
    ifZero: neverLocks,
    severity: 'medium',
  },
]

function judge(question: Question): readonly Judgement[] {
  return onEveryFolderWith(question, 'screenconnect.settings', (piece) => {
    const source = internalSource(piece.value)
    if (!source) return [unknownBecause(noSource, [piece])]
    if (!source.enabled) return [notApplicable(switchedOff, [piece])]
    const found = ruledSettings(rules, (name) => limitOf(source, name), [piece])
    const detail = say(
      `Nach ${source.windowAttempts} falschen Anmeldungen in ${source.windowMinutes} Minuten ist das Konto gesperrt.`,
      `After ${source.windowAttempts} failed sign-ins within ${source.windowMinutes} minutes the account is locked.`,
    )
    return foundOr(found, { detail, evidence: [piece] })
  })
}

function limitOf(source: UserSource, name: string): string | undefined {
  const limits: Readonly<Record<string, number | null>> = {
    maxInvalidPasswordWindowAttempts: source.windowAttempts,
    passwordAttemptWindow: source.windowMinutes,
    maxInvalidPasswordAbsoluteAttempts: source.absoluteAttempts,
  }
  const limit = limits[name] ?? null
  return limit === null ? undefined : String(limit)
}

const noSource = say(
  'In web.config steht keine Quelle für interne Benutzer; ob falsche Anmeldungen sperren, ist deshalb offen.',
  'web.config names no source of internal users; so whether failed sign-ins lock is open.',
)

const switchedOff = say(
  'Interne Benutzer sind abgeschaltet; die Sperre ist Sache der Quelle, aus der die Benutzer kommen.',
  'Internal users are switched off; locking is up to the source that the users come from.',
)
