import { buildCommand, type Command } from '@stricli/core'
import { type Severity, severities } from '../../model/outcome.ts'
import { type Language, say } from '../../model/text.ts'
import { jsonFlag, langFlag } from '../flags.ts'
import type { Program } from '../program.ts'

export interface DiffFlags {
  readonly lang?: Language
  readonly json: boolean
  readonly failOn: Severity
}

const words = {
  brief: say('Vergleicht zwei Beurteilungen', 'Compares two assessments'),
  full: say(
    'Nennt, was neu ist, was behoben ist, was wieder schlechter wurde, was hingenommen ist, wessen Ausnahme abgelaufen ist, was nicht mehr zu klären ist, wo Belege fehlen oder andere sind und welche Prüfung sich geändert hat. Befunde werden an ihrer Kennung wiedererkannt. Der Rückgabewert ist 1, wenn ab der Schwere --fail-on etwas neu oder wieder offen ist.',
    'Names what is new, what is fixed, what got worse again, what is accepted, whose exception ended, what became unknown, where evidence is missing or differs and which control has changed. Findings are recognised by their id. The exit code is 1 if something at or above --fail-on is new or open again.',
  ),
  before: say('Frühere Beurteilung (assess --json)', 'Earlier assessment (assess --json)'),
  after: say('Spätere Beurteilung (assess --json)', 'Later assessment (assess --json)'),
  failOn: say('Ab dieser Schwere ist der Rückgabewert 1', 'From this severity on the exit code is 1'),
}

/** `bollwerk diff A B`. */
export function diffCommand(language: Language): Command<Program> {
  return buildCommand<DiffFlags, [string, string], Program>({
    loader: async () => (await import('./run.ts')).run,
    parameters: {
      flags: {
        lang: langFlag(language),
        json: jsonFlag(language),
        failOn: { kind: 'enum', values: severities, default: 'high', brief: words.failOn[language] },
      },
      positional: {
        kind: 'tuple',
        parameters: [
          { parse: String, brief: words.before[language], placeholder: 'A' },
          { parse: String, brief: words.after[language], placeholder: 'B' },
        ],
      },
    },
    docs: { brief: words.brief[language], fullDescription: words.full[language] },
  })
}
