import { buildCommand, type Command } from '@stricli/core'
import { type Language, say } from '../../model/text.ts'
import { jsonFlag, langFlag, policyFlag } from '../flags.ts'
import type { Program } from '../program.ts'

export interface ImportFlags {
  readonly policy: string
  readonly lang?: Language
  readonly json: boolean
  readonly yes: boolean
}

const words = {
  brief: say(
    'Nimmt Belege und Protokolle auf, die auf den Servern geschrieben wurden',
    'Takes evidence and journals that were written on the servers',
  ),
  full: say(
    'Prüft jede Datei und legt sie in den Ordner evidence neben der Richtlinie. Von dort nimmt "bollwerk assess" sie. Das Protokoll der Skripte von "bollwerk plan export" (journal.jsonl) kommt in den Ordner hardening, und es wird gezeigt, wie jede Änderung endete. Dieselbe Datei zweimal schadet nicht.',
    'Checks every file and puts it into the folder evidence beside the policy. From there "bollwerk assess" takes it. The journal of the scripts of "bollwerk plan export" (journal.jsonl) goes into the folder hardening, and how each change ended is shown. The same file twice does no harm.',
  ),
  yes: say(
    'Auch Belege aufnehmen, die einen anderen Standort nennen als die Richtlinie',
    'Also take evidence that names another site than the policy',
  ),
  files: say('Dateien, die das Skript schrieb', 'Files that the script wrote'),
  file: say('DATEI', 'FILE'),
}

/** `bollwerk import FILE…`. */
export function importCommand(language: Language): Command<Program> {
  return buildCommand<ImportFlags, string[], Program>({
    loader: async () => (await import('./run.ts')).run,
    parameters: {
      flags: {
        policy: policyFlag(language),
        lang: langFlag(language),
        json: jsonFlag(language),
        yes: { kind: 'boolean', default: false, withNegated: false, brief: words.yes[language] },
      },
      positional: {
        kind: 'array',
        minimum: 1,
        parameter: { parse: String, brief: words.files[language], placeholder: words.file[language] },
      },
      aliases: { y: 'yes' },
    },
    docs: { brief: words.brief[language], fullDescription: words.full[language] },
  })
}
