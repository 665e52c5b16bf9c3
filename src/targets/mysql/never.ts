import { quoted } from '../../model/quoted.ts'
import { say, type Text } from '../../model/text.ts'
import { changeableSetting } from './settings.ts'
import type { SettingMove } from './statements.ts'

/**
 * Settings that no plan changes, each with the reason (automate.md §8.4, where what Automate needs of them is marked
 * unverified, to be reported only, or never to be changed). A name that ends in `*` stands for all that begin with it.
 */
const never: readonly (readonly [readonly string[], Text])[] = [
  [
    ['sql_mode'],
    say(
      'Automate läuft meist ohne strengen Modus; mit ihm könnten Abfragen scheitern.',
      'Automate mostly runs without strict mode; with it, statements could fail.',
    ),
  ],
  [
    ['lower_case_table_names'],
    say(
      'Nach dem Anlegen der Datenbank findet sie mit einem anderen Wert ihre Tabellen nicht mehr.',
      'Once the database was created, with another value it no longer finds its tables.',
    ),
  ],
  [
    ['authentication_policy', 'default_authentication_plugin', 'old_passwords', 'mysql_native_password'],
    say(
      'Konten von Automate könnten sich danach nicht mehr anmelden.',
      'Accounts of Automate might no longer sign in afterwards.',
    ),
  ],
  [
    ['validate_password*', 'simple_password_check*', 'strict_password_validation'],
    say(
      'Automate legt selbst Konten an; eine Prüfung der Kennwörter könnte das verhindern.',
      'Automate creates accounts itself; a check of passwords could prevent that.',
    ),
  ],
  [
    ['default_password_lifetime', 'disconnect_on_expired_password'],
    say(
      'Läuft das Kennwort von Automate ab, so steht Automate.',
      'If the password of Automate expires, Automate stands still.',
    ),
  ],
  [
    ['require_secure_transport', 'ssl_*', 'tls_*'],
    say(
      'Ältere Connector/NET von Automate könnten sich nicht mehr anmelden.',
      'Older Connector/NET of Automate might no longer sign in.',
    ),
  ],
  [
    ['skip_networking', 'skip_name_resolve'],
    say(
      'Automate und root@localhost kämen danach womöglich nicht mehr über TCP hinein.',
      'Automate and root@localhost might no longer get in over TCP.',
    ),
  ],
  [
    ['bind_address', 'mysqlx*', 'skip_mysqlx', 'port', 'admin_address', 'admin_port'],
    say(
      'Sie gilt erst nach einem Neustart, und zuvor muss jemand nachsehen, worüber Automate die Datenbank anspricht.',
      'It holds only after a restart, and before that somebody has to look how Automate reaches the database.',
    ),
  ],
  [
    ['secure_file_priv'],
    say(
      'Ob ein Plug-in von Automate sie braucht, ist nicht bekannt.',
      'Whether a plug-in of Automate needs it is not known.',
    ),
  ],
  [
    ['log_error', 'skip_grant_tables', 'allow_suspicious_udfs', 'symbolic_links', 'datadir'],
    say(
      'Sie gilt erst nach einem Neustart: Tragen Sie sie selbst in my.ini ein.',
      'It holds only after a restart: enter it into my.ini yourself.',
    ),
  ],
]

/** Why a setting is not changed to what a step asks for, whoever wrote that step; `undefined` if it may be. */
export function refusedSetting({ name, before, after }: SettingMove): Text | undefined {
  const setting = changeableSetting(name)
  if (!setting) {
    const reason = reasonFor(name)
    return say(
      `Die Einstellung ${quoted(name)} ändert Bollwerk nicht. ${reason.de}`,
      `Bollwerk does not change the setting ${quoted(name)}. ${reason.en}`,
    )
  }
  if (after !== setting.wanted || !setting.from.includes(before))
    return say(
      `${name} ändert Bollwerk nur von ${setting.from.join(', ')} auf ${setting.wanted}, nicht von ${quoted(before)} auf ${quoted(after)}.`,
      `Bollwerk changes ${name} only from ${setting.from.join(', ')} to ${setting.wanted}, not from ${quoted(before)} to ${quoted(after)}.`,
    )
  return
}

function reasonFor(name: string): Text {
  const known = name.trim().toLowerCase().replaceAll('-', '_')
  const means = (one: string): boolean => (one.endsWith('*') ? known.startsWith(one.slice(0, -1)) : known === one)
  return never.find(([names]) => names.some(means))?.[1] ?? unlisted
}

const unlisted = say(
  'Sie steht nicht auf der Liste der Einstellungen, deren Änderung erprobt ist.',
  'It is not on the list of settings whose change was tried.',
)
