import { say } from '../model/text.ts'
import type { RemedyText } from './control.ts'

/** What to do where two witnesses name different versions. */
export const versionAgreementRemedy: RemedyText = {
  summary: say(
    'Sehen Sie noch einmal von beiden Seiten nach, und klären Sie, wohin der Name führt.',
    'Look again from both sides, and settle where the name leads.',
  ),
  steps: [
    say(
      'Führen Sie das Skript auf dem Server neu aus, übernehmen Sie die Datei mit bollwerk import und starten Sie bollwerk assess gleich danach.',
      'Run the script on the server again, take the file in with bollwerk import, and start bollwerk assess right afterwards.',
    ),
    say(
      'Bleibt der Widerspruch, prüfen Sie, ob der öffentliche Name auf diese Maschine führt: Resolve-DnsName <Name>, und die Weiterleitung in der Firewall. Vielleicht läuft ein alter Server noch mit.',
      'If the contradiction stays, check whether the public name leads to this machine: Resolve-DnsName <name>, and the forward in the firewall. An old server may still be running.',
    ),
    say(
      'Nach einem Update, das nur halb durchlief, zeigen Dateien und Dienst verschiedene Versionen: Starten Sie den Dienst neu, oder wiederholen Sie das Update.',
      'After an update that went through only half, files and service show different versions: restart the service, or repeat the update.',
    ),
  ],
  automatic: false,
  rollback: say('Nicht nötig.', 'Not needed.'),
  downtime: say('Keine; ein Neustart des Dienstes dauert Minuten.', 'None; a restart of the service takes minutes.'),
}
