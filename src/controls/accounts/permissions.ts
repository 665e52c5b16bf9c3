import { say } from '../../model/text.ts'
import { awaited } from '../awaited.ts'
import type { Control } from '../control.ts'
import { mappingsOf } from '../mappings.ts'
import { upkeepSources } from '../upkeep-sources.ts'

/** Roles and user classes hold few of the dangerous permissions (automate.md §5, screenconnect.md §3.2; the rating is ours). */
export const accountsPermissions: Control = awaited({
  id: 'accounts.permissions',
  measure: 'accounts',
  title: say('Rollen enthalten keine unnötig gefährlichen Rechte', 'Roles hold no needlessly dangerous permissions'),
  reason: say(
    'Rechte wie Befehle im Hintergrund oder Kennwörter anzeigen machen aus einem kleinen Konto ein großes.',
    'Permissions such as running commands in the background or showing passwords turn a small account into a big one.',
  ),
  servers: ['automate', 'screenconnect'],
  witnesses: ['inside'],
  severity: 'medium',
  references: [upkeepSources.screenconnectBulletin, upkeepSources.automateLeastPrivilege],
  mappings: mappingsOf('accounts'),
  byHand: [
    say(
      'ScreenConnect: Prüfen Sie unter Administration > Security je Rolle Administer, RunCommandOutsideSession, Run…AsSystemSilently, SwitchLogonSession, EnableBackstageLogonSession, TransferFiles, CreateDelegatedAccessToken, BuildAccessInstaller, ManageSharedToolbox und HostSessionWithoutConsent.',
      'ScreenConnect: under Administration > Security check each role for Administer, RunCommandOutsideSession, Run…AsSystemSilently, SwitchLogonSession, EnableBackstageLogonSession, TransferFiles, CreateDelegatedAccessToken, BuildAccessInstaller, ManageSharedToolbox and HostSessionWithoutConsent.',
    ),
    say(
      'Automate: Prüfen Sie je Benutzerklasse Super Admin, System Config, Script Edit, SQL-Funktionen in Skripten, Database Execute, Plugin Manager, Manage Remote Commands und Show Passwords.',
      'Automate: check each user class for Super Admin, System Config, Script Edit, SQL functions in scripts, Database Execute, Plugin Manager, Manage Remote Commands and Show Passwords.',
    ),
    say(
      'Nehmen Sie weg, was eine Rolle nicht täglich braucht, und sehen Sie eine Woche lang nach, ob etwas fehlt.',
      'Take away what a role does not need every day, and watch for a week whether something is missing.',
    ),
  ],
})
