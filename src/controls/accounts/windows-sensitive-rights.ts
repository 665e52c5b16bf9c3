import type { RightsFact, SharesFact } from '../../evidence/windows/facts.ts'
import type { Evidence, Seen } from '../../model/evidence.ts'
import type { Severity } from '../../model/outcome.ts'
import { joined, say, type Text, verbatim } from '../../model/text.ts'
import { type AccessEntry, rightsOf } from '../access-mask.ts'
import type { Control, Judgement } from '../control.ts'
import { excerpt } from '../excerpt.ts'
import { lacking, type Machine, onEveryMachine } from '../inside-look.ts'
import { mappingsOf } from '../mappings.ts'
import { quotation } from '../quotation.ts'
import { upkeepSources } from '../upkeep-sources.ts'
import { groupWords, isEveryoneGroup } from '../windows-sids.ts'

type Protected = RightsFact['objects'][number]
type Share = SharesFact['shares'][number]

/** No broad group reads the secrets of the products or writes where they load from (automate.md §1.3, §3). */
export const windowsSensitiveRights: Control = {
  id: 'accounts.windows-sensitive-rights',
  version: 1,
  measure: 'accounts',
  title: say(
    'Sensible Dateien, Schlüssel und Freigaben gehören nur wenigen',
    'Sensitive files, keys and shares belong to few only',
  ),
  reason: say(
    'In web.config, my.ini und HKLM\\SOFTWARE\\LabTech\\Agent stehen Kennwörter in lesbarer Form, und was in LTShare liegt, führen Agenten aus.',
    'web.config, my.ini and HKLM\\SOFTWARE\\LabTech\\Agent hold passwords in readable form, and agents run what lies in LTShare.',
  ),
  looksAt: say(
    'Die Rechtelisten der Dateien, Ordner, Registry-Schlüssel und Freigaben nach SID: Jeder (S-1-1-0), Authentifizierte Benutzer (S-1-5-11), Benutzer (S-1-5-32-545), Gäste, Domänen-Benutzer.',
    'The lists of rights of files, folders, registry keys and shares by SID: Everyone (S-1-1-0), Authenticated Users (S-1-5-11), Users (S-1-5-32-545), Guests, Domain Users.',
  ),
  servers: ['automate', 'screenconnect'],
  witnesses: ['inside'],
  severity: 'high',
  maximumAgeDays: 30,
  remedy: {
    summary: say(
      'Nehmen Sie den genannten Gruppen ihre Rechte; es bleiben Administratoren, SYSTEM und die Konten des Produkts.',
      'Take the rights from the named groups; administrators, SYSTEM and the accounts of the product stay.',
    ),
    steps: [
      say(
        'Sichern Sie die Rechte: icacls "<Pfad>" /save C:\\rechte.txt; für die Registry Get-Acl "HKLM:\\SOFTWARE\\LabTech\\Agent" | Format-List (reg export sichert keine Rechte, aber das Kennwort), für Freigaben Get-SmbShareAccess -Name <Freigabe>.',
        'Save the rights: icacls "<path>" /save C:\\rights.txt; for the registry Get-Acl "HKLM:\\SOFTWARE\\LabTech\\Agent" | Format-List (reg export saves no rights, but the password), for shares Get-SmbShareAccess -Name <share>.',
      ),
      say(
        'Datei oder Ordner: Eigenschaften > Sicherheit > Erweitert, oder icacls "<Pfad>" /inheritance:d und danach icacls "<Pfad>" /remove:g *S-1-5-32-545 *S-1-1-0 *S-1-5-11',
        'File or folder: Properties > Security > Advanced, or icacls "<path>" /inheritance:d and then icacls "<path>" /remove:g *S-1-5-32-545 *S-1-1-0 *S-1-5-11',
      ),
      say(
        'Registry: regedit > Schlüssel > Berechtigungen, und „Benutzer“ entfernen.',
        'Registry: regedit > key > Permissions, and remove "Users".',
      ),
      say(
        'Freigabe: Revoke-SmbShareAccess -Name <Freigabe> -AccountName <Gruppe>. Für LTShare genügen IIS AppPool\\LabTech, IIS AppPool\\LabTech WebCC, IIS AppPool\\CwaRestApi und SYSTEM mit „Ändern“.',
        'Share: Revoke-SmbShareAccess -Name <share> -AccountName <group>. For LTShare IIS AppPool\\LabTech, IIS AppPool\\LabTech WebCC, IIS AppPool\\CwaRestApi and SYSTEM with "Modify" are enough.',
      ),
      say(
        'Prüfen Sie danach einen Agenten, eine Dateiübertragung und die Anmeldung am Control Center.',
        'Afterwards check an agent, a file transfer and the sign-in at the Control Center.',
      ),
    ],
    automatic: false,
    rollback: say(
      'Setzen Sie die gesicherten Rechte wieder: icacls "<übergeordneter Ordner>" /restore C:\\rechte.txt, für Freigaben Grant-SmbShareAccess, für die Registry regedit > Berechtigungen nach Ihren Notizen.',
      'Set the saved rights again: icacls "<folder above>" /restore C:\\rights.txt, for shares Grant-SmbShareAccess, for the registry regedit > Permissions by your notes.',
    ),
    downtime: say('Keine, wenn die Konten des Produkts bleiben.', 'None as long as the accounts of the product stay.'),
  },
  references: [upkeepSources.networkHardening],
  mappings: mappingsOf('accounts'),
  judge: (question) => onEveryMachine(question, judged),
}

function judged(machine: Machine): readonly Judgement[] {
  const rights = machine.seen('windows.rights')
  const shares = machine.seen('windows.shares')
  const objects = rights?.value.objects ?? []
  const judgements = [
    ...(rights ? objects.flatMap((object) => aboutObject(object, excerpt(rights, 'objects', [object]))) : []),
    ...(shares ? shares.value.shares.flatMap((share) => aboutShare(share, excerpt(shares, 'shares', [share]))) : []),
    ...(rights ? [] : [{ item: 'rights', ...lacking(machine, 'windows.rights') }]),
    ...(shares ? [] : [{ item: 'shares', ...lacking(machine, 'windows.shares') }]),
  ]
  if (judgements.length > 0 || !rights || !shares) return judgements
  const detail = say(
    `Keine breite Gruppe hat Rechte an sensiblen Dateien und Schlüsseln (geprüft: ${objects.length}) oder schreibt in eine Freigabe.`,
    `No broad group has rights on sensitive files and keys (checked: ${objects.length}) or writes into a share.`,
  )
  return [{ outcome: 'pass', detail, evidence: [rights, shares] }]
}

/**
 * Reading is bad where a secret stands: in configuration and in the registry. Programs and folders may be read; who
 * writes there decides what runs.
 */
function aboutObject(object: Protected, piece: Seen<RightsFact>): readonly Judgement[] {
  const secret =
    object.kind === 'registry' || (object.kind === 'file' && !/\.(exe|dll|aspx?|msi|ps1)$/i.test(object.path))
  const writers = holders(object.entries, 'writes')
  const readers = holders(object.entries, 'reads')
  const what = objectWords.get(object.what) ?? verbatim(quotation(object.what))
  const path = quotation(object.path)
  const shown = say(`${what.de} (${path})`, `${what.en} (${path})`)
  if (writers.length > 0) return [failing(object.path, toldOf(shown, writers, canWrite), { piece, severity: 'high' })]
  return secret && readers.length > 0
    ? [failing(object.path, toldOf(shown, readers, canRead), { piece, severity: 'medium' })]
    : []
}

/** Shares that Windows makes for administrators (`C$`) have rights that nobody can change. */
function aboutShare(share: Share, piece: Seen<SharesFact>): readonly Judgement[] {
  if (share.administrative) return []
  const isAgents = /ltshare/i.test(share.name) || /ltshare/i.test(share.path ?? '')
  const writers = holders(share.entries, 'writes')
  const readers = holders(share.entries, 'reads')
  const path = share.path === null ? '' : ` (${quotation(share.path)})`
  const shown = say(`Die Freigabe ${quotation(share.name)}${path}`, `The share ${quotation(share.name)}${path}`)
  const item = `share:${share.name}`
  const ntfs = say(
    'Die Rechte am Ordner selbst können das noch begrenzen.',
    'The rights on the folder itself may still limit that.',
  )
  if (writers.length > 0) {
    const severity = isAgents ? 'high' : 'medium'
    return [failing(item, joined([toldOf(shown, writers, canWrite), ntfs]), { piece, severity })]
  }
  return isAgents && readers.length > 0
    ? [failing(item, joined([toldOf(shown, readers, canRead), ntfs]), { piece, severity: 'medium' })]
    : []
}

function holders(entries: readonly AccessEntry[], what: 'reads' | 'writes'): readonly Text[] {
  const sids = [...new Set(entries.map(({ sid }) => sid))].filter(isEveryoneGroup)
  return sids.filter((sid) => rightsOf(entries, sid)[what]).map(groupWords)
}

const canWrite = say('darf beschrieben werden von', 'may be written by')
const canRead = say('darf gelesen werden von', 'may be read by')

/** What the collector asks for, by the name that it gives it. */
const objectWords: ReadonlyMap<string, Text> = new Map([
  ['automate-agent-key', say('Der Schlüssel des Agenten von Automate', "The key of Automate's agent")],
  ['automate-setup-key', say('Der Schlüssel der Einrichtung von Automate', "The key of Automate's setup")],
  ['automate-folder', say('Der Ordner von Automate', 'The folder of Automate')],
  ['automate-ltshare', say('Der Ordner LTShare', 'The folder LTShare')],
  ['screenconnect-folder', say('Der Ordner von ScreenConnect', 'The folder of ScreenConnect')],
  ['screenconnect-app-data', say('Der Datenordner von ScreenConnect', 'The data folder of ScreenConnect')],
  ['screenconnect-web-config', say('Die Konfiguration von ScreenConnect', 'The configuration of ScreenConnect')],
  ['screenconnect-user-xml', say('Die Benutzerdatei von ScreenConnect', 'The user file of ScreenConnect')],
  ['database-configuration', say('Die Konfiguration der Datenbank', 'The configuration of the database')],
  ['database-program', say('Das Programm der Datenbank', 'The program of the database')],
  ['database-data', say('Der Datenordner der Datenbank', 'The data folder of the database')],
])

function toldOf(shown: Text, groups: readonly Text[], verb: Text): Text {
  const names = joined(groups, ', ')
  return say(`${shown.de} ${verb.de}: ${names.de}.`, `${shown.en} ${verb.en}: ${names.en}.`)
}

interface Weighed {
  readonly piece: Evidence
  readonly severity: Severity
}

function failing(item: string, detail: Text, { piece, severity }: Weighed): Judgement {
  return { item: quotation(item), outcome: 'fail', severity, detail, evidence: [piece] }
}
