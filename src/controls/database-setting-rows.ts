import { say } from '../model/text.ts'
import { bindingOf, isEverywhere, isInner, isLoopback, isOff, isOn } from './database-binding.ts'
import { readAs, type SettingRow, type SettingsView } from './database-setting.ts'
import { changed } from './database-setting-steps.ts'
import { quotation } from './quotation.ts'

/** Settings that are judged, in the order of automate.md §8.4, with what Automate makes special about each. */
export const settingRows: readonly SettingRow[] = [
  {
    item: 'bind_address',
    severity: 'medium',
    judge: (view) => {
      const binding = bindingOf(view.variables)
      if (binding === undefined) return 'absent'
      if (binding.every(isLoopback)) return
      if (binding.every(isInner)) return { kind: 'note', says: innerAddress(view) }
      const [open] = binding.filter((address) => isEverywhere(address))
      const address = quotation(open ?? binding.find((one) => !isInner(one)) ?? '')
      const bound = address === '' ? say('leer', 'empty') : say(`„${address}“`, `"${address}"`)
      return {
        kind: 'fail',
        severity: open === undefined && /^[\d.:a-f]+$/i.test(address) ? 'high' : 'medium',
        says: say(
          `Die Datenbank hört auf allen oder auf öffentlichen Adressen (bind_address ${bound.de}); nur die Firewall steht noch davor. Nötig ist 127.0.0.1, bei getrennten Servern die private Adresse.`,
          `The database listens on all or on public addresses (bind_address ${bound.en}); only the firewall still stands in front. Needed is 127.0.0.1, with separate servers the private address.`,
        ),
        remedy: changed({
          summary: say(
            'Sperren Sie zuerst 3306 und 33060 in der Windows-Firewall; binden Sie die Datenbank dann an 127.0.0.1 oder an die private Adresse.',
            'First close 3306 and 33060 in the Windows firewall; then bind the database to 127.0.0.1 or to the private address.',
          ),
          first: say(
            'Lesen Sie zuerst, worüber Automate die Datenbank anspricht: reg query "HKLM\\SOFTWARE\\LabTech\\Agent" /v SQLServer. Steht dort nicht localhost oder 127.0.0.1, so muss die dortige Adresse in bind-address stehen, sonst startet Automate nicht mehr.',
            'First read how Automate reaches the database: reg query "HKLM\\SOFTWARE\\LabTech\\Agent" /v SQLServer. If it is not localhost or 127.0.0.1, that address must stand in bind-address, otherwise Automate no longer starts.',
          ),
          line: 'bind-address=127.0.0.1',
        }),
      }
    },
  },
  {
    item: 'mysqlx',
    title: say('Datenbank: Das X-Protokoll steht offen', 'Database: the X protocol is open'),
    severity: 'low',
    judge: ({ variables }) => {
      const address = variables['mysqlx_bind_address']
      if (isOff(variables['mysqlx']) || isOn(variables['skip_mysqlx'])) return
      if (address === undefined) return 'absent'
      if (address.split(',').every((one) => isInner(one.trim()))) return
      return {
        kind: 'fail',
        says: say(
          `Das X-Protokoll (TCP ${variables['mysqlx_port'] ?? '33060'}) hört auf allen Adressen. Dass Automate es nicht braucht, ist anzunehmen, aber nicht belegt.`,
          `The X protocol (TCP ${variables['mysqlx_port'] ?? '33060'}) listens on all addresses. That Automate does not need it is likely, but not documented.`,
        ),
        remedy: changed({
          summary: say(
            'Binden Sie das X-Protokoll an 127.0.0.1; ganz abschalten (mysqlx=0) erst nach einem Versuch.',
            'Bind the X protocol to 127.0.0.1; switch it off (mysqlx=0) only after a trial.',
          ),
          line: 'mysqlx-bind-address=127.0.0.1',
        }),
      }
    },
  },
  {
    item: 'local_infile',
    severity: 'medium',
    judge: (view) => {
      const value = view.variables['local_infile']
      if (value === undefined) return 'absent'
      if (!isOn(value)) return
      return {
        kind: 'fail',
        says: say(
          'local_infile ist an: Über eine eingeschleuste Abfrage lassen sich Dateien des Rechners lesen, der die Datenbank fragt.',
          'local_infile is on: an injected statement can read files of the machine that asks the database.',
        ),
        remedy: changed({
          summary: say('Schalten Sie local_infile ab.', 'Switch local_infile off.'),
          first: say(
            'Prüfen Sie danach Berichte und Plug-ins: Einzelne könnten Daten auf diesem Weg laden.',
            'Check reports and plug-ins afterwards: some may load data this way.',
          ),
          line: 'local-infile=0',
          statement: 'SET GLOBAL local_infile = OFF;',
        }),
      }
    },
  },
  {
    item: 'secure_file_priv',
    severity: 'low',
    judge: ({ variables, mariadb }) => {
      const value = variables['secure_file_priv']
      if (value === undefined) return 'absent'
      const unlimited = value === '' || (mariadb && value === 'NULL')
      if (!unlimited) return
      return {
        kind: 'note',
        says: say(
          'secure_file_priv ist leer: Wer das Recht FILE hat, liest und schreibt überall, wo es der Dienst darf. Ob ein Plug-in das braucht, ist nicht bekannt; ändern Sie es erst nach Rücksprache und nehmen Sie lieber das Recht FILE weg.',
          'secure_file_priv is empty: whoever has the privilege FILE reads and writes wherever the service may. Whether a plug-in needs that is not known; change it only after asking, and rather take the privilege FILE away.',
        ),
      }
    },
  },
  {
    item: 'log_error',
    severity: 'low',
    judge: (view) => {
      const value = view.variables['log_error']
      if (value === undefined) return 'absent'
      if (value !== '' && value !== 'stderr') return
      return {
        kind: 'fail',
        says: say(
          'Es gibt kein Fehlerprotokoll: Fehlgeschlagene Anmeldungen und Abstürze hinterlassen keine Spur.',
          'There is no error log: failed sign-ins and crashes leave no trace.',
        ),
        remedy: changed({
          summary: say('Schalten Sie das Fehlerprotokoll ein.', 'Switch the error log on.'),
          line: 'log-error=mysql-error.err',
        }),
      }
    },
  },
  {
    item: 'log_error_verbosity',
    severity: 'low',
    judge: (view) => {
      const value = view.variables['log_error_verbosity']
      if (value === undefined) return 'absent'
      if (Number(value) >= 2) return
      const as = readAs(view, 'log_error_verbosity')
      return {
        kind: 'fail',
        says: say(`${as.de}: Warnungen fehlen im Protokoll.`, `${as.en}: the log has no warnings.`),
        remedy: changed({
          summary: say('Lassen Sie auch Warnungen protokollieren.', 'Have warnings logged, too.'),
          line: 'log_error_verbosity=2',
          statement: 'SET GLOBAL log_error_verbosity = 2;',
        }),
      }
    },
  },
  {
    item: 'log_raw',
    severity: 'medium',
    judge: (view) => {
      const value = view.variables['log_raw']
      if (value === undefined) return 'absent'
      if (!isOn(value)) return
      return {
        kind: 'fail',
        says: say(
          'log_raw ist an: Kennwörter stehen im Klartext in den Protokollen.',
          'log_raw is on: passwords stand in the logs in clear text.',
        ),
        remedy: changed({
          summary: say('Schalten Sie log_raw ab.', 'Switch log_raw off.'),
          line: 'log-raw=OFF',
          statement: 'SET GLOBAL log_raw = OFF;',
        }),
      }
    },
  },
  {
    item: 'general_log',
    severity: 'medium',
    judge: (view) => {
      const value = view.variables['general_log']
      if (value === undefined) return 'absent'
      if (!isOn(value)) return
      return {
        kind: 'fail',
        says: say(
          'Das allgemeine Protokoll läuft mit: Darin steht jede Abfrage, auch Zugangsdaten von Kunden.',
          'The general log is on: it holds every statement, customers’ credentials included.',
        ),
        remedy: changed({
          summary: say(
            'Schalten Sie das allgemeine Protokoll ab. Die alte Datei löschen Sie danach von Hand.',
            'Switch the general log off. Delete the old file by hand afterwards.',
          ),
          line: 'general-log=0',
          statement: 'SET GLOBAL general_log = OFF;',
        }),
      }
    },
  },
  {
    item: 'skip_grant_tables',
    severity: 'critical',
    judge: ({ variables, withoutAccounts }) => {
      const value = variables['skip_grant_tables']
      if (!withoutAccounts && !isOn(value)) return value === undefined ? 'absent' : undefined
      return {
        kind: 'fail',
        says: say(
          'Die Datenbank läuft ohne Konten (skip-grant-tables): Jeder, der sie erreicht, darf alles.',
          'The database runs without accounts (skip-grant-tables): everyone who reaches it may do everything.',
        ),
        remedy: {
          summary: say(
            'Nehmen Sie skip-grant-tables sofort aus my.ini und starten Sie den Dienst neu.',
            'Take skip-grant-tables out of my.ini at once and restart the service.',
          ),
          steps: [
            say(
              'Trennen Sie den Datenbank-Port bis dahin vom Netz (Windows-Firewall: 3306 und 33060 sperren).',
              'Take the database port off the network until then (Windows firewall: close 3306 and 33060).',
            ),
            say(
              'Löschen Sie unter [mysqld] die Zeile skip-grant-tables und starten Sie den Dienst neu.',
              'Delete the line skip-grant-tables under [mysqld] and restart the service.',
            ),
            say(
              'Sehen Sie danach alle Konten an (bollwerk collect mysql): Vielleicht wurde in der Zwischenzeit eines angelegt.',
              'Then look at all accounts (bollwerk collect mysql): perhaps one was created in the meantime.',
            ),
          ],
          automatic: false,
          downtime: say('Ein Neustart der Datenbank.', 'One restart of the database.'),
        },
      }
    },
  },
  {
    item: 'allow_suspicious_udfs',
    severity: 'medium',
    judge: ({ variables }) => {
      const value = variables['allow_suspicious_udfs']
      if (value === undefined) return 'absent'
      if (!isOn(value)) return
      return {
        kind: 'fail',
        says: say(
          'allow-suspicious-udfs ist an: Über eigene Funktionen lässt sich fremder Code in die Datenbank laden.',
          'allow-suspicious-udfs is on: foreign code can be loaded into the database by functions of its own.',
        ),
        remedy: changed({
          summary: say('Nehmen Sie allow-suspicious-udfs heraus.', 'Take allow-suspicious-udfs out.'),
          line: 'allow-suspicious-udfs=0',
        }),
      }
    },
  },
  {
    item: 'password-in-file',
    title: say('Datenbank: In my.ini steht ein Kennwort', 'Database: a password stands in my.ini'),
    severity: 'medium',
    judge: ({ by, passwordsIn }) => {
      if (by === 'sql') return 'absent'
      if (passwordsIn.length === 0) return
      const sections = passwordsIn.map((section) => `[${quotation(section)}]`).join(', ')
      return {
        kind: 'fail',
        says: say(
          `In my.ini steht ein Kennwort (${sections}): Jeder, der die Datei lesen darf, kommt damit in die Datenbank.`,
          `A password stands in my.ini (${sections}): everyone who may read the file gets into the database with it.`,
        ),
        remedy: {
          summary: say(
            'Nehmen Sie das Kennwort aus my.ini und ändern Sie es.',
            'Take the password out of my.ini and change it.',
          ),
          steps: [
            say(
              'Suchen Sie, welches Skript oder welche Sicherung es benutzt; dort hilft mysql_config_editor, der es verschleiert in einer Datei des Benutzers ablegt.',
              'Find the script or backup that uses it; mysql_config_editor helps there, which keeps it obfuscated in a file of the user.',
            ),
            say(
              'Löschen Sie die Zeile und ändern Sie danach das Kennwort dieses Kontos. Das Kennwort, das Automate selbst benutzt, ändern Sie nur nach Anleitung von ConnectWise.',
              'Delete the line and then change the password of that account. The password that Automate itself uses is changed only by the instructions of ConnectWise.',
            ),
          ],
          automatic: false,
        },
      }
    },
  },
]

function innerAddress(view: SettingsView): ReturnType<typeof say> {
  const as = readAs(view, 'bind_address')
  return say(
    `${as.de}; das ist nötig, wenn Automate auf einem anderen Server läuft. Lassen Sie dann nur diesen an den Port.`,
    `${as.en}; that is needed if Automate runs on another server. Then let only that one reach the port.`,
  )
}
