import { say } from '../../model/text.ts'
import { awaited } from '../awaited.ts'
import type { Control } from '../control.ts'
import { mappingsOf } from '../mappings.ts'
import { upkeepSources } from '../upkeep-sources.ts'

/** Everyone signs in with a second factor (automate.md §5, screenconnect.md §3.1, §3.4). */
export const accountsMfa: Control = awaited({
  id: 'accounts.mfa',
  measure: 'accounts',
  title: say('Alle Benutzer melden sich mit zweitem Faktor an', 'All users sign in with a second factor'),
  reason: say(
    'Ein erratenes oder gestohlenes Kennwort öffnet sonst jeden Rechner der Kunden.',
    'Otherwise one guessed or stolen password opens every machine of the customers.',
  ),
  servers: ['automate', 'screenconnect'],
  witnesses: ['inside'],
  severity: 'critical',
  references: [upkeepSources.automateSecondFactor, upkeepSources.automateSignIn, upkeepSources.connectwiseAnnouncement],
  mappings: mappingsOf('accounts'),
  byHand: [
    say(
      'ScreenConnect: Öffnen Sie Administration > Security. Über der Benutzerliste steht, wie viele Benutzer 2FA eingerichtet haben; ein leeres OTP-Feld heißt: kein zweiter Faktor.',
      'ScreenConnect: open Administration > Security. Above the list of users stands how many have set up 2FA; an empty OTP field means no second factor.',
    ),
    say(
      'ScreenConnect: Suchen Sie in web.config unter location Host.aspx und Administration.aspx den Wert MinAuthenticationFactorCount; gewünscht ist 2 (nicht geprüft: Testen Sie es zuerst). Setzen Sie ihn nicht für Services, sonst sperren Sie womöglich alle aus.',
      'ScreenConnect: in web.config look under location Host.aspx and Administration.aspx for MinAuthenticationFactorCount; wanted is 2 (not verified: try it first). Do not set it for Services, or you may lock everyone out.',
    ),
    say(
      'Automate: Öffnen Sie im Control Center Dashboard > Config > Integration > Google und prüfen Sie, ob der Schutz für Control Center und Web Control Center angehakt ist und für welche Benutzer er gilt.',
      'Automate: in the Control Center open Dashboard > Config > Integration > Google and check whether the protection for Control Center and Web Control Center is ticked and for which users it holds.',
    ),
    say(
      'Automate mit Single Sign-on: Prüfen Sie unter Dashboard > Config > Authentication, ob lokale Anmeldungen erlaubt sind; damit lässt sich der zweite Faktor umgehen.',
      'Automate with single sign-on: check under Dashboard > Config > Authentication whether local logins are allowed; they go round the second factor.',
    ),
  ],
})
