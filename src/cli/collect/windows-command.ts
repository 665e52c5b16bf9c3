import { buildCommand, type Command } from '@stricli/core'
import { type Language, say } from '../../model/text.ts'
import { langFlag, policyFlag } from '../flags.ts'
import type { Program } from '../program.ts'

export interface CollectWindowsFlags {
  readonly policy: string
  readonly lang?: Language
  readonly out?: string
  readonly describe: boolean
}

const words = {
  brief: say(
    'Schreibt das Skript, das auf einem Windows-Server Belege erhebt',
    'Writes the script that collects evidence on a Windows server',
  ),
  full: say(
    'Schreibt ein PowerShell-Skript (5.1), das nur liest und nichts verändert. Führen Sie es als Administrator auf jedem der Server aus, von Hand oder über Automate, und geben Sie die Datei, die es schreibt, an "bollwerk import".',
    'Writes a PowerShell script (5.1) that reads only and changes nothing. Run it as administrator on each of the servers, by hand or through Automate, and give the file that it writes to "bollwerk import".',
  ),
  out: say(
    'Skript in diese Datei schreiben statt auf den Bildschirm',
    'Write the script to this file instead of the screen',
  ),
  describe: say(
    'Statt des Skripts: was es liest, und sein SHA-256',
    'Instead of the script: what it reads, and its SHA-256',
  ),
}

/** `bollwerk collect windows`. */
export function collectWindowsCommand(language: Language): Command<Program> {
  return buildCommand<CollectWindowsFlags, [], Program>({
    loader: async () => (await import('./windows-run.ts')).run,
    parameters: {
      flags: {
        policy: policyFlag(language),
        lang: langFlag(language),
        out: {
          kind: 'parsed',
          parse: String,
          optional: true,
          brief: words.out[language],
          placeholder: { de: 'DATEI', en: 'FILE' }[language],
        },
        describe: { kind: 'boolean', default: false, withNegated: false, brief: words.describe[language] },
      },
    },
    docs: { brief: words.brief[language], fullDescription: words.full[language] },
  })
}
