import { buildCommand, type Command } from '@stricli/core'
import { type Language, say } from '../../model/text.ts'
import { addressText } from '../address-text.ts'
import { jsonFlag, langFlag } from '../flags.ts'
import { optionalValue } from '../optional-flag.ts'
import type { Program } from '../program.ts'

export interface ConfirmFlags {
  readonly lang?: Language
  readonly json: boolean
  readonly sourceAddress?: string
}

const words = {
  brief: say('Bestätigt eine Änderung, die darauf wartet', 'Confirms a change that waits for it'),
  full: say(
    'Fragt von hier aus zuerst die öffentlichen Adressen, die noch antworten müssen, und sendet dann den Code, den "bollwerk apply" zeigt. Die Bestätigung zählt nur von einer Adresse, die ihren Zugang behalten muss. Führen Sie den Befehl dort aus, wo die Techniker arbeiten, nicht auf dem Server.',
    'First asks from here the public addresses that must still answer, and then sends the code that "bollwerk apply" shows. The confirmation counts only from an address that must keep access. Run the command where the technicians work, not on the server.',
  ),
  sourceAddress: say(
    'Von dieser eigenen Adresse aus fragen, z. B. der des VPN',
    'Ask from this address of the machine, e.g. that of the VPN',
  ),
  url: say('Adresse, die "bollwerk apply" nennt', 'Address that "bollwerk apply" names'),
  code: say('Code, den "bollwerk apply" zeigt', 'Code that "bollwerk apply" shows'),
}

/** `bollwerk confirm URL CODE`. */
export function confirmCommand(language: Language): Command<Program> {
  return buildCommand<ConfirmFlags, [string, string], Program>({
    loader: async () => (await import('./run.ts')).run,
    parameters: {
      flags: {
        lang: langFlag(language),
        json: jsonFlag(language),
        sourceAddress: optionalValue(words.sourceAddress[language], 'IP', addressText),
      },
      positional: {
        kind: 'tuple',
        parameters: [
          { parse: String, brief: words.url[language], placeholder: 'URL' },
          { parse: String, brief: words.code[language], placeholder: 'CODE' },
        ],
      },
    },
    docs: { brief: words.brief[language], fullDescription: words.full[language] },
  })
}
