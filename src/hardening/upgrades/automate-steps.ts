import { say, type Text } from '../../model/text.ts'
import { noDowntime, nothingChanged } from './common-steps.ts'
import type { UpgradeStep } from './plan.ts'

type Unchecked = Omit<UpgradeStep, 'checks'>

const restore: Text = say(
  'Spielen Sie Server und Datenbank aus Sicherungen desselben Zeitpunkts zurück; ein Zurückstufen allein ist nicht vorgesehen.',
  'Restore server and database from backups of the same moment; a downgrade alone is not provided for.',
)

export const automateRequirements: Unchecked = {
  id: 'requirements',
  title: say('Voraussetzungen der neuen Ausgabe klären', 'Settle what the new release requires'),
  instructions: [
    say(
      'Lesen Sie im Portal von ConnectWise die Versionshinweise: was die neue Ausgabe von Windows Server und MySQL verlangt, und ob Zwischenausgaben nötig sind.',
      'In the ConnectWise portal read the release notes: what the new release requires of Windows Server and MySQL, and whether releases in between are needed.',
    ),
    say(
      'Verlangt sie eine neuere MySQL-Linie, gehen Sie zuerst den Plan für MySQL; sonst zuerst diesen.',
      'If it requires a newer MySQL line, follow the plan for MySQL first; else this one first.',
    ),
    say(
      'Ab 2025.9 bestehen Agenten auf https und einem gültigen Zertifikat. Bringen Sie Vorlagen und Zertifikat vorher in Ordnung.',
      'From 2025.9 on agents insist on https and a valid certificate. Put templates and certificate right before.',
    ),
  ],
  proof: say(
    'Jede Vorbedingung dieses Schritts ist erfüllt oder mit dem Hersteller geklärt.',
    'Every condition of this step is met or settled with the vendor.',
  ),
  rollback: nothingChanged,
  downtime: noDowntime,
}

export const automateBackup: Unchecked = {
  id: 'backup',
  title: say('Wartungsfenster beginnen und sichern', 'Begin the maintenance window and back up'),
  instructions: [
    say(
      'Sagen Sie Technikern und Kunden Bescheid und halten Sie geplante Skripte an.',
      'Tell technicians and customers and stop scheduled scripts.',
    ),
    say(
      'Sichern Sie die Datenbank (mysqldump), den Ordner LTShare und den ganzen Server, alles vom selben Zeitpunkt.',
      'Back up the database (mysqldump), the folder LTShare and the whole server, all of the same moment.',
    ),
    say(
      'Spielen Sie die Sicherung der Datenbank auf einem anderen Rechner zurück; erst dann ist es eine.',
      'Restore the backup of the database on another machine; only then it is one.',
    ),
  ],
  proof: say(
    'Die Rücksicherung auf dem anderen Rechner lässt sich öffnen.',
    'The restored copy on the other machine can be opened.',
  ),
  rollback: say('Geben Sie die geplanten Skripte wieder frei.', 'Let the scheduled scripts run again.'),
  downtime: say('Keine für Agenten; geplante Skripte warten.', 'None for agents; scheduled scripts wait.'),
}

export const automateInstall: Unchecked = {
  id: 'install',
  title: say('Den Server aktualisieren', 'Upgrade the server'),
  instructions: [
    say(
      'Führen Sie das Installationsprogramm aus dem Portal auf dem Server aus. Ist die Datenbank auf einem eigenen Server, halten Sie sich an die Reihenfolge der Versionshinweise.',
      'Run the installer from the portal on the server. If the database stands on a server of its own, keep to the order of the release notes.',
    ),
  ],
  proof: say(
    'Die Dateiversion von LTAgent.exe und Help > Server Status im Control Center nennen die neue Ausgabe.',
    'The file version of LTAgent.exe and Help > Server Status in the Control Center name the new release.',
  ),
  rollback: restore,
  downtime: say(
    'Control Center, Web-Oberfläche und Anmeldung der Agenten stehen; wie lange, hängt von der Größe der Datenbank ab. Rechnen Sie mit ein bis drei Stunden (Schätzung, nicht vom Hersteller).',
    'Control Center, web interface and check-in of the agents are down; how long depends on the size of the database. Reckon with one to three hours (an estimate, not from the vendor).',
  ),
}

export const automateAgents: Unchecked = {
  id: 'clients',
  title: say('Control Center und Agenten nachziehen', 'Bring Control Center and agents along'),
  instructions: [
    say(
      'Aktualisieren Sie das Control Center auf den Rechnern der Techniker.',
      "Upgrade the Control Center on the technicians' machines.",
    ),
    say(
      'Beginnen Sie das Update der Agenten mit wenigen Rechnern und sehen Sie nach, ob sie sich melden; dann alle übrigen.',
      'Begin the update of the agents with a few machines and see whether they report; then all others.',
    ),
  ],
  proof: say(
    'bollwerk collect automate zählt die Versionen aller Agenten; keine liegt hinter dem Server zurück.',
    'bollwerk collect automate counts the versions of all agents; none lags behind the server.',
  ),
  rollback: say(
    'Nicht vorgesehen: Ein Agent gehört zur Ausgabe seines Servers. Beginnen Sie deshalb mit wenigen Rechnern.',
    'Not provided for: an agent belongs to the release of its server. So begin with a few machines.',
  ),
  downtime: say(
    'Keine für den Server; ein Rechner ist während seines Updates einige Minuten nicht zu steuern.',
    'None for the server; a machine cannot be controlled for a few minutes during its update.',
  ),
}
