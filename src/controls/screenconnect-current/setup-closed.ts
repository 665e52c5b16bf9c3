import { say } from '../../model/text.ts'
import type { Control } from '../control.ts'
import { mappingsOf } from '../mappings.ts'
import { setupWizardJudgement } from '../setup-wizard-judgement.ts'
import { upkeepSources } from '../upkeep-sources.ts'

/**
 * The setup wizard of ScreenConnect is served to nobody, however its path is written. CVE-2024-1709 created
 * administrators through it; no address list inside ScreenConnect covers it (screenconnect.md §2.3 G2, §7.1).
 */
export const screenconnectSetupClosed: Control = {
  id: 'screenconnect-current.setup-closed',
  version: 1,
  measure: 'screenconnect-current',
  title: say('Der Einrichtungsassistent ist für alle geschlossen', 'The setup wizard is closed for everyone'),
  reason: say(
    'Über den Einrichtungsassistenten legten sich Angreifer 2024 ohne Anmeldung Administratoren an; nach der Einrichtung braucht ihn niemand mehr.',
    'Through the setup wizard attackers created administrators without signing in in 2024; after the setup nobody needs it.',
  ),
  looksAt: say(
    'Die Antworten von /SetupWizard.aspx in mehreren Schreibweisen; kein Assistent wird dabei bedient.',
    'The answers of /SetupWizard.aspx in several spellings; no wizard is operated for that.',
  ),
  servers: ['screenconnect'],
  witnesses: ['outside', 'inside'],
  severity: 'critical',
  maximumAgeDays: 7,
  remedy: {
    summary: say(
      'Schließen Sie den Einrichtungsassistenten vor dem Server und aktualisieren Sie ScreenConnect.',
      'Close the setup wizard in front of the server and upgrade ScreenConnect.',
    ),
    steps: [
      say(
        'War der Assistent aus dem Internet offen, behandeln Sie den Server als womöglich übernommen: Trennen Sie ihn vom Netz und sehen Sie in Administration > Security nach Benutzern, die niemand kennt.',
        'If the wizard was open to the internet, treat the server as possibly taken over: disconnect it and look in Administration > Security for users whom nobody knows.',
      ),
      say(
        'Sperren Sie am Reverse Proxy jeden Pfad, der mit /setupwizard beginnt: in jeder Groß- und Kleinschreibung, mit Prozentzeichen geschrieben (%53etupWizard) und mit angehängtem Pfad (/SetupWizard.aspx/x).',
        'At the reverse proxy refuse every path that begins with /setupwizard: in capitals or not, written with percent signs (%53etupWizard), and with a path appended (/SetupWizard.aspx/x).',
      ),
      say(
        'Aktualisieren Sie ScreenConnect mindestens auf 23.9.8, besser auf die neueste Ausgabe.',
        'Upgrade ScreenConnect to at least 23.9.8, better to the newest release.',
      ),
      say(
        'Prüfen Sie in web.config, dass IsSetup auf true steht. AllowRemoteSetup auf false zu stellen ist sinnvoll, aber nicht erprobt: Testen Sie es zuerst.',
        'Check in web.config that IsSetup is true. Setting AllowRemoteSetup to false makes sense but is not proven: try it out first.',
      ),
    ],
    automatic: false,
    rollback: say('Nehmen Sie die Sperre am Reverse Proxy zurück.', 'Take the rule at the reverse proxy back.'),
    downtime: say('Keine durch die Sperre.', 'None from the rule.'),
  },
  references: [upkeepSources.setupBulletin, upkeepSources.exploited],
  mappings: mappingsOf('screenconnect-current'),
  judge: (question) => [setupWizardJudgement(question)],
}
