import { buildCommand, type Command } from '@stricli/core'
import { type Language, say } from '../../model/text.ts'
import { jsonFlag, langFlag, policyFlag } from '../flags.ts'
import { folderWord, type JournalFlags, journalsBrief } from '../hardening/journal-folder.ts'
import { type PlaceFlags, placeFlags } from '../hardening/place-flags.ts'
import { optionalText } from '../optional-flag.ts'
import type { Program } from '../program.ts'

export interface RollbackFlags
  extends JournalFlags,
    Omit<PlaceFlags, 'screenconnectFolder' | 'applicationHost' | 'machine'> {
  readonly lang?: Language
  readonly json: boolean
}

const words = {
  brief: say('Nimmt den letzten Vorgang zurück', 'Takes the last apply back'),
  full: say(
    'Stellt wieder her, was vor dem letzten (oder dem genannten) "bollwerk apply" war, und bringt zu Ende, was ein Absturz halb getan ließ. Was inzwischen jemand anderes geändert hat, bleibt, und der Ort wird genannt. Rückgabewerte: 0 alles wie vorher, 5 etwas ließ sich nicht zurücknehmen.',
    'Restores what was before the last (or the named) "bollwerk apply", and finishes what a crash left half done. What somebody else has changed meanwhile stays, and the place is named. Exit codes: 0 all as before, 5 something could not be taken back.',
  ),
  run: say('Name des Vorgangs, z. B. 000001-3fa9c1d2e4b5', 'Name of the apply, e.g. 000001-3fa9c1d2e4b5'),
}

/** `bollwerk rollback [JOURNAL]`. */
export function rollbackCommand(language: Language): Command<Program> {
  const { mysqlHost, mysqlPort, mysqlUser, databaseCa, unencrypted } = placeFlags(language)
  return buildCommand<RollbackFlags, [string?], Program>({
    loader: async () => (await import('./run.ts')).run,
    parameters: {
      flags: {
        policy: policyFlag(language),
        lang: langFlag(language),
        json: jsonFlag(language),
        journals: optionalText(journalsBrief[language], folderWord(language)),
        ...{ mysqlHost, mysqlPort, mysqlUser, databaseCa, unencrypted },
      },
      positional: {
        kind: 'tuple',
        parameters: [
          {
            parse: String,
            optional: true,
            brief: words.run[language],
            placeholder: { de: 'PROTOKOLL', en: 'JOURNAL' }[language],
          },
        ],
      },
    },
    docs: { brief: words.brief[language], fullDescription: words.full[language] },
  })
}
