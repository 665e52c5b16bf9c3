import { joined, say, type Text } from '../../model/text.ts'
import { noDowntime, nothingChanged } from './common-steps.ts'
import type { Stretch } from './mysql-path.ts'
import type { UpgradeStep } from './plan.ts'

type Unchecked = Omit<UpgradeStep, 'checks'>

export const mysqlShelter: Unchecked = {
  id: 'shelter',
  title: say('Bis dahin: den Datenbank-Port abschirmen', 'Until then: shelter the database port'),
  instructions: [
    say(
      'Lassen Sie 3306 und 33060 in der Firewall nur vom Automate-Server selbst erreichen. Das ist der Ersatzschutz, solange die Datenbank offene Lücken hat.',
      'At the firewall let only the Automate server itself reach 3306 and 33060. That is the substitute protection as long as the database has open vulnerabilities.',
    ),
  ],
  proof: say(
    'bollwerk assess aus dem Internet und aus dem Hausnetz findet den Port nicht offen (Prüfung ports-minimal.tcp).',
    'bollwerk assess from the internet and from the main network does not find the port open (control ports-minimal.tcp).',
  ),
  rollback: say('Nehmen Sie die Regel der Firewall zurück.', 'Take the rule of the firewall back.'),
  downtime: say(
    'Keine für Automate; wer mit anderen Programmen auf die Datenbank zugreift, verliert die Verbindung.',
    'None for Automate; whoever reaches the database with other programs loses the connection.',
  ),
}

export const mysqlApproval: Unchecked = {
  id: 'approval',
  title: say('Die Freigabe einholen', 'Get the approval'),
  instructions: [
    say(
      'Fragen Sie ConnectWise oder Ihren Supportpartner, welche Linie (etwa MySQL 8.4 LTS) Ihre Automate-Ausgabe verträgt und wie deren Konten dort anzulegen sind. Ohne Antwort gehen Sie nicht weiter.',
      'Ask ConnectWise or your support partner which line (such as MySQL 8.4 LTS) your Automate release works with and how its accounts are to be created there. Do not go on without an answer.',
    ),
  ],
  proof: say('Die Antwort liegt Ihnen schriftlich vor.', 'You have the answer in writing.'),
  rollback: nothingChanged,
  downtime: noDowntime,
}

export const mysqlObstacles: Unchecked = {
  id: 'obstacles',
  title: say('Die Hindernisse durchgehen', 'Go through the obstacles'),
  instructions: [
    say(
      'Ändern Sie am laufenden Server noch nichts. Notieren Sie den jetzigen sql_mode für die neue my.ini und streichen Sie dort Einstellungen, die die neue Linie nicht mehr kennt.',
      'Change nothing on the running server yet. Note the present sql_mode for the new my.ini and strike settings there that the new line no longer knows.',
    ),
    say(
      'Lassen Sie die MySQL Shell auf der Kopie nach weiteren Hindernissen suchen: mysqlsh root@localhost -- util checkForServerUpgrade',
      'Let the MySQL Shell look for further obstacles on the copy: mysqlsh root@localhost -- util checkForServerUpgrade',
    ),
  ],
  proof: say(
    'Für jedes Hindernis steht im Plan, wer es wann löst. Halten Sie das mit bollwerk attest fest.',
    'The plan says for every obstacle who resolves it when. Keep that with bollwerk attest.',
  ),
  rollback: nothingChanged,
  downtime: noDowntime,
}

export const mysqlBackup: Unchecked = {
  id: 'backup',
  title: say('Sichern und mit einer Kopie üben', 'Back up and rehearse with a copy'),
  instructions: [
    say(
      'Sichern Sie die Datenbank (mysqldump mit --routines --events --triggers), my.ini und den ganzen Server.',
      'Back up the database (mysqldump with --routines --events --triggers), my.ini and the whole server.',
    ),
    say(
      'Gehen Sie alle folgenden Schritte auf einer Kopie des Servers durch und melden Sie sich dort im Control Center an.',
      'Go through all steps below on a copy of the server and sign in to the Control Center there.',
    ),
  ],
  proof: say('Automate läuft auf der Kopie mit der neuen Linie.', 'Automate runs on the copy with the new line.'),
  rollback: nothingChanged,
  downtime: say('Keine, solange Sie mit einer Kopie üben.', 'None as long as you rehearse with a copy.'),
}

/** One stretch of the way, with what is particular to it. */
export function mysqlStretch(stretch: Stretch): Unchecked {
  const { fromLine, toLine, version } = stretch
  const patch = fromLine === toLine
  return {
    id: patch ? `patch-${toLine}` : `to-${toLine}`,
    title: patch
      ? say(`MySQL ${toLine}: neuester Patch ${version}`, `MySQL ${toLine}: newest patch ${version}`)
      : say(`MySQL von ${fromLine} auf ${version}`, `MySQL from ${fromLine} to ${version}`),
    instructions: [stop, ...(particular[toLine] ?? []).slice(0, patch ? 0 : undefined), install(stretch), start],
    proof: joined([
      say(
        `SELECT VERSION(); und Help > Server Status im Control Center nennen ${toLine}.`,
        `SELECT VERSION(); and Help > Server Status in the Control Center name ${toLine}.`,
      ),
      agentsReport,
    ]),
    rollback: say(
      'Spielen Sie die Sicherung des Servers zurück; MySQL stuft ein einmal aktualisiertes Datenverzeichnis nicht zurück.',
      'Restore the backup of the server; MySQL does not downgrade a data directory that was upgraded once.',
    ),
    downtime: say(
      'Automate steht, solange die Datenbank steht; so lange, wie die Probe mit der Kopie dauerte. Agenten melden sich danach von selbst wieder.',
      'Automate stands still while the database does; as long as the rehearsal with the copy took. Agents check in again by themselves afterwards.',
    ),
  }
}

const stop = say(
  'Halten Sie den Database Agent und IIS an, wenn keine Skripte laufen, und danach MySQL.',
  'Stop the Database Agent and IIS while no scripts run, and MySQL after them.',
)

const start = say(
  'Starten Sie MySQL, sehen Sie in das Fehlerprotokoll, und starten Sie dann Database Agent und IIS.',
  'Start MySQL, look into the error log, and then start Database Agent and IIS.',
)

const agentsReport = say('Die Agenten melden sich wieder.', 'The agents report again.')

function install({ toLine, version }: Stretch): Text {
  return say(
    `Führen Sie das Installationsprogramm von MySQL ${toLine} aus (${version} oder den neuesten Patch, den Oracle anbietet); es aktualisiert das Datenverzeichnis beim ersten Start.`,
    `Run the installer of MySQL ${toLine} (${version} or the newest patch that Oracle offers); it upgrades the data directory at the first start.`,
  )
}

/** What is particular to the step onto a line (automate.md §8.4). */
const particular: Readonly<Record<string, readonly Text[]>> = {
  '8.0': [
    say(
      'Nehmen Sie aus dem sql_mode in my.ini, was 8.0 nicht mehr kennt (etwa NO_AUTO_CREATE_USER); sonst startet 8.0 nicht.',
      'Take from the sql_mode in my.ini what 8.0 no longer knows (such as NO_AUTO_CREATE_USER); else 8.0 does not start.',
    ),
  ],
  '8.4': [
    say(
      'In 8.4 ist mysql_native_password abgeschaltet. Klären Sie vorher, ob Automate seine Konten umstellt oder ob das Verfahren vorerst eingeschaltet werden muss; ein Konto von Automate stellt nur Automate um.',
      'In 8.4 mysql_native_password is off. Settle before whether Automate converts its accounts or whether the method has to be switched on for now; an account of Automate is converted by Automate only.',
    ),
  ],
  '9.7': [
    say(
      'Ab 9.0 gibt es mysql_native_password nicht mehr: Alle Konten müssen vorher umgestellt sein.',
      'From 9.0 on mysql_native_password is gone: all accounts have to be converted before.',
    ),
  ],
}
