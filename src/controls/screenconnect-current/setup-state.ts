import { say } from '../../model/text.ts'
import type { Control, Judgement, Question } from '../control.ts'
import { mappingsOf } from '../mappings.ts'
import { foundOr, onEveryFolderWith } from '../screenconnect-folder.ts'
import { isFalse, isTrue, ruledSettings, type SettingRule } from '../screenconnect-rules.ts'
import { upkeepSources } from '../upkeep-sources.ts'

/** The server knows that it is set up, and does not open itself to the network (screenconnect.md §1.2, §3.4). */
export const screenconnectSetupState: Control = {
  id: 'screenconnect-current.setup-state',
  version: 1,
  measure: 'screenconnect-current',
  title: say('ScreenConnect gilt als fertig eingerichtet', 'ScreenConnect counts as set up'),
  reason: say(
    'Ein Server, der sich für nicht eingerichtet hält, bietet jedem Besucher den Assistenten an, mit dem er Administrator wird.',
    'A server that takes itself for not set up offers every visitor the wizard with which they become an administrator.',
  ),
  looksAt: say(
    'IsSetup, AllowRemoteSetup und DisableAutoPortForwarding in web.config.',
    'IsSetup, AllowRemoteSetup and DisableAutoPortForwarding in web.config.',
  ),
  servers: ['screenconnect'],
  witnesses: ['inside'],
  severity: 'medium',
  maximumAgeDays: 30,
  remedy: {
    summary: say('Setzen Sie die genannten Schlüssel in web.config.', 'Set the named keys in web.config.'),
    steps: [
      say(
        'Steht IsSetup nicht auf true, trennen Sie den Server sofort vom Internet und sehen Sie in User.xml nach Benutzern, die niemand kennt.',
        'If IsSetup is not true, disconnect the server from the internet at once and look in User.xml for users whom nobody knows.',
      ),
      say(
        'Sichern Sie die web.config an einen Ort außerhalb des Ordners und setzen Sie in <appSettings> AllowRemoteSetup auf false und DisableAutoPortForwarding auf true. Beide Namen sind beobachtet, ihre Wirkung ist nicht belegt: Probieren Sie es aus.',
        'Back web.config up to a place outside of the folder and set AllowRemoteSetup to false and DisableAutoPortForwarding to true in <appSettings>. Both names were observed, their effect is not documented: try it out.',
      ),
      say(
        'Starten Sie den Dienst neu: Restart-Service "ScreenConnect Web Server".',
        'Restart the service: Restart-Service "ScreenConnect Web Server".',
      ),
    ],
    automatic: false,
    rollback: say('Spielen Sie die gesicherte web.config zurück.', 'Put the saved web.config back.'),
    downtime: say(
      'Der Neustart der Weboberfläche dauert Sekunden; Sitzungen laufen weiter.',
      'The restart of the web interface takes seconds; sessions go on.',
    ),
  },
  references: [upkeepSources.setupBulletin],
  mappings: mappingsOf('screenconnect-current'),
  judge,
}

const rules: readonly SettingRule[] = [
  {
    name: 'IsSetup',
    good: isTrue,
    wanted: say('true', 'true'),
    meaning: say('Der Assistent steht jedem offen.', 'The wizard is open to everybody.'),
    severity: 'critical',
  },
  {
    name: 'AllowRemoteSetup',
    good: isFalse,
    wanted: say('false', 'false'),
    meaning: say(
      'Öffnet sich der Assistent wieder, lässt er sich von überall benutzen (Wirkung nicht belegt).',
      'If the wizard opens again, it can be used from everywhere (effect not documented).',
    ),
    severity: 'low',
  },
  {
    name: 'DisableAutoPortForwarding',
    good: isTrue,
    wanted: say('true', 'true'),
    meaning: say(
      'ScreenConnect darf sich sonst am Router selbst Ports öffnen (UPnP; Wirkung nicht belegt).',
      'Otherwise ScreenConnect may open ports at the router by itself (UPnP; effect not documented).',
    ),
    severity: 'low',
  },
]

function judge(question: Question): readonly Judgement[] {
  return onEveryFolderWith(question, 'screenconnect.settings', (piece) => {
    const values = new Map(piece.value.settings.map(({ name, value }) => [name, value]))
    const detail = say(
      'Die Einrichtung ist abgeschlossen und lässt sich nicht von außen neu beginnen.',
      'The setup is finished and cannot be begun again from outside.',
    )
    return foundOr(
      ruledSettings(rules, (name) => values.get(name), [piece]),
      { detail, evidence: [piece] },
    )
  })
}
