import { say } from '../../model/text.ts'
import { awaited } from '../awaited.ts'
import type { Control } from '../control.ts'
import { mappingsOf } from '../mappings.ts'
import { upkeepSources } from '../upkeep-sources.ts'

/** No account is left over from somebody who is gone (automate.md §4, §5; screenconnect.md §3.1). */
export const accountsDormant: Control = awaited({
  id: 'accounts.dormant',
  measure: 'accounts',
  title: say('Kein Konto ist verwaist', 'No account is dormant'),
  reason: say(
    'Konten ausgeschiedener Mitarbeiter und früherer Dienstleister bemerkt niemand, wenn sie missbraucht werden.',
    'Nobody notices when accounts of former staff and former service providers are abused.',
  ),
  servers: ['automate', 'screenconnect'],
  witnesses: ['inside'],
  severity: 'medium',
  references: [upkeepSources.connectwiseAnnouncement],
  mappings: mappingsOf('accounts'),
  byHand: [
    say(
      'ScreenConnect: Vergleichen Sie unter Administration > Security die Benutzer mit Ihrer Personalliste; die letzte Anmeldung zeigt das Audit unter Administration > Audit.',
      'ScreenConnect: compare the users under Administration > Security with your list of staff; the last sign-in is shown by Administration > Audit.',
    ),
    say(
      'Automate: Vergleichen Sie die Benutzer des Control Center mit Ihrer Personalliste. Verlassen Sie sich nicht auf die Datenbankspalte Last_Date: Ob sie die letzte Anmeldung ist, ist nicht geklärt; die REST-Schnittstelle nennt LastSuccessfulLogin.',
      'Automate: compare the users of the Control Center with your list of staff. Do not rely on the database column Last_Date: whether it is the last sign-in is not clear; the REST interface names LastSuccessfulLogin.',
    ),
    say(
      'Sperren Sie Konten, mit denen sich 90 Tage niemand angemeldet hat, und löschen Sie sie nach Rückfrage.',
      'Lock accounts with which nobody has signed in for 90 days, and delete them after asking.',
    ),
  ],
})
