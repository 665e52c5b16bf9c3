import { inLanguage } from '../../evidence/windows/script/in-language.ts'
import { powershellLiteral } from '../../evidence/windows/script/quoted.ts'
import { type Language, say, type Text } from '../../model/text.ts'
import { apply, applyParameters } from './script/apply.ts'
import { journal } from './script/journal.ts'
import { reading } from './script/reading.ts'
import { rollback, rollbackParameters } from './script/rollback.ts'
import { verify } from './script/verify.ts'
import { type ScriptName, spokenBy } from './script/words.ts'
import { writing } from './script/writing.ts'
import { type BundleChange, changesTable, oneLine } from './table.ts'

/** What the scripts of a bundle are written from. */
export interface BundleOrder {
  readonly site: string
  readonly language: Language
  readonly toolVersion: string
  /** SHA-256 of the plan file. */
  readonly hash: string
  readonly changes: readonly BundleChange[]
}

export const scriptNames: readonly ScriptName[] = ['apply', 'rollback', 'verify']

/**
 * Writes one script of a bundle: Windows PowerShell 5.1, with comments and messages in one language. It begins with a
 * byte order mark and has the line ends of Windows; what comes from the plan stands in one table at its top.
 */
export function bundleScript(name: ScriptName, order: BundleOrder): string {
  const { language } = order
  const parts = { apply: [journal, writing, apply], rollback: [journal, writing, rollback], verify: [verify] }[name]
  const blocks = [
    asWindows(header(name, order)),
    variables(name, order),
    changesTable(order.changes),
    ...[reading, ...parts].map((part) => asWindows(inLanguage(part, language))),
  ]
  return `\ufeff${blocks.join('\r\n\r\n')}\r\n`
}

/** Only for text of this program: a line break within a text of the plan stays as it is. */
function asWindows(text: string): string {
  return text.replaceAll('\n', '\r\n')
}

function variables(name: ScriptName, { site, language, toolVersion, hash }: BundleOrder): string {
  const words = Object.entries(spokenBy(name)).map(
    ([word, text]) => `  ${powershellLiteral(word)} = ${powershellLiteral(text[language])}`,
  )
  return [
    `$Site = ${powershellLiteral(oneLine(site))}`,
    `$PlanHash = ${powershellLiteral(hash)}`,
    `$ToolVersion = ${powershellLiteral(toolVersion)}`,
    `$Language = ${powershellLiteral(language)}`,
    '$Words = @{',
    ...words,
    '}',
  ].join('\r\n')
}

function header(name: ScriptName, { language, hash }: BundleOrder): string {
  const parameters = { apply: applyParameters, rollback: rollbackParameters, verify: '' }[name]
  const comment = [...abouts[name], ...common(hash)].map((line) => `# ${line[language]}`.trimEnd())
  const head = ['#Requires -Version 5.1', '#Requires -RunAsAdministrator', '#', ...comment]
  return (parameters === '' ? head : [...head, '', parameters]).join('\n')
}

function common(hash: string): readonly Text[] {
  return [
    say('', ''),
    say(`Plan (SHA-256 der Datei): ${hash}`, `Plan (SHA-256 of the file): ${hash}`),
    say(
      'Was geschieht, steht in der Tabelle $Changes; der Rest führt sie nur aus. Neben die drei Skripte kommt journal.jsonl.',
      'What is done stands in the table $Changes; the rest only carries it out. journal.jsonl is put beside the three scripts.',
    ),
    say(
      'Legen Sie den Ordner dorthin, wo nur Administratoren schreiben dürfen.',
      'Put the folder where administrators alone may write.',
    ),
  ]
}

const abouts: Readonly<Record<ScriptName, readonly Text[]>> = {
  apply: [
    say('Bollwerk: nimmt die Änderungen eines Plans vor.', 'Bollwerk: makes the changes of a plan.'),
    say(
      'Aufruf als Administrator:  powershell.exe -NoProfile -File apply.ps1     (ohne Rückfrage: -Yes)',
      'Run as administrator:  powershell.exe -NoProfile -File apply.ps1     (without asking: -Yes)',
    ),
    say('Zurücknehmen: rollback.ps1   Nachsehen: verify.ps1', 'Take back: rollback.ps1   Look: verify.ps1'),
  ],
  rollback: [
    say(
      'Bollwerk: nimmt zurück, was apply.ps1 getan oder begonnen hat, das Letzte zuerst.',
      'Bollwerk: takes back what apply.ps1 did or began, the last first.',
    ),
    say(
      'Aufruf als Administrator:  powershell.exe -NoProfile -File rollback.ps1',
      'Run as administrator:  powershell.exe -NoProfile -File rollback.ps1',
    ),
    say(
      'Auch nach einem Absturz oder Stromausfall. Beliebig oft zu wiederholen.',
      'Also after a crash or a power loss. To be repeated as often as you like.',
    ),
  ],
  verify: [
    say(
      'Bollwerk: sieht nach, was an den Orten eines Plans steht. Liest nur und verändert nichts.',
      'Bollwerk: looks what stands at the places of a plan. Reads only and changes nothing.',
    ),
    say(
      'Aufruf als Administrator:  powershell.exe -NoProfile -File verify.ps1',
      'Run as administrator:  powershell.exe -NoProfile -File verify.ps1',
    ),
  ],
}
