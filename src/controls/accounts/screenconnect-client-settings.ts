import { say } from '../../model/text.ts'
import type { Control, Judgement, Question } from '../control.ts'
import { mappingsOf } from '../mappings.ts'
import { foundOr, onEveryFolderWith } from '../screenconnect-folder.ts'
import { isFalse, isTrue, ruledSettings, type SettingRule } from '../screenconnect-rules.ts'
import { upkeepSources } from '../upkeep-sources.ts'

/** What clients let guests and technicians do (screenconnect.md §3.4; names from the Advanced Configuration Editor). */
export const screenconnectClientSettings: Control = {
  id: 'accounts.screenconnect-client-settings',
  version: 1,
  measure: 'accounts',
  title: say('Gäste dürfen von sich aus keine Dateien übertragen', 'Guests may not transfer files of their own accord'),
  reason: say(
    'Der Angriff vom September 2026 lief über Dateien, die ein befallener Rechner an den Techniker schickte.',
    'The attack of September 2026 went through files that an infected machine sent to the technician.',
  ),
  looksAt: say(
    'AllowGuestInitiatedFileTransfer und SupportShowUnderControlBanner in App_ClientConfig\\app.config.',
    'AllowGuestInitiatedFileTransfer and SupportShowUnderControlBanner in App_ClientConfig\\app.config.',
  ),
  servers: ['screenconnect'],
  witnesses: ['inside'],
  severity: 'low',
  maximumAgeDays: 30,
  remedy: {
    summary: say(
      'Schalten Sie die Dateiübertragung durch Gäste ab und lassen Sie den Hinweis auf eine Sitzung sichtbar.',
      'Switch file transfer by guests off and leave the notice of a session visible.',
    ),
    steps: [
      say(
        'Öffnen Sie unter Administration > Extensions den Advanced Configuration Editor und setzen Sie bei den Einstellungen der Clients AllowGuestInitiatedFileTransfer auf false und SupportShowUnderControlBanner auf true.',
        "Under Administration > Extensions open the Advanced Configuration Editor and, among the clients' settings, set AllowGuestInitiatedFileTransfer to false and SupportShowUnderControlBanner to true.",
      ),
      say(
        'Die Einstellungen gelten erst für neu installierte Clients; stoßen Sie bei den Agenten „Reinstall“ an.',
        'The settings hold for newly installed clients only; start "Reinstall" for the agents.',
      ),
    ],
    automatic: false,
    rollback: say('Setzen Sie die Werte im selben Fenster zurück.', 'Set the values back in the same window.'),
    downtime: say(
      'Keine; beim Neuinstallieren eine kurze Pause je Rechner.',
      'None; a short break per machine when reinstalling.',
    ),
  },
  references: [upkeepSources.screenconnectBulletin],
  mappings: mappingsOf('accounts'),
  judge,
}

const rules: readonly SettingRule[] = [
  {
    name: 'AllowGuestInitiatedFileTransfer',
    good: isFalse,
    wanted: say('false', 'false'),
    meaning: say(
      'Ein Gast kann dem Techniker von sich aus Dateien schicken.',
      'A guest can send files to the technician of their own accord.',
    ),
    severity: 'medium',
  },
  {
    name: 'SupportShowUnderControlBanner',
    good: isTrue,
    wanted: say('true', 'true'),
    meaning: say(
      'Wer vor dem Rechner sitzt, sieht nicht, dass ihn jemand steuert.',
      'Whoever sits at the machine does not see that somebody controls it.',
    ),
    severity: 'low',
  },
]

function judge(question: Question): readonly Judgement[] {
  return onEveryFolderWith(question, 'screenconnect.client-settings', (piece) => {
    const values = new Map(piece.value.settings.map(({ name, value }) => [name, value]))
    const found = ruledSettings(rules, (name) => values.get(name), [piece], 'app.config')
    const detail = say(
      'Gäste schicken keine Dateien von sich aus, und eine Sitzung ist sichtbar.',
      'Guests send no files of their own accord, and a session is visible.',
    )
    return foundOr(found, { detail, evidence: [piece] })
  })
}
