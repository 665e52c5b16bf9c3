import { lineOf, type ReleaseLine } from '../../catalog/index.ts'
import type { SystemFact } from '../../evidence/windows/facts.ts'
import type { Seen } from '../../model/evidence.ts'
import { joined, say, type Text } from '../../model/text.ts'
import type { Control, Judgement, Question } from '../control.ts'
import { onEveryMachineWith } from '../inside-look.ts'
import { daysLeft, daysText, warningAt } from '../life-cycle-clock.ts'
import { mappingsOf } from '../mappings.ts'
import { unknownBecause } from '../open-question.ts'
import { quotation } from '../quotation.ts'
import { windowsSources } from '../windows-sources.ts'
import { windowsServerVersion } from '../windows-version.ts'

/**
 * Windows Server itself still gets security fixes (assessment.md §5.7). It stands under endpoint protection because
 * no scanner makes up for a system that nobody repairs; the guidance has no measure of its own for it.
 */
export const systemSupported: Control = {
  id: 'endpoint-protection.system-supported',
  version: 1,
  measure: 'endpoint-protection',
  title: say('Windows Server erhält noch Sicherheitsupdates', 'Windows Server still gets security updates'),
  reason: say(
    'Nach dem Ende einer Ausgabe bleiben neue Lücken von Windows für immer offen, und kein Endpoint-Schutz schließt sie.',
    'After the end of an edition new holes of Windows stay open for ever, and no endpoint protection closes them.',
  ),
  looksAt: say(
    'CurrentBuild unter HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion und das Ende der Ausgabe im Katalog.',
    'CurrentBuild under HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion and the end of the edition in the catalogue.',
  ),
  servers: ['automate', 'screenconnect'],
  witnesses: ['inside'],
  severity: 'high',
  maximumAgeDays: 30,
  remedy: {
    summary: say(
      'Ziehen Sie auf einen Server mit unterstütztem Windows um.',
      'Move to a server with a supported Windows.',
    ),
    steps: [
      say(
        'Lesen Sie die Ausgabe ab: Get-ItemProperty "HKLM:\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion" | Format-List ProductName, CurrentBuild',
        'Read the edition: Get-ItemProperty "HKLM:\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion" | Format-List ProductName, CurrentBuild',
      ),
      say(
        'Stellen Sie einen neuen Server mit Windows Server 2022 oder 2025 bereit; ein Umzug ist sicherer als ein Upgrade an Ort und Stelle. Ob ConnectWise die Ausgabe für Ihre Version freigibt, steht in dessen Systemanforderungen.',
        'Set up a new server with Windows Server 2022 or 2025; a move is safer than an upgrade in place. Whether ConnectWise approves the edition for your release is in its system requirements.',
      ),
      say(
        'Sichern Sie Datenbank, Konfiguration und Verschlüsselungsschlüssel und proben Sie den Umzug an einer Kopie.',
        'Back up database, configuration and encryption keys, and rehearse the move on a copy.',
      ),
      say(
        'Behalten Sie den öffentlichen Namen: Dann finden Agenten und Clients den neuen Server von selbst.',
        'Keep the public name: then agents and clients find the new server by themselves.',
      ),
      say(
        'Überbrücken können Sie mit erweiterten Sicherheitsupdates (ESU), wenn es sie für Ihre Ausgabe noch gibt.',
        'Extended Security Updates (ESU) can bridge the time if there still are any for your edition.',
      ),
    ],
    automatic: false,
    rollback: say(
      'Der alte Server bleibt ausgeschaltet stehen, bis der neue eine Woche läuft.',
      'The old server stays there, switched off, until the new one has run for a week.',
    ),
    downtime: say(
      'Ein Wartungsfenster von einigen Stunden; Agenten melden sich danach von selbst.',
      'A maintenance window of some hours; agents report by themselves afterwards.',
    ),
  },
  references: [windowsSources.lifecycle],
  mappings: mappingsOf('endpoint-protection'),
  judge: (question) => onEveryMachineWith(question, 'windows.system', (piece) => [judged(piece, question)]),
}

function judged(piece: Seen<SystemFact>, { catalog, now }: Question): Judgement {
  const version = windowsServerVersion(piece.value)
  const line = version && lineOf(catalog.products['windows-server'], version)
  if (!line?.ends) return unknownBecause(notKnown(piece.value), [piece])
  const left = daysLeft(line.ends, now)
  if (left < 0) return ended(piece, line, now)
  const days = daysText(left)
  const detail = say(
    `Es läuft Windows Server ${line.line}. Sicherheitsupdates gibt es noch bis ${line.ends} (${days.de}).`,
    `Windows Server ${line.line} runs. There are security updates until ${line.ends} (${days.en}).`,
  )
  const warning = warningAt(left)
  if (!warning) return { outcome: 'pass', detail, evidence: [piece] }
  const texts = [detail, warning.advice, ...extended(line, now)]
  return { outcome: 'fail', severity: warning.severity, detail: joined(texts), evidence: [piece] }
}

/** Whether somebody paid for the extension cannot be seen in what was collected. */
function ended(piece: Seen<SystemFact>, line: ReleaseLine, now: number): Judgement {
  const over = say(
    `Es läuft Windows Server ${line.line}. Allgemeine Sicherheitsupdates gibt es seit ${line.ends} nicht mehr.`,
    `Windows Server ${line.line} runs. There have been no general security updates since ${line.ends}.`,
  )
  const more = extended(line, now)
  const severity = more.length > 0 ? 'high' : 'critical'
  return { outcome: 'fail', severity, detail: joined([over, ...more]), evidence: [piece] }
}

function extended({ extendedEnds }: ReleaseLine, now: number): readonly Text[] {
  if (extendedEnds === undefined || daysLeft(extendedEnds, now) < 0) return []
  return [
    say(
      `Mit erweiterten Updates (ESU, kostenpflichtig) ginge es bis ${extendedEnds}; haben Sie sie, halten Sie das als Ausnahme fest.`,
      `With extended updates (ESU, paid) it would go on until ${extendedEnds}; if you have them, record that as an exception.`,
    ),
  ]
}

function notKnown({ productName, build, installationType }: SystemFact): Text {
  const name = quotation(productName)
  const kind = quotation(installationType)
  return say(
    `Es läuft „${name}“ (Build ${build}, ${kind}); als Windows Server ist das dem Katalog nicht bekannt.`,
    `"${name}" runs (build ${build}, ${kind}); the catalogue does not know it as a Windows Server.`,
  )
}
