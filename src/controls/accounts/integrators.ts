import { say } from '../../model/text.ts'
import { awaited } from '../awaited.ts'
import type { Control } from '../control.ts'
import { mappingsOf } from '../mappings.ts'
import { upkeepSources } from '../upkeep-sources.ts'

/** Accounts that skip the second factor can do little (automate.md §5; that integrators skip it is derived). */
export const accountsIntegrators: Control = awaited({
  id: 'accounts.integrators',
  measure: 'accounts',
  title: say('Konten für Schnittstellen sind eng begrenzt', 'Accounts for integrations are narrowly limited'),
  reason: say(
    'Konten mit dem Haken Integrator melden sich ohne zweiten Faktor an; mit vielen Rechten sind sie die schwächste Stelle.',
    'Accounts with the integrator flag sign in without a second factor; with many permissions they are the weakest spot.',
  ),
  servers: ['automate'],
  witnesses: ['inside'],
  severity: 'high',
  references: [upkeepSources.automateIntegrators, upkeepSources.automateLeastPrivilege],
  mappings: mappingsOf('accounts'),
  byHand: [
    say(
      'Suchen Sie im Control Center die Benutzer mit dem Haken Integrator und notieren Sie zu jedem, welcher Dienst ihn benutzt.',
      'In the Control Center look for users with the integrator flag and note for each which service uses it.',
    ),
    say(
      'Keiner davon sollte Super Admin sein, Kennwörter anzeigen dürfen (Show Passwords) oder von einer Person benutzt werden.',
      'None of them should be Super Admin, be allowed to show passwords (Show Passwords) or be used by a person.',
    ),
    say(
      'Schalten Sie je Benutzer den Zugriff über die alte Schnittstelle ab (in der REST-Schnittstelle AllowLegacyApiAccess), wenn ihn kein Dienst braucht; probieren Sie das zuerst mit einem Konto.',
      'Switch off access through the legacy interface for each user (AllowLegacyApiAccess in the REST interface) if no service needs it; try that with one account first.',
    ),
  ],
})
