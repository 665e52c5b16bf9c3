import { type Language, say } from '../../../model/text.ts'
import { frameEnd, frameStart } from './frame.ts'
import { inLanguage } from './in-language.ts'
import type { CollectorPart } from './part.ts'
import { administratorsPart } from './parts/administrators.ts'
import { collectorScript as selfScript } from './parts/collector.ts'
import { databasePart } from './parts/database.ts'
import { defenderPart } from './parts/defender.ts'
import { firewallProfilesPart } from './parts/firewall-profiles.ts'
import { firewallRulesPart } from './parts/firewall-rules.ts'
import { iisPart } from './parts/iis.ts'
import { listenersPart } from './parts/listeners.ts'
import { interfacesPart, membershipPart } from './parts/network.ts'
import { automatePart, screenConnectPart } from './parts/products.ts'
import { programsPart } from './parts/programs.ts'
import { remoteDesktopPart, smbPart } from './parts/remote-access.ts'
import { rightsPart, sharesPart } from './parts/rights.ts'
import { driversPart, servicesPart } from './parts/services.ts'
import { systemPart } from './parts/system.ts'
import { tlsPart } from './parts/tls.ts'
import { uacPart } from './parts/uac.ts'
import { powershellText } from './quoted.ts'

/** The script's own version: raised with every change of what it reads. */
export const collectorVersion = '1.0'

/** Every fact that the script reads, in the order in which it reads them: what is quick and matters most comes first. */
export const collectorParts: readonly CollectorPart[] = [
  systemPart,
  uacPart,
  firewallProfilesPart,
  firewallRulesPart,
  servicesPart,
  driversPart,
  defenderPart,
  listenersPart,
  interfacesPart,
  membershipPart,
  tlsPart,
  remoteDesktopPart,
  smbPart,
  automatePart,
  screenConnectPart,
  databasePart,
  iisPart,
  rightsPart,
  sharesPart,
  programsPart,
  administratorsPart,
]

/** For whom a script is written. */
export interface CollectorOrder {
  readonly site: string
  readonly toolVersion: string
  readonly language: Language
}

/**
 * Writes the collector script: Windows PowerShell 5.1, read only, with comments in one language. It begins with a byte
 * order mark and has the line ends of Windows, so that Windows shows it as it is meant.
 */
export function collectorScript(order: CollectorOrder): string {
  const blocks = [
    header(order.language),
    inLanguage(frameStart, order.language),
    variables(order),
    ...collectorParts.map((part) => partBlock(part, order.language)),
    inLanguage(selfScript, order.language),
    inLanguage(frameEnd(collectorParts.map(call).join('\n')), order.language),
  ]
  return `\ufeff${blocks.join('\n\n')}\n`.replaceAll('\n', '\r\n')
}

function partBlock({ fact, about, script }: CollectorPart, language: Language): string {
  return `# --- ${fact}: ${about[language]}\n${inLanguage(script, language)}`
}

function call({ fact, source, entry }: CollectorPart): string {
  return `  Read-Fact '${fact}' '${source}' { ${entry} }`
}

/** Everything that comes from outside of the script, quoted, and what it says to people. */
function variables({ site, toolVersion, language }: CollectorOrder): string {
  const words = Object.entries(spoken).map(([name, text]) => `  ${name} = ${powershellText(text[language])}`)
  return [
    `$Site = ${powershellText(site)}`,
    `$ToolVersion = ${powershellText(toolVersion)}`,
    `$ScriptVersion = ${powershellText(collectorVersion)}`,
    '$Words = @{',
    ...words,
    '}',
  ].join('\n')
}

const spoken = {
  written: say(
    '{0} ist geschrieben: {1} Belege, {2} nicht zu haben. Weiter mit: bollwerk import DATEI',
    '{0} is written: {1} pieces of evidence, {2} not to be had. Go on with: bollwerk import FILE',
  ),
  noServer: say(
    'Hier ist kein Automate- oder ScreenConnect-Server. Der Datenbankserver? Dann bitte mit: -Server automate',
    'There is no Automate or ScreenConnect server here. The database server? Then please with: -Server automate',
  ),
  badServer: say(
    '-Server kennt automate und screenconnect, nicht "{0}".',
    '-Server knows automate and screenconnect, not "{0}".',
  ),
}

function header(language: Language): string {
  const lines = {
    de: [
      `Bollwerk-Sammler für Windows, Fassung ${collectorVersion}`,
      '',
      'Liest nur und verändert nichts. Schreibt eine einzige Datei mit Belegen (JSON), die "bollwerk import" liest.',
      'Passwörter, Schlüssel und andere Geheimnisse werden nicht gelesen: höchstens, dass es sie gibt und wer an sie kommt.',
      '',
      'Aufruf als Administrator:  powershell.exe -NoProfile -File collect.ps1',
      'Ablageort: -Out C:\\Ordner\\belege.json   Datenbank auf eigenem Server: -Server automate',
      'Was genau gelesen wird, steht in docs/reference/collector.md.',
    ],
    en: [
      `Bollwerk collector for Windows, version ${collectorVersion}`,
      '',
      'Reads only and changes nothing. Writes a single file with evidence (JSON) for "bollwerk import".',
      'Passwords, keys and other secrets are not read: at most that they exist and who gets at them.',
      '',
      'Run as administrator:  powershell.exe -NoProfile -File collect.ps1',
      'Choose the file: -Out C:\\Folder\\evidence.json   Database on a server of its own: -Server automate',
      'What exactly is read stands in docs/reference/collector.md.',
    ],
  }
  return ['#Requires -Version 5.1', '#', ...lines[language].map((line) => `# ${line}`.trimEnd())].join('\n')
}
