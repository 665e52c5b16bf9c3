import type { InstalledExtension } from '../../evidence/screenconnect/facts.ts'
import type { Evidence } from '../../model/evidence.ts'
import type { Severity } from '../../model/outcome.ts'
import { say, type Text } from '../../model/text.ts'
import type { Control, Judgement, Question } from '../control.ts'
import { mappingsOf } from '../mappings.ts'
import { quotation } from '../quotation.ts'
import { foundOr, onEveryFolderWith } from '../screenconnect-folder.ts'
import { screenconnectSources } from '../screenconnect-sources.ts'
import { upkeepSources } from '../upkeep-sources.ts'

/** Lets whoever holds one shared secret run commands on every machine (screenconnect.md §4.2). */
const sharedSecretExtension = '2d558935-686a-4bd0-9991-07539f5fe749'

/** Nothing in `App_Extensions` looks smuggled in (screenconnect.md §7.2 H1, H5; CVE-2024-1708). */
export const screenconnectExtensionFiles: Control = {
  id: 'screenconnect-current.extension-files',
  version: 1,
  measure: 'screenconnect-current',
  title: say('Im Ordner der Erweiterungen liegt nichts Fremdes', 'Nothing foreign lies in the folder of extensions'),
  reason: say(
    'Angreifer legten 2024 Seiten in diesen Ordner, die der Server ausführt; sie überstehen jedes Update.',
    'In 2024 attackers placed pages in this folder that the server runs; they survive every upgrade.',
  ),
  looksAt: say(
    'Ordner und Dateinamen unter App_Extensions, Signature.bin und die ExtensionConfiguration.xml.',
    'Folders and names of files below App_Extensions, Signature.bin and ExtensionConfiguration.xml.',
  ),
  servers: ['screenconnect'],
  witnesses: ['inside'],
  severity: 'high',
  maximumAgeDays: 7,
  remedy: {
    summary: say(
      'Klären Sie, woher die genannten Dateien kommen, und entfernen Sie, was niemand kennt.',
      'Find out where the named files come from, and remove what nobody knows.',
    ),
    steps: [
      say(
        'Sichern Sie die Dateien mit ihren Zeitstempeln, bevor Sie etwas löschen: Get-ChildItem "C:\\Program Files (x86)\\ScreenConnect\\App_Extensions" -Recurse | Sort-Object LastWriteTime.',
        'Save the files with their times before you delete anything: Get-ChildItem "C:\\Program Files (x86)\\ScreenConnect\\App_Extensions" -Recurse | Sort-Object LastWriteTime.',
      ),
      say(
        'Eine .aspx oder .ashx unmittelbar in App_Extensions gehört nie dorthin: Behandeln Sie den Server als übernommen, trennen Sie ihn vom Netz und holen Sie Hilfe.',
        'An .aspx or .ashx directly in App_Extensions never belongs there: treat the server as taken over, disconnect it and get help.',
      ),
      say(
        'Vergleichen Sie die Erweiterungen mit Administration > Extensions; deinstallieren Sie dort, was niemand braucht, und löschen Sie Ordner, die dort nicht stehen.',
        'Compare the extensions with Administration > Extensions; uninstall there what nobody needs, and delete folders that do not stand there.',
      ),
      say(
        'Brauchen Sie den RESTful API Manager, setzen Sie ein langes, zufälliges Geheimnis und lassen Sie /App_Extensions/ am Proxy nur für die Adressen zu, die ihn benutzen.',
        'If you need the RESTful API Manager, set a long random secret, and at the proxy admit only the addresses that use it to /App_Extensions/.',
      ),
    ],
    automatic: false,
    rollback: say('Spielen Sie den gesicherten Ordner zurück.', 'Put the saved folder back.'),
    downtime: say(
      'Keine; bei Verdacht, bis der Server geprüft ist.',
      'None; on suspicion, until the server has been examined.',
    ),
  },
  references: [screenconnectSources.intrusionRules, screenconnectSources.hunting, upkeepSources.setupBulletin],
  mappings: mappingsOf('screenconnect-current'),
  judge,
}

function judge(question: Question): readonly Judgement[] {
  return onEveryFolderWith(question, 'screenconnect.extensions', (piece) => {
    const { extensions, strays, configurationRead } = piece.value
    const found = [
      ...strays.map((name) => stray(name, piece)),
      ...extensions.flatMap((extension) => doubtful(extension, configurationRead, piece)),
    ]
    const detail = say(
      `Alle Erweiterungen (${extensions.length}) sind signiert und eingetragen; ob die Signatur stimmt, prüft ScreenConnect selbst.`,
      `All extensions (${extensions.length}) are signed and registered; whether the signature is right ScreenConnect checks itself.`,
    )
    return foundOr(found, { detail, evidence: [piece] })
  })
}

function stray(name: string, piece: Evidence): Judgement {
  const shown = quotation(name)
  return {
    item: name,
    outcome: 'fail',
    severity: 'critical',
    title: say(
      `Fremde Seite ${shown} im Ordner der Erweiterungen`,
      `Foreign page ${shown} in the folder of extensions`,
    ),
    detail: say(
      `${shown} liegt unmittelbar in App_Extensions, und der Server führt sie aus. So sieht es nach dem Angriff CVE-2024-1708 aus.`,
      `${shown} lies directly in App_Extensions, and the server runs it. That is how it looks after the attack CVE-2024-1708.`,
    ),
    evidence: [piece],
  }
}

function doubtful(
  { id, name, signed, pages, enabled }: InstalledExtension,
  configurationRead: boolean,
  piece: Evidence,
): readonly Judgement[] {
  const shown = quotation(name ?? id)
  const isShared = id.toLowerCase() === sharedSecretExtension && enabled !== false
  const signs: readonly (readonly [boolean, Severity, Text])[] = [
    [!signed && pages > 0, 'high', unsigned],
    [configurationRead && enabled === null, 'medium', unregistered],
    [isShared, 'low', sharedSecret],
  ]
  const shows = signs.filter(([there]) => there)
  const [worst] = shows
  if (!worst) return []
  const why = (language: 'de' | 'en'): string => shows.map(([, , sign]) => sign[language]).join(' ')
  const detail = say(`Erweiterung „${shown}“: ${why('de')}`, `Extension "${shown}": ${why('en')}`)
  return [{ item: id, outcome: 'fail', severity: worst[1], detail, evidence: [piece] }]
}

const unsigned: Text = say('Sie bringt Programm mit, aber keine Signatur.', 'It brings code but no signature.')
const unregistered: Text = say(
  'Sie steht nicht in ExtensionConfiguration.xml.',
  'It does not stand in ExtensionConfiguration.xml.',
)
const sharedSecret: Text = say(
  'Ein einziges gemeinsames Geheimnis öffnet sie, und dahinter lassen sich Befehle auf allen Rechnern ausführen.',
  'One shared secret opens it, and behind it commands can be run on all machines.',
)
