import { say, type Text } from '../../model/text.ts'
import { Unquotable } from './quote.ts'

/** A setting that may be changed without a person, while the server runs (automate.md §8.4). */
export interface ChangeableSetting {
  readonly name: string
  /** As `SHOW GLOBAL VARIABLES` writes it. */
  readonly wanted: string
  /** Values that may be replaced; every other one was chosen by somebody. */
  readonly from: readonly string[]
  /** The line for `[mysqld]` in my.ini that says the same. */
  readonly line: string
  /** Who notices. */
  readonly affected: Text
  /** What is left to a person afterwards. */
  readonly afterwards?: Text
}

/** All that may be changed. Each is dynamic in every version that has it. */
export const changeableSettings: readonly ChangeableSetting[] = [
  {
    name: 'local_infile',
    wanted: 'OFF',
    from: ['ON'],
    line: 'local-infile=0',
    affected: say(
      'Berichte und Plug-ins von Automate, die Dateien mit LOAD DATA LOCAL laden, können das nicht mehr. Prüfen Sie danach Ihre Berichte.',
      'Reports and plug-ins of Automate that load files with LOAD DATA LOCAL no longer can. Check your reports afterwards.',
    ),
  },
  {
    name: 'log_error_verbosity',
    wanted: '2',
    from: ['1'],
    line: 'log_error_verbosity=2',
    affected: say(
      'Niemand: Im Fehlerprotokoll stehen danach auch Warnungen.',
      'Nobody: the error log then holds warnings, too.',
    ),
  },
  {
    name: 'log_raw',
    wanted: 'OFF',
    from: ['ON'],
    line: 'log-raw=OFF',
    affected: say(
      'Niemand: Kennwörter werden in den Protokollen unkenntlich gemacht.',
      'Nobody: passwords are made unreadable in the logs.',
    ),
    afterwards: say(
      'In den alten Protokollen stehen noch Kennwörter im Klartext. Löschen Sie diese Dateien und ändern Sie die Kennwörter.',
      'The old logs still hold passwords in the clear. Delete these files and change the passwords.',
    ),
  },
  {
    name: 'general_log',
    wanted: 'OFF',
    from: ['ON'],
    line: 'general-log=0',
    affected: say(
      'Nur wer das allgemeine Protokoll zur Fehlersuche liest: Es bekommt keine neuen Zeilen mehr.',
      'Only whoever reads the general log to look for errors: it gets no new lines.',
    ),
    afterwards: say(
      'Die alte Protokolldatei liegt noch da, mit Zugangsdaten von Kunden darin. Löschen Sie sie.',
      'The old log file is still there, with customers’ credentials in it. Delete it.',
    ),
  },
]

export function changeableSetting(name: string): ChangeableSetting | undefined {
  return changeableSettings.find((setting) => setting.name === name)
}

/** A value as a statement carries it: a word or a small number, so that nothing needs quotes. */
export function writtenValue(value: string): string {
  if (!/^(ON|OFF|\d)$/.test(value)) throw new Unquotable('not a value of a setting that may be changed')
  return value
}
