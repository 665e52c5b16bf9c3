import { say } from '../model/text.ts'
import type { RemedyText } from './control.ts'

/**
 * How Automate is brought to its newest release. Where the installer comes from, how long it takes and in which
 * order ConnectWise wants the steps is not in a public source; the steps say so.
 */
export const automateUpgrade: RemedyText = {
  summary: say(
    'Aktualisieren Sie Automate auf die neueste Ausgabe, die ConnectWise Ihnen anbietet; Ihr Supportpartner hilft dabei.',
    'Upgrade Automate to the newest release that ConnectWise offers you; your support partner helps with it.',
  ),
  steps: [
    say(
      'Lesen Sie die Versionshinweise der neuen Ausgabe im Portal von ConnectWise, vor allem die Voraussetzungen für Windows Server und MySQL.',
      'Read the release notes of the new release in the ConnectWise portal, above all what it requires of Windows Server and MySQL.',
    ),
    say(
      'Legen Sie ein Wartungsfenster fest, in dem keine Skripte laufen: Ein Neustart des Database Agent bricht laufende Skripte ab.',
      'Choose a maintenance window in which no scripts run: a restart of the Database Agent ends running scripts.',
    ),
    say(
      'Sichern Sie die Datenbank (mysqldump), den Ordner LTShare und den ganzen Server, und prüfen Sie, dass sich die Sicherung zurückspielen lässt.',
      'Back up the database (mysqldump), the LTShare folder and the whole server, and check that the backup can be restored.',
    ),
    say(
      'Führen Sie das Installationsprogramm auf dem Server aus. Ist die Datenbank auf einem eigenen Server, halten Sie sich an die Reihenfolge der Versionshinweise.',
      'Run the installer on the server. If the database stands on a server of its own, keep to the order of the release notes.',
    ),
    say(
      'Aktualisieren Sie das Control Center auf den Rechnern der Techniker und sehen Sie nach, ob die Agenten nach und nach die neue Version melden.',
      "Upgrade the Control Center on the technicians' machines and see whether the agents report the new version one after another.",
    ),
    say('Prüfen Sie das Ergebnis mit bollwerk assess.', 'Check the result with bollwerk assess.'),
  ],
  automatic: false,
  rollback: say(
    'Spielen Sie die Sicherung von Server und Datenbank vom selben Zeitpunkt zurück; ein Zurückstufen allein ist nicht vorgesehen.',
    'Restore server and database from backups of the same moment; a downgrade alone is not provided for.',
  ),
  downtime: say(
    'Control Center, Web-Oberfläche und Anmeldung der Agenten stehen während des Updates; wie lange, hängt von der Größe der Datenbank ab.',
    'Control Center, web interface and check-in of the agents are down during the upgrade; how long depends on the size of the database.',
  ),
}

/** How agents that stayed behind are found and renewed. */
export const automateAgentRenewal: RemedyText = {
  summary: say(
    'Sehen Sie nach, welche Version die Agenten melden, und erneuern Sie die alten.',
    'See which version the agents report, and renew the old ones.',
  ),
  steps: [
    say(
      'Lassen Sie sich in der Rechnerliste des Control Center zu jedem Rechner die Version des Agenten anzeigen (Spalte Agent Version; ihr Name hängt von der Ausgabe ab) und sortieren Sie danach. bollwerk collect automate zählt die Versionen aller Agenten.',
      'In the list of computers of the Control Center show the agent version of each machine (column Agent Version; its name depends on the release) and sort by it. bollwerk collect automate counts the versions of all agents.',
    ),
    say(
      'Stoßen Sie bei Agenten, die hinter dem Server zurückliegen, das Update des Agenten an; Rechner, die lange nicht gesehen wurden, notieren Sie.',
      'Start the agent update on agents that lag behind the server; note machines that were not seen for a long time.',
    ),
  ],
  automatic: false,
  rollback: say(
    'Nicht vorgesehen: Ein Agent gehört zur Ausgabe seines Servers. Beginnen Sie deshalb mit wenigen Rechnern.',
    'Not provided for: an agent belongs to the release of its server. So begin with a few machines.',
  ),
  downtime: say(
    'Keine für den Server; ein Rechner ist während des Updates kurz nicht zu steuern.',
    'None for the server; a machine cannot be controlled for a short time during its update.',
  ),
}
