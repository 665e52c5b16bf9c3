import { compareVersions, parseVersion } from '../../catalog/index.ts'
import type { RolesFact } from '../../evidence/screenconnect/facts.ts'
import type { Evidence } from '../../model/evidence.ts'
import { say, type Text } from '../../model/text.ts'
import type { Control, Judgement, Question } from '../control.ts'
import { mappingsOf } from '../mappings.ts'
import { unknownBecause } from '../open-question.ts'
import { quotation } from '../quotation.ts'
import { administratorRoles } from '../screenconnect-accounts.ts'
import { foundOr, listed, onEveryFolderWith, type ScreenConnectFolder } from '../screenconnect-folder.ts'
import { screenconnectSources } from '../screenconnect-sources.ts'
import { upkeepSources } from '../upkeep-sources.ts'

/** Permissions that turn a small account into a big one (screenconnect.md §3.2; the rating is ours). */
const risky: ReadonlySet<string> = new Set([
  'BuildAccessInstaller',
  'CreateDelegatedAccessToken',
  'EnableBackstageLogonSession',
  'HostSessionWithoutConsent',
  'ManageSharedToolbox',
  'RespondToElevationRequest',
  'RunCommandOutsideSession',
  'RunPersonalToolAsSystemSilently',
  'RunSharedToolAsSystemSilently',
  'SwitchLogonSession',
])

/** What the vendor told everybody to take away until all clients are new (CVE-2026-84869). */
const transfer: ReadonlySet<string> = new Set(['TransferFiles', 'TransferFilesInSession'])
const repairedIn = '26.6.5'

type Role = RolesFact['roles'][number]

/** Roles for daily work hold few of the dangerous permissions, and none of them over all groups. */
export const screenconnectPermissions: Control = {
  id: 'accounts.screenconnect-permissions',
  version: 1,
  measure: 'accounts',
  title: say(
    'Rollen in ScreenConnect enthalten keine unnötig gefährlichen Rechte',
    'Roles of ScreenConnect hold no needlessly dangerous permissions',
  ),
  reason: say(
    'Rechte wie Befehle außerhalb einer Sitzung über alle Gruppen machen aus einem gestohlenen Technikerkonto den Zugriff auf jeden Rechner.',
    "Permissions such as commands outside a session over all groups turn one stolen technician's account into access to every machine.",
  ),
  looksAt: say('Die Rechte jeder Rolle in Role.xml.', 'The permissions of each role in Role.xml.'),
  servers: ['screenconnect'],
  witnesses: ['inside'],
  severity: 'medium',
  maximumAgeDays: 30,
  remedy: {
    summary: say(
      'Nehmen Sie Rollen für die tägliche Arbeit die gefährlichen Rechte oder beschränken Sie sie auf einzelne Gruppen.',
      'Take the dangerous permissions from roles for daily work or limit them to single groups.',
    ),
    steps: [
      say(
        'Öffnen Sie Administration > Security, bearbeiten Sie die genannte Rolle und nehmen Sie weg, was sie nicht täglich braucht.',
        'Open Administration > Security, edit the named role and take away what it does not need every day.',
      ),
      say(
        'Was nur für manche Kunden nötig ist, geben Sie über „Specific Session Group“ statt für alle Gruppen.',
        'What is needed for some customers only, give through "Specific Session Group" instead of all groups.',
      ),
      say(
        'TransferFiles empfiehlt der Hersteller allen Rollen zu nehmen, bis Server, Host-Clients und Agenten 26.6.5 oder neuer sind (CVE-2026-84869).',
        'The vendor recommends to take TransferFiles from all roles until server, host clients and agents are 26.6.5 or newer (CVE-2026-84869).',
      ),
      say(
        'Sehen Sie eine Woche lang nach, ob jemandem etwas fehlt.',
        'Watch for a week whether anybody misses something.',
      ),
    ],
    automatic: false,
    rollback: say('Geben Sie das Recht im selben Fenster zurück.', 'Give the permission back in the same window.'),
    downtime: say('Keine; Techniker müssen sich neu anmelden.', 'None; technicians have to sign in again.'),
  },
  references: [upkeepSources.screenconnectBulletin, screenconnectSources.apiModule],
  mappings: mappingsOf('accounts'),
  judge,
}

function judge(question: Question): readonly Judgement[] {
  return onEveryFolderWith(question, 'screenconnect.roles', (piece, folder) => {
    if (piece.value.roles.length === 0) return [unknownBecause(noRoles, [piece])]
    const mighty = administratorRoles(piece.value)
    const version = folder.seen('screenconnect.version')
    const evidence = version ? [piece, version] : [piece]
    const daily = piece.value.roles.filter(({ name }) => !mighty.has(name))
    const found = [
      ...daily.flatMap((role) => dangerous(role, [piece])),
      ...(isRepaired(folder) ? [] : piece.value.roles.flatMap((role) => transferring(role, evidence))),
    ]
    const detail = say(
      `Von ${piece.value.roles.length} Rollen hat keine für die tägliche Arbeit gefährliche Rechte über alle Gruppen.`,
      `Of ${piece.value.roles.length} roles none for daily work holds dangerous permissions over all groups.`,
    )
    return foundOr(found, { detail, evidence })
  })
}

const noRoles: Text = say(
  'Role.xml nennt keine Rolle. Bitte sehen Sie unter Administration > Security nach und erheben Sie die Belege neu.',
  'Role.xml names no role. Please look at Administration > Security and collect the evidence again.',
)

/** Permissions for single groups are what the remedy asks for; those without a filter hold for everything. */
function granted({ permissions }: Role, wanted: ReadonlySet<string>): readonly string[] {
  const over = permissions.filter(({ allowed, filter }) => allowed && !/^Specific/.test(filter ?? ''))
  return [...new Set(over.map(({ name }) => name).filter((name) => wanted.has(name)))]
}

function dangerous(role: Role, evidence: readonly Evidence[]): readonly Judgement[] {
  const names = granted(role, risky)
  if (names.length === 0) return []
  const name = quotation(role.name)
  const rights = listed(names, 12)
  const detail = say(
    `Die Rolle „${name}“ hat für alle Gruppen diese Rechte: ${rights.de}.`,
    `The role "${name}" has these permissions for all groups: ${rights.en}.`,
  )
  return [{ item: role.name, outcome: 'fail', detail, evidence }]
}

function transferring(role: Role, evidence: readonly Evidence[]): readonly Judgement[] {
  if (granted(role, transfer).length === 0) return []
  const name = quotation(role.name)
  const detail = say(
    `Die Rolle „${name}“ darf Dateien übertragen, und ScreenConnect ist nicht nachweislich ${repairedIn} oder neuer. Darüber läuft der Angriff CVE-2026-84869.`,
    `The role "${name}" may transfer files, and ScreenConnect is not proven to be ${repairedIn} or newer. The attack CVE-2026-84869 goes that way.`,
  )
  return [{ item: `${role.name}/TransferFiles`, outcome: 'fail', severity: 'high', detail, evidence }]
}

function isRepaired(folder: ScreenConnectFolder): boolean {
  const version = parseVersion('screenconnect', folder.seen('screenconnect.version')?.value.text ?? '')
  const repair = parseVersion('screenconnect', repairedIn)
  return version.ok && repair.ok && compareVersions(version.value, repair.value) >= 0
}
