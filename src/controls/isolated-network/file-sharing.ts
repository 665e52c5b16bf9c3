import type { SmbFact } from '../../evidence/windows/facts.ts'
import type { Seen } from '../../model/evidence.ts'
import { say } from '../../model/text.ts'
import type { Control, Judgement } from '../control.ts'
import { onEveryMachineWith } from '../inside-look.ts'
import { mappingsOf } from '../mappings.ts'
import { unknownBecause } from '../open-question.ts'
import { windowsSources } from '../windows-sources.ts'

type Piece = Seen<SmbFact>

/** File sharing speaks no SMBv1 and signs what it says (assessment.md §5.9). */
export const fileSharing: Control = {
  id: 'isolated-network.file-sharing',
  version: 1,
  measure: 'isolated-network',
  title: say('Die Dateifreigabe spricht kein SMBv1 und signiert', 'File sharing speaks no SMBv1 and signs'),
  reason: say(
    'Über SMBv1 verbreiten sich Würmer ohne Anmeldung; ohne Signatur lässt sich eine Anmeldung im selben Netz abfangen und weiterreichen.',
    'Worms spread over SMBv1 without a sign-in; without signing a sign-in in the same network can be caught and passed on.',
  ),
  looksAt: say(
    'EnableSMB1Protocol und RequireSecuritySignature der SMB-Konfiguration des Servers.',
    "EnableSMB1Protocol and RequireSecuritySignature of the server's SMB configuration.",
  ),
  servers: ['automate', 'screenconnect'],
  witnesses: ['inside'],
  severity: 'high',
  maximumAgeDays: 30,
  remedy: {
    summary: say('Schalten Sie SMBv1 ab und verlangen Sie Signaturen.', 'Switch SMBv1 off and require signing.'),
    steps: [
      say(
        'Sehen Sie einige Tage lang nach, wer SMBv1 noch benutzt (alte Scanner und Netzwerkspeicher): Set-SmbServerConfiguration -AuditSmb1Access $true, dann das Ereignisprotokoll SMBServer/Audit.',
        'For some days see who still uses SMBv1 (old scanners and network storage): Set-SmbServerConfiguration -AuditSmb1Access $true, then the event log SMBServer/Audit.',
      ),
      say(
        'Schalten Sie es ab: Set-SmbServerConfiguration -EnableSMB1Protocol $false; entfernen Sie das Feature mit Uninstall-WindowsFeature FS-SMB1.',
        'Switch it off: Set-SmbServerConfiguration -EnableSMB1Protocol $false; remove the feature with Uninstall-WindowsFeature FS-SMB1.',
      ),
      say(
        'Verlangen Sie Signaturen: Set-SmbServerConfiguration -RequireSecuritySignature $true',
        'Require signing: Set-SmbServerConfiguration -RequireSecuritySignature $true',
      ),
    ],
    automatic: false,
    rollback: say(
      'Führen Sie dieselben Befehle mit $true für SMBv1 und $false für die Signatur aus.',
      'Run the same commands with $true for SMBv1 and $false for signing.',
    ),
    downtime: say(
      'Keine; das Entfernen des Features verlangt einen Neustart.',
      'None; removing the feature wants a restart.',
    ),
  },
  references: [windowsSources.smb1],
  mappings: mappingsOf('isolated-network'),
  judge: (question) => onEveryMachineWith(question, 'windows.smb', judged),
}

function judged(piece: Piece): readonly Judgement[] {
  const judgements = [...version(piece), ...signing(piece)]
  if (judgements.length > 0) return judgements
  const detail = say('SMBv1 ist aus, und Signaturen werden verlangt.', 'SMBv1 is off, and signing is required.')
  return [{ outcome: 'pass', detail, evidence: [piece] }]
}

function version(piece: Piece): readonly Judgement[] {
  const { version1 } = piece.value
  if (version1 === false) return []
  if (version1 === null) {
    const detail = say(
      'Ob SMBv1 eingeschaltet ist, war nicht zu lesen; die Vorgabe hängt von der Ausgabe von Windows ab.',
      'Whether SMBv1 is on could not be read; the default depends on the edition of Windows.',
    )
    return [{ item: 'smb1', ...unknownBecause(detail, [piece]) }]
  }
  const detail = say('Die Dateifreigabe spricht noch SMBv1.', 'File sharing still speaks SMBv1.')
  return [{ item: 'smb1', outcome: 'fail', detail, evidence: [piece] }]
}

/** Not set means not required on every Windows Server before 2025. */
function signing(piece: Piece): readonly Judgement[] {
  const { signingRequired } = piece.value
  if (signingRequired === true) return []
  if (signingRequired === null) {
    const detail = say(
      'Ob Signaturen verlangt werden, war nicht zu lesen.',
      'Whether signing is required could not be read.',
    )
    return [{ item: 'signing', ...unknownBecause(detail, [piece]) }]
  }
  const detail = say(
    'Die Dateifreigabe nimmt Verbindungen ohne Signatur an.',
    'File sharing takes connections without signing.',
  )
  return [{ item: 'signing', outcome: 'fail', severity: 'low', detail, evidence: [piece] }]
}
