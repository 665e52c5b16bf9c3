import type { DefenderFact } from '../../evidence/windows/facts.ts'
import type { Seen } from '../../model/evidence.ts'
import type { Severity } from '../../model/outcome.ts'
import { say, type Text } from '../../model/text.ts'
import type { Control, Judgement, Question } from '../control.ts'
import { isProtection, otherScanners, productNames, protectionOf } from '../endpoint-state.ts'
import { isAbsent, lacking, type Machine, onEveryMachine } from '../inside-look.ts'
import { mappingsOf } from '../mappings.ts'
import { notApplicable, unknownBecause } from '../open-question.ts'
import { quotation } from '../quotation.ts'
import { windowsSources } from '../windows-sources.ts'

/** No exclusion takes out what attackers use (assessment.md §5.4). */
export const endpointExclusions: Control = {
  id: 'endpoint-protection.exclusions',
  version: 1,
  measure: 'endpoint-protection',
  title: say('Ausnahmen höhlen den Virenscanner nicht aus', 'Exclusions do not hollow out the virus scanner'),
  reason: say(
    'Was ausgenommen ist, wird nicht geprüft. Angreifer suchen zuerst nach Ausnahmen, und die Fernwartung lädt Dateien genau in die Ordner, die gern ausgenommen werden.',
    'What is excluded is not scanned. Attackers look for exclusions first, and remote support puts files into exactly the folders that people like to exclude.',
  ),
  looksAt: say(
    'ExclusionPath und ExclusionProcess von Get-MpPreference; andere Produkte zeigen ihre Ausnahmen nur in ihrer Konsole.',
    'ExclusionPath and ExclusionProcess of Get-MpPreference; other products show their exclusions in their console only.',
  ),
  servers: ['automate', 'screenconnect'],
  witnesses: ['inside'],
  severity: 'medium',
  maximumAgeDays: 30,
  remedy: {
    summary: say(
      'Entfernen Sie die genannten Ausnahmen oder ersetzen Sie sie durch einzelne Dateien.',
      'Remove the named exclusions or replace them by single files.',
    ),
    steps: [
      say(
        'Notieren Sie den Stand: Get-MpPreference | Select-Object ExclusionPath, ExclusionProcess, ExclusionExtension',
        'Note the present state: Get-MpPreference | Select-Object ExclusionPath, ExclusionProcess, ExclusionExtension',
      ),
      say(
        'Fragen Sie, wer die Ausnahme gesetzt hat und wozu. Wenn es niemand von Ihnen war, behandeln Sie es als Einbruch.',
        'Ask who set the exclusion and what for. If it was none of you, treat it as a break-in.',
      ),
      say(
        'Entfernen Sie sie: Remove-MpPreference -ExclusionPath "<Pfad>" oder -ExclusionProcess "<Programm>". Setzt sie eine Gruppenrichtlinie, ändern Sie sie dort.',
        'Remove it: Remove-MpPreference -ExclusionPath "<path>" or -ExclusionProcess "<program>". Where a group policy sets it, change it there.',
      ),
      say(
        'Beobachten Sie danach die Auslastung. Bremst der Scanner die Datenbank, nehmen Sie nur deren Datenordner aus.',
        'Watch the load afterwards. If the scanner slows the database down, exclude only its data folder.',
      ),
    ],
    automatic: false,
    rollback: say('Add-MpPreference mit den notierten Werten.', 'Add-MpPreference with the noted values.'),
    downtime: say('Keine.', 'None.'),
  },
  references: [windowsSources.exclusions],
  mappings: mappingsOf('endpoint-protection'),
  judge: (question) => onEveryMachine(question, (machine) => judged(machine, question)),
}

function judged(machine: Machine, question: Question): readonly Judgement[] {
  const piece = machine.seen('windows.defender')
  const protection = protectionOf(machine, question)
  const others = isProtection(protection) ? otherScanners(protection) : []
  if (others.length > 0) return [byHand(productNames(others))]
  if (!piece)
    return [isAbsent(machine, 'windows.defender') ? notApplicable(noDefender) : lacking(machine, 'windows.defender')]
  const { excludedPaths, excludedProcesses } = piece.value
  if (excludedPaths === null || excludedProcesses === null) return [unknownBecause(hidden, [piece])]
  const judgements = [
    ...excludedPaths.flatMap((path) => weighed(path, pathRisks, piece)),
    ...excludedProcesses.flatMap((program) => weighed(program, programRisks, piece)),
  ]
  return judgements.length > 0 ? judgements : [harmless(excludedPaths.length + excludedProcesses.length, piece)]
}

interface Risk {
  readonly form: RegExp
  readonly severity: Severity
  readonly why: Text
}

const anyDrive = '(?:[a-z]:|%systemdrive%)'

const pathRisks: readonly Risk[] = [
  {
    form: new RegExp(`^(\\*|\\\\|${anyDrive}\\\\?\\*?(\\.\\*)?)$`, 'i'),
    severity: 'high',
    why: say('nimmt ein ganzes Laufwerk aus', 'excludes a whole drive'),
  },
  {
    form: new RegExp(
      `^(${anyDrive}\\\\(windows|users|programdata|program files( \\(x86\\))?|temp|windows\\\\temp|windows\\\\system32)|%(temp|tmp|systemroot|windir|programfiles(\\(x86\\))?|programdata|public|allusersprofile|userprofile|appdata|localappdata)%)\\\\?\\*?$`,
      'i',
    ),
    severity: 'high',
    why: say(
      'nimmt einen Ordner aus, in den Angreifer zuerst schreiben oder aus dem sie starten',
      'excludes a folder that attackers write to or start from first',
    ),
  },
  {
    form: /\\(screenconnect|screenconnect client[^\\]*|connectwisecontrol[^\\]*|labtech|labtech client|ltshare|ltsvc|_ltupdate)(\\|$)/i,
    severity: 'medium',
    why: say(
      'nimmt einen Ordner der Fernwartung aus, in den Sitzungen und Agenten Dateien legen',
      'excludes a folder of the remote support, into which sessions and agents put files',
    ),
  },
]

const programRisks: readonly Risk[] = [
  {
    form: /(^|\\)(powershell|pwsh|cmd|wscript|cscript|mshta|rundll32|regsvr32|msiexec|svchost|explorer)\.exe$/i,
    severity: 'high',
    why: say(
      'nimmt alles aus, was dieses Werkzeug von Windows öffnet; Angreifer arbeiten damit',
      'excludes everything that this tool of Windows opens; attackers work with it',
    ),
  },
  {
    form: /(^|\\)(screenconnect\.[^\\]*|ltsvc|ltsvcmon|lttray|ltagent|ltclient|w3wp)\.exe$/i,
    severity: 'medium',
    why: say(
      'nimmt alles aus, was dieses Programm der Fernwartung oder IIS öffnet',
      'excludes everything that this program of the remote support or IIS opens',
    ),
  },
  { form: /^\*(\.exe)?$/i, severity: 'high', why: say('nimmt jedes Programm aus', 'excludes every program') },
]

function weighed(excluded: string, risks: readonly Risk[], piece: Seen<DefenderFact>): readonly Judgement[] {
  const written = excluded.trim()
  const risk = risks.find(({ form }) => form.test(written))
  if (!risk) return []
  const shown = quotation(written)
  return [
    {
      item: shown.toLowerCase(),
      outcome: 'fail',
      severity: risk.severity,
      title: say(`Ausnahme für ${shown}`, `Exclusion of ${shown}`),
      detail: say(`Die Ausnahme „${shown}“ ${risk.why.de}.`, `The exclusion "${shown}" ${risk.why.en}.`),
      evidence: [piece],
    },
  ]
}

function byHand(names: string): Judgement {
  return {
    outcome: 'manual',
    detail: say(
      `Welche Ausnahmen ${names} hat, zeigt nur die Konsole des Herstellers. Bitte sehen Sie dort nach.`,
      `Which exclusions ${names} has only the vendor's console shows. Please look there.`,
    ),
    evidence: [],
  }
}

function harmless(count: number, piece: Seen<DefenderFact>): Judgement {
  if (count === 0) return { outcome: 'pass', detail: noneAtAll, evidence: [piece] }
  const detail = say(
    `Keine der Ausnahmen (${count}) von Microsoft Defender nimmt ein Laufwerk, einen Ordner der Fernwartung oder ein Werkzeug von Windows aus.`,
    `None of the exclusions (${count}) of Microsoft Defender takes out a drive, a folder of the remote support or a tool of Windows.`,
  )
  return { outcome: 'pass', detail, evidence: [piece] }
}

const noneAtAll = say(
  'Microsoft Defender untersucht alles: Es gibt keine Ausnahmen.',
  'Microsoft Defender looks at everything: there are no exclusions.',
)

const hidden = say(
  'Die Ausnahmen von Microsoft Defender sind verborgen, auch vor Administratoren. Sehen Sie in der Gruppenrichtlinie oder im Defender-Portal nach.',
  'The exclusions of Microsoft Defender are hidden, even from administrators. Look in the group policy or the Defender portal.',
)

const noDefender = say(
  'Microsoft Defender ist nicht installiert, also hat er keine Ausnahmen.',
  'Microsoft Defender is not installed, so it has no exclusions.',
)
