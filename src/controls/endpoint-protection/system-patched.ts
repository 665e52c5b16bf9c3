import { type Catalog, compareVersions, lineOf, newestRelease, parseVersion } from '../../catalog/index.ts'
import type { SystemFact } from '../../evidence/windows/facts.ts'
import type { Seen } from '../../model/evidence.ts'
import { joined, say } from '../../model/text.ts'
import type { Control, Judgement, Question } from '../control.ts'
import { onEveryMachineWith } from '../inside-look.ts'
import { mappingsOf } from '../mappings.ts'
import { unknownBecause } from '../open-question.ts'
import { windowsSources } from '../windows-sources.ts'
import { windowsServerVersion } from '../windows-version.ts'

const dayMs = 86_400_000

/** Microsoft publishes on the second Tuesday of a month; with two weeks to install, this is when one was missed. */
const longestUptimeDays = 50

/** A newest known update may be this old and still be the last one there is. */
const freshDays = 35

type Piece = Seen<SystemFact>

/** The monthly updates of Windows are installed and in effect (assessment.md §5.7: build and UBR). */
export const systemPatched: Control = {
  id: 'endpoint-protection.system-patched',
  version: 1,
  measure: 'endpoint-protection',
  title: say('Die Monatsupdates von Windows sind eingespielt', 'The monthly updates of Windows are installed'),
  reason: say(
    'Die Updates eines Monats zeigen Angreifern, welche Lücken es gab. Wer sie nicht einspielt, ist mit fertigem Werkzeug angreifbar.',
    'The updates of a month show attackers which holes there were. Whoever does not install them can be attacked with ready-made tools.',
  ),
  looksAt: say(
    'CurrentBuild und UBR, den letzten Start und die Merkmale eines ausstehenden Neustarts; verglichen mit dem neuesten Update, das der Katalog kennt.',
    'CurrentBuild and UBR, the last start and the marks of a pending restart; compared with the newest update that the catalogue knows.',
  ),
  servers: ['automate', 'screenconnect'],
  witnesses: ['inside'],
  severity: 'high',
  maximumAgeDays: 30,
  remedy: {
    summary: say(
      'Spielen Sie das neueste kumulative Update ein und starten Sie neu.',
      'Install the newest cumulative update and restart.',
    ),
    steps: [
      say(
        'Lesen Sie den Stand: (Get-ItemProperty "HKLM:\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion") | Format-List CurrentBuild, UBR, und vergleichen Sie mit der Update-Liste von Microsoft.',
        'Read the state: (Get-ItemProperty "HKLM:\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion") | Format-List CurrentBuild, UBR, and compare with Microsoft\'s list of updates.',
      ),
      say(
        'Legen Sie einen Prüfpunkt oder eine Sicherung an und spielen Sie das Update im Wartungsfenster ein: Einstellungen > Update und Sicherheit, oder sconfig > Updates installieren.',
        'Make a checkpoint or a backup and install the update in the maintenance window: Settings > Update & Security, or sconfig > install updates.',
      ),
      say(
        'Starten Sie neu, und sehen Sie danach nach, ob Agenten und Sitzungen wieder da sind.',
        'Restart, and see afterwards whether agents and sessions are back.',
      ),
    ],
    automatic: false,
    rollback: say(
      'Einstellungen > Update und Sicherheit > Updateverlauf > Updates deinstallieren, oder der Prüfpunkt.',
      'Settings > Update & Security > update history > uninstall updates, or the checkpoint.',
    ),
    downtime: say('Ein Neustart, meist 5 bis 20 Minuten.', 'One restart, mostly 5 to 20 minutes.'),
  },
  references: [windowsSources.updates],
  mappings: mappingsOf('endpoint-protection'),
  judge: (question) => onEveryMachineWith(question, 'windows.system', (piece) => judged(piece, question)),
}

function judged(piece: Piece, question: Question): readonly Judgement[] {
  const waiting = [...restart(piece), ...uptime(piece)]
  const level = patchLevel(piece, question)
  return level.outcome === 'pass' && waiting.length > 0 ? waiting : [...waiting, level]
}

function restart(piece: Piece): readonly Judgement[] {
  if (!piece.value.restartPending) return []
  const detail = say(
    'Ein Neustart steht aus: Updates sind eingespielt, aber noch nicht wirksam.',
    'A restart is pending: updates are installed but not in effect yet.',
  )
  return [{ item: 'restart', outcome: 'fail', severity: 'medium', detail, evidence: [piece] }]
}

/** Cumulative updates take effect with a restart, so a long uptime alone shows that one is missing. */
function uptime(piece: Piece): readonly Judgement[] {
  const { lastBoot } = piece.value
  const days = lastBoot === null ? 0 : Math.floor((Date.parse(piece.at) - Date.parse(lastBoot)) / dayMs)
  if (!(days > longestUptimeDays)) return []
  const detail = say(
    `Der Server ist seit ${days} Tagen nicht neu gestartet worden; Monatsupdates wirken erst nach einem Neustart (außer mit Hotpatching).`,
    `The server has not been restarted for ${days} days; monthly updates take effect after a restart only (except with hotpatching).`,
  )
  return [{ item: 'uptime', outcome: 'fail', severity: 'medium', detail, evidence: [piece] }]
}

function patchLevel(piece: Piece, { catalog, now }: Question): Judgement {
  const version = windowsServerVersion(piece.value)
  const known = version && newestUpdate(catalog, version)
  if (!version || !known) return unknownBecause(nothingToCompare, [piece])
  const runs = say(`Es läuft Build ${version.text}.`, `Build ${version.text} runs.`)
  const age = Math.floor((now - Date.parse(known.date)) / dayMs)
  const newest = say(
    `Das neueste Update im Katalog ist ${known.version.text} vom ${known.date} (${age} Tage alt).`,
    `The newest update in the catalogue is ${known.version.text} of ${known.date} (${age} days old).`,
  )
  if (compareVersions(version, known.version) < 0) {
    const missing = say('Es fehlen also Sicherheitsupdates.', 'So security updates are missing.')
    const outcome = known.sure ? ('fail' as const) : ('unknown' as const)
    return { item: 'update', outcome, detail: joined([runs, newest, missing]), evidence: [piece] }
  }
  if (age <= freshDays) return { outcome: 'pass', detail: joined([runs, newest]), evidence: [piece] }
  const later = say(
    'Seither sind weitere erschienen; ob sie eingespielt sind, zeigt der Vergleich mit der Update-Liste von Microsoft.',
    "More have appeared since; whether they are installed a comparison with Microsoft's list of updates shows.",
  )
  return { item: 'update', ...unknownBecause(joined([runs, newest, later]), [piece]) }
}

function newestUpdate(catalog: Catalog, version: Parameters<typeof lineOf>[1]) {
  const entry = catalog.products['windows-server']
  const line = lineOf(entry, version)
  const release = line && newestRelease(entry, line.line)
  const parsed = release && parseVersion('windows-server', release.version)
  // The first release of a line has no revision and tells nothing about updates.
  if (!release?.date || !parsed?.ok || parsed.value.parts.length < 4) return
  return { version: parsed.value, date: release.date, sure: release.sure !== 'unverified' }
}

const nothingToCompare = say(
  'Der Katalog kennt zu dieser Ausgabe von Windows kein Update, mit dem sich vergleichen ließe. Vergleichen Sie Build und UBR mit der Update-Liste von Microsoft.',
  "The catalogue knows no update of this edition of Windows to compare with. Compare build and UBR with Microsoft's list of updates.",
)
