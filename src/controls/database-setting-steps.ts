import { say, type Text } from '../model/text.ts'
import type { RemedyText } from './control.ts'

interface Change {
  readonly summary: Text
  /** What to look at before. */
  readonly first?: Text
  /** The line for `[mysqld]` in my.ini. */
  readonly line: string
  /** The statement that does the same at once, where there is one. */
  readonly statement?: string
}

const rollback = say(
  'Nehmen Sie die Zeile wieder aus my.ini und starten Sie den Dienst neu.',
  'Take the line out of my.ini again and restart the service.',
)

/** How a setting of the database is changed: in the file, and at once where the server can. */
export function changed({ summary, first, line, statement }: Change): RemedyText {
  const atOnce = statement
    ? [
        say(
          `Sofort und ohne Neustart, als root angemeldet: ${statement}`,
          `At once and without a restart, signed in as root: ${statement}`,
        ),
      ]
    : [
        say(
          'Starten Sie den Dienst in einem Wartungsfenster neu: Halten Sie zuvor IIS und den Database Agent an (Stop-Service W3SVC, LTAgent), dann Restart-Service und der Name des Datenbank-Dienstes.',
          'Restart the service in a maintenance window: stop IIS and the Database Agent before (Stop-Service W3SVC, LTAgent), then Restart-Service with the name of the database service.',
        ),
      ]
  return {
    summary,
    steps: [
      ...(first ? [first] : []),
      say(
        `Sichern Sie my.ini und tragen Sie unter [mysqld] ein: ${line}`,
        `Save a copy of my.ini and enter under [mysqld]: ${line}`,
      ),
      ...atOnce,
      say(
        'Prüfen Sie danach, dass Automate arbeitet, und erheben Sie neu: bollwerk collect mysql.',
        'Then check that Automate works, and collect again: bollwerk collect mysql.',
      ),
    ],
    automatic: statement !== undefined,
    rollback,
    downtime: statement
      ? say('Keine.', 'None.')
      : say(
          'Automate steht während des Neustarts der Datenbank, meist unter einer Minute.',
          'Automate stands still while the database restarts, mostly less than a minute.',
        ),
  }
}
