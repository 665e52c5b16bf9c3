import { say } from '../model/text.ts'
import { isOff, isOn, listensLocally } from './database-binding.ts'
import type { SettingRow, SettingsView } from './database-setting.ts'
import { quotation } from './quotation.ts'

/**
 * Settings that benchmarks for MySQL ask for and that Automate does not take: they are told and left alone
 * (automate.md §8.4; what Automate needs is unverified there). None of them has a remedy.
 */
export const settingNotes: readonly SettingRow[] = [
  noted('sql_mode', ({ variables: { sql_mode: mode } }) => {
    if (mode === undefined || /STRICT_(ALL|TRANS)_TABLES/.test(mode)) return
    return say(
      `sql_mode („${quotation(mode)}“) ist nicht streng. Automate läuft meist so: Ändern Sie ihn nicht.`,
      `sql_mode ("${quotation(mode)}") is not strict. Automate mostly runs like this: do not change it.`,
    )
  }),
  noted('skip_networking', ({ variables: { skip_networking: value } }) => {
    if (!isOff(value)) return
    return say(
      'skip_networking ist aus. Schalten Sie es nicht ein: Automate spricht die Datenbank über TCP an.',
      'skip_networking is off. Do not switch it on: Automate reaches the database over TCP.',
    )
  }),
  noted('skip_name_resolve', ({ variables: { skip_name_resolve: value } }) => {
    if (!isOff(value)) return
    return say(
      'skip_name_resolve ist aus. Schalten Sie es nicht einfach ein: Konten mit einem Rechnernamen, auch root@localhost über TCP, kämen danach nicht mehr hinein.',
      'skip_name_resolve is off. Do not simply switch it on: accounts with a host name, root@localhost over TCP included, would no longer get in.',
    )
  }),
  noted('validate_password', (view) => {
    if (view.by !== 'sql' || view.mariadb || checksPasswords(view)) return
    return say(
      'Kennwörter von Datenbank-Konten werden nicht geprüft (validate_password fehlt oder steht auf LOW). Automate legt selbst Konten an; eine Prüfung könnte das verhindern: Schalten Sie sie nicht ohne Rücksprache mit ConnectWise ein.',
      'Passwords of database accounts are not checked (validate_password is missing or set to LOW). Automate creates accounts itself and a check could prevent that: do not switch it on without asking ConnectWise.',
    )
  }),
  noted('default_password_lifetime', ({ variables: { default_password_lifetime: value } }) => {
    if (value !== '0') return
    return say(
      'Kennwörter von Datenbank-Konten laufen nicht ab. Ändern Sie das nicht: Läuft das Konto von Automate ab, steht Automate.',
      'Passwords of database accounts do not expire. Do not change that: if the account of Automate expires, Automate stands still.',
    )
  }),
  noted('require_secure_transport', ({ variables }) => {
    if (!isOff(variables['require_secure_transport']) || listensLocally(variables)) return
    return say(
      'require_secure_transport ist aus. Schalten Sie es nicht ohne Versuch ein: Ältere Connector/NET von Automate könnten sich nicht mehr anmelden.',
      'require_secure_transport is off. Do not switch it on without a trial: older Connector/NET of Automate might no longer sign in.',
    )
  }),
  noted('log_bin_trust_function_creators', ({ variables: { log_bin_trust_function_creators: value } }) => {
    if (!isOn(value)) return
    return say(
      'log_bin_trust_function_creators ist an; das ist nur bei Replikation von Belang.',
      'log_bin_trust_function_creators is on; that only matters with replication.',
    )
  }),
  noted('symbolic_links', ({ variables: { have_symlink: known, symbolic_links: written } }) => {
    if (known !== 'YES' && !isOn(written)) return
    return say(
      'Symbolische Verknüpfungen sind erlaubt; ab MySQL 8.0 sind sie es nicht mehr.',
      'Symbolic links are allowed; from MySQL 8.0 on they no longer are.',
    )
  }),
]

function noted(item: string, says: (view: SettingsView) => ReturnType<typeof say> | undefined): SettingRow {
  return {
    item,
    severity: 'low',
    judge: (view) => {
      const text = says(view)
      return text && { kind: 'note', says: text }
    },
  }
}

/** The component (since 8.0) or the plug-in, with at least the middle policy. */
function checksPasswords({ variables, plugins }: SettingsView): boolean {
  const policy = variables['validate_password.policy'] ?? variables['validate_password_policy']
  const there =
    policy !== undefined ||
    plugins?.components.includes('file://component_validate_password') === true ||
    plugins?.plugins.some(({ name, active }) => name === 'validate_password' && active) === true
  return there && policy !== 'LOW' && policy !== '0'
}
