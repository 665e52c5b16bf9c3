import { buildCommand, type Command } from '@stricli/core'
import { type Language, say } from '../../model/text.ts'
import { jsonFlag, langFlag } from '../flags.ts'
import type { Program } from '../program.ts'

export interface ExplainFlags {
  readonly lang?: Language
  readonly json: boolean
}

const words = {
  brief: say(
    'Erklärt eine Maßnahme, eine Prüfung oder eine Schwachstelle',
    'Explains a measure, a control or an advisory',
  ),
  subject: say(
    'z. B. geoblocking, ports-minimal.tcp oder CVE-2024-1709',
    'e.g. geoblocking, ports-minimal.tcp or CVE-2024-1709',
  ),
}

/** `bollwerk explain SUBJECT`. */
export function explainCommand(language: Language): Command<Program> {
  return buildCommand<ExplainFlags, [string], Program>({
    loader: async () => (await import('./run.ts')).run,
    parameters: {
      flags: { lang: langFlag(language), json: jsonFlag(language) },
      positional: {
        kind: 'tuple',
        parameters: [
          { parse: String, brief: words.subject[language], placeholder: { de: 'WAS', en: 'WHAT' }[language] },
        ],
      },
    },
    docs: { brief: words.brief[language] },
  })
}
