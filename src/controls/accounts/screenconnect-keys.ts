import { compareVersions, parseVersion } from '../../catalog/index.ts'
import type { SettingsFact } from '../../evidence/screenconnect/facts.ts'
import type { Evidence } from '../../model/evidence.ts'
import { joined, say, type Text } from '../../model/text.ts'
import type { Control, Judgement, Question } from '../control.ts'
import { mappingsOf } from '../mappings.ts'
import { unknownBecause } from '../open-question.ts'
import { foundOr, listed, onEveryFolderWith, type ScreenConnectFolder } from '../screenconnect-folder.ts'
import { upkeepSources } from '../upkeep-sources.ts'

/** From this release on the vendor encrypts the keys of the server (CVE-2026-3564). */
const encryptsFrom = '26.1'

/** Keys with which anybody passes as any user, as `web.config` names them. */
const serverKeys: ReadonlySet<string> = new Set([
  'machineKey validationKey',
  'machineKey decryptionKey',
  'AsymmetricKey',
  'InstanceIdentifierBlob',
])

/** No key of the server stands in clear in `web.config` (screenconnect.md §3.4, §6). */
export const screenconnectKeys: Control = {
  id: 'accounts.screenconnect-keys',
  version: 1,
  measure: 'accounts',
  title: say(
    'Keine Schlüssel und Kennwörter stehen offen in web.config',
    'No keys and passwords stand in clear in web.config',
  ),
  reason: say(
    'Wer die Schlüssel des Servers kennt, kann sich als beliebiger Benutzer ausweisen, ganz ohne Kennwort und zweiten Faktor.',
    'Whoever knows the keys of the server can pass as any user, without any password and second factor.',
  ),
  looksAt: say(
    'An welchen Stellen von web.config Schlüssel und Kennwörter stehen; ihr Inhalt wird nie aufgehoben.',
    'At which places of web.config keys and passwords stand; their content is never kept.',
  ),
  servers: ['screenconnect'],
  witnesses: ['inside'],
  severity: 'high',
  maximumAgeDays: 30,
  remedy: {
    summary: say(
      `Aktualisieren Sie auf ${encryptsFrom} oder neuer, und beschränken Sie, wer web.config und ihre Sicherungen lesen darf.`,
      `Upgrade to ${encryptsFrom} or newer, and limit who may read web.config and its backups.`,
    ),
    steps: [
      say(
        `Aktualisieren Sie ScreenConnect: Ab ${encryptsFrom} liegen die Schlüssel verschlüsselt.`,
        `Upgrade ScreenConnect: from ${encryptsFrom} on the keys are kept encrypted.`,
      ),
      say(
        'Sehen Sie nach, wer die Datei lesen darf: Get-Acl "C:\\Program Files (x86)\\ScreenConnect\\web.config" | Format-List. Nur Administratoren, SYSTEM und das Dienstkonto brauchen Leserechte; dasselbe gilt für App_Data\\User.xml.',
        'See who may read the file: Get-Acl "C:\\Program Files (x86)\\ScreenConnect\\web.config" | Format-List. Only administrators, SYSTEM and the account of the service need to read it; the same goes for App_Data\\User.xml.',
      ),
      say(
        'Löschen Sie alte Kopien der web.config, auch auf Sicherungsmedien, die Fremde lesen können.',
        'Delete old copies of web.config, also on backup media that strangers can read.',
      ),
      say(
        'Kann jemand die Schlüssel gesehen haben, lassen Sie sie nach Anleitung des Herstellers erneuern; ein Update allein macht alte Schlüssel nicht ungültig.',
        'If somebody may have seen the keys, have them renewed as the vendor says; an upgrade alone does not make old keys invalid.',
      ),
    ],
    automatic: false,
    rollback: say(
      'Spielen Sie die Sicherung des Installationsordners zurück.',
      'Put the backup of the installation folder back.',
    ),
    downtime: say('Wie beim Update: einige Minuten.', 'As for the upgrade: some minutes.'),
  },
  references: [upkeepSources.connectwiseDisclosures],
  mappings: mappingsOf('accounts'),
  judge,
}

function judge(question: Question): readonly Judgement[] {
  return onEveryFolderWith(question, 'screenconnect.settings', (piece, folder) => {
    const { secrets, hidden } = piece.value
    const version = folder.seen('screenconnect.version')
    const evidence = version ? [piece, version] : [piece]
    const keys = secrets.filter(({ what }) => serverKeys.has(what))
    const others = secrets.filter(({ what }) => !serverKeys.has(what))
    const found = [
      ...(keys.length > 0 ? [clearKeys(keys, folder, evidence)] : []),
      ...(others.length > 0 ? [clearPasswords(others, evidence)] : []),
    ]
    if (found.length === 0 && hidden.includes('appSettings')) return [unknownBecause(elsewhere, evidence)]
    const detail = say(
      'In web.config steht kein Schlüssel und kein Kennwort im Klartext.',
      'No key and no password stands in clear text in web.config.',
    )
    return foundOr(found, { detail, evidence })
  })
}

function clearKeys(
  keys: SettingsFact['secrets'],
  folder: ScreenConnectFolder,
  evidence: readonly Evidence[],
): Judgement {
  const places = placesOf(keys)
  const stand = say(`Im Klartext stehen: ${places.de}.`, `In clear text: ${places.en}.`)
  const isOld = !isEncrypting(folder)
  return {
    item: 'keys',
    outcome: 'fail',
    severity: isOld ? 'high' : 'medium',
    detail: joined([stand, isOld ? oldRelease : leftFromBefore]),
    evidence,
  }
}

function clearPasswords(secrets: SettingsFact['secrets'], evidence: readonly Evidence[]): Judgement {
  const places = placesOf(secrets)
  const detail = say(
    `Kennwörter anderer Dienste stehen im Klartext: ${places.de}. Geben Sie diesen Konten so wenige Rechte wie möglich.`,
    `Passwords of other services stand in clear text: ${places.en}. Give those accounts as few rights as possible.`,
  )
  return { item: 'passwords', outcome: 'fail', severity: 'low', detail, evidence }
}

function placesOf(secrets: SettingsFact['secrets']): Text {
  const named = (word: string): Text => listed(secrets.map(({ what, line }) => `${what} (${word} ${line})`))
  return say(named('Zeile').de, named('line').en)
}

function isEncrypting(folder: ScreenConnectFolder): boolean {
  const version = parseVersion('screenconnect', folder.seen('screenconnect.version')?.value.text ?? '')
  const from = parseVersion('screenconnect', encryptsFrom)
  return version.ok && from.ok && compareVersions(version.value, from.value) >= 0
}

const oldRelease: Text = say(
  `Ausgaben vor ${encryptsFrom} lassen sie dort; jeder, der die Datei oder eine Sicherung liest, kann sie missbrauchen (CVE-2026-3564).`,
  `Releases before ${encryptsFrom} leave them there; anybody who reads the file or a backup can abuse them (CVE-2026-3564).`,
)

const leftFromBefore: Text = say(
  'Diese Ausgabe sollte sie verschlüsseln. Fragen Sie den Hersteller, ob die Reste entfernt werden können.',
  'This release should encrypt them. Ask the vendor whether what is left can be removed.',
)

const elsewhere: Text = say(
  'Die Einstellungen stehen verschlüsselt oder in einer anderen Datei; was dort steht, ist nicht gelesen.',
  'The settings are encrypted or stand in another file; what stands there was not read.',
)
