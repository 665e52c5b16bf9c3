import { say } from '../../model/text.ts'
import { awaited } from '../awaited.ts'
import type { Control } from '../control.ts'
import { mappingsOf } from '../mappings.ts'
import { upkeepSources } from '../upkeep-sources.ts'

/** Guessing passwords ends in a locked account (screenconnect.md §3.3; for Automate unverified, automate.md §5). */
export const accountsLockout: Control = awaited({
  id: 'accounts.lockout',
  measure: 'accounts',
  title: say('Falsche Anmeldungen sperren das Konto', 'Failed sign-ins lock the account'),
  reason: say(
    'Ohne Sperre lassen sich Kennwörter beliebig oft durchprobieren.',
    'Without a lock passwords can be tried as often as anyone likes.',
  ),
  servers: ['automate', 'screenconnect'],
  witnesses: ['inside'],
  severity: 'medium',
  references: [upkeepSources.connectwiseAnnouncement, upkeepSources.networkHardening],
  mappings: mappingsOf('accounts'),
  byHand: [
    say(
      'ScreenConnect: Suchen Sie in web.config unter membership > providers die Werte maxInvalidPasswordWindowAttempts (gewünscht 1 bis 8), passwordAttemptWindow (mindestens 10) und maxInvalidPasswordAbsoluteAttempts (höchstens 50). Die Namen sind an einer Installation beobachtet, nicht vom Hersteller belegt.',
      'ScreenConnect: in web.config under membership > providers look for maxInvalidPasswordWindowAttempts (wanted 1 to 8), passwordAttemptWindow (at least 10) and maxInvalidPasswordAbsoluteAttempts (at most 50). The names were observed on one installation, not documented by the vendor.',
    ),
    say(
      'ScreenConnect: Prüfen Sie dort auch minRequiredPasswordLength; gewünscht sind mindestens 14 Zeichen.',
      'ScreenConnect: also check minRequiredPasswordLength there; wanted are at least 14 characters.',
    ),
    say(
      'Automate: Sehen Sie im Control Center unter System > Configuration nach den Regeln für Kennwörter und Sperren. Wo genau sie stehen, ist nicht belegt; fragen Sie sonst Ihren Supportpartner.',
      'Automate: in the Control Center under System > Configuration look for the rules on passwords and locking. Where exactly they stand is not documented; otherwise ask your support partner.',
    ),
  ],
})
