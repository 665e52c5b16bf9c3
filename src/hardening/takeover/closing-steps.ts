import { say } from '../../model/text.ts'
import type { UnseenStep } from './plan.ts'
import { outsideQuestions as asked } from './questions.ts'

export const enforceRules: UnseenStep = {
  id: 'enforce',
  title: say('Die Regeln durchsetzen', 'Enforce the rules'),
  instructions: [
    say(
      'Lesen Sie im Beobachtungsmodus einige Tage mit, was das Gateway abgewiesen hätte, und nehmen Sie auf, wer fehlt.',
      'In observing mode read along for some days what the gateway would have refused, and enter who is missing.',
    ),
    say(
      'Starten Sie es dann ohne --observe. Halten Sie einen Zugang über das Netz der Techniker offen.',
      "Then start it without --observe. Keep a way in over the technicians' network.",
    ),
  ],
  outside: [asked.path, asked.setupWizard],
  rollback: say('Starten Sie das Gateway wieder mit --observe.', 'Start the gateway with --observe again.'),
  downtime: say(
    'Keine für die, die die Richtlinie hereinlässt; wer fehlt, kommt nicht mehr herein.',
    'None for those whom the policy lets in; whoever is missing does not get in any more.',
  ),
}

export const closeOldWay: UnseenStep = {
  id: 'close',
  title: say('Den alten Weg schließen', 'Close the old way'),
  instructions: [
    say(
      'Warten Sie, bis sich über die alte Adresse niemand mehr meldet. Lassen Sie dann an der Firewall und in der Windows-Firewall nur noch das Gateway an die Server.',
      'Wait until nobody reports over the old address any more. Then at the firewall and in the Windows firewall let the gateway alone reach the servers.',
    ),
    say(
      'Nehmen Sie alte Portweiterleitungen heraus, auch 80, 8040 und 8484.',
      'Take old port forwards out, 80, 8040 and 8484 included.',
    ),
  ],
  outside: [asked.origin, asked.ports],
  rollback: say(
    'Heben Sie die alten Regeln der Firewall auf, bis eine Woche vergangen ist, und schalten Sie sie im Notfall wieder ein.',
    'Keep the old rules of the firewall until a week has passed, and switch them on again in an emergency.',
  ),
  downtime: say(
    'Keine für alle, die den öffentlichen Namen benutzen; wer die alte Adresse eingetragen hat, verliert die Verbindung.',
    'None for everybody who uses the public name; whoever entered the old address loses the connection.',
  ),
}
