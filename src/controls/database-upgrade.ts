import { say } from '../model/text.ts'
import type { RemedyText } from './control.ts'

const restore = say(
  'Spielen Sie die Sicherung des Servers zurück; MySQL stuft ein einmal aktualisiertes Datenverzeichnis nicht zurück.',
  'Restore the backup of the server; MySQL does not downgrade a data directory that was upgraded once.',
)

const standstill = say(
  'Automate steht, solange die Datenbank steht: Agenten melden sich danach von selbst wieder.',
  'Automate stands still while the database does: agents check in again by themselves afterwards.',
)

/**
 * How the database gets to a supported line. Which lines ConnectWise supports for Automate is not in a public
 * source, so the steps begin with that question (automate.md §8.1, §8.4).
 */
export const databaseLineChange: RemedyText = {
  summary: say(
    'Klären Sie mit ConnectWise oder Ihrem Supportpartner, welche unterstützte Linie (etwa MySQL 8.4 LTS) Ihre Automate-Ausgabe verträgt, und wechseln Sie dorthin.',
    'Ask ConnectWise or your support partner which supported line (such as MySQL 8.4 LTS) your Automate release works with, and move there.',
  ),
  steps: [
    say(
      'Lassen Sie den Datenbank-Port sofort nur noch vom Automate-Server selbst erreichen; das ist der Ersatzschutz, bis der Wechsel getan ist.',
      'At once let only the Automate server itself reach the database port; that is the substitute protection until the move is done.',
    ),
    say(
      'Fragen Sie nach der Freigabe: Öffentlich ist nicht belegt, welche MySQL-Linien ConnectWise unterstützt.',
      'Ask for the approval: it is not publicly documented which MySQL lines ConnectWise supports.',
    ),
    say(
      'Prüfen Sie die Hindernisse: Benutzer mit mysql_native_password (in 8.4 abgeschaltet, in 9.0 entfernt) und den sql_mode, den Automate erwartet.',
      'Check the obstacles: users with mysql_native_password (off in 8.4, removed in 9.0), and the sql_mode that Automate expects.',
    ),
    say(
      'Sichern Sie die Datenbank (mysqldump) und den ganzen Server und spielen Sie den Wechsel mit einer Kopie durch.',
      'Back up the database (mysqldump) and the whole server, and rehearse the move with a copy.',
    ),
    say(
      'Wechseln Sie Linie für Linie: von 5.7 zuerst auf 8.0, von 8.0 auf 8.4. Halten Sie vorher den Database Agent und IIS an.',
      'Move line by line: from 5.7 to 8.0 first, from 8.0 to 8.4. Stop the Database Agent and IIS before.',
    ),
    say('Prüfen Sie das Ergebnis mit bollwerk assess.', 'Check the result with bollwerk assess.'),
  ],
  automatic: false,
  rollback: restore,
  downtime: standstill,
}

/** How the newest patch of a line is installed. */
export const databasePatch: RemedyText = {
  summary: say(
    'Installieren Sie den neuesten Patch Ihrer MySQL-Linie; für unterstützte Linien erscheint etwa alle drei Monate einer, seit 2026 auch dazwischen.',
    'Install the newest patch of your MySQL line; supported lines get one about every three months, since 2026 also in between.',
  ),
  steps: [
    say(
      'Sichern Sie die Datenbank (mysqldump) und den ganzen Server.',
      'Back up the database (mysqldump) and the whole server.',
    ),
    say(
      'Halten Sie in einem Wartungsfenster den Database Agent und IIS an und führen Sie das MySQL-Installationsprogramm derselben Linie aus.',
      'In a maintenance window stop the Database Agent and IIS and run the MySQL installer of the same line.',
    ),
    say(
      'Starten Sie die Dienste wieder und prüfen Sie im Control Center unter Help > Server Status die neue Version.',
      'Start the services again and check the new version in the Control Center under Help > Server Status.',
    ),
    say(
      'Ist Ihre Linie abgelaufen, gibt es keine Patches mehr: Dann hilft nur der Wechsel auf eine unterstützte Linie.',
      'If your line has ended there are no more patches: then only the move to a supported line helps.',
    ),
  ],
  automatic: false,
  rollback: restore,
  downtime: standstill,
}
