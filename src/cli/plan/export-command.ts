import { buildCommand, type Command } from '@stricli/core'
import { type Language, say } from '../../model/text.ts'
import { jsonFlag, langFlag, policyFlag } from '../flags.ts'
import { folderWord, type JournalFlags, journalsBrief } from '../hardening/journal-folder.ts'
import { optionalText } from '../optional-flag.ts'
import type { Program } from '../program.ts'

export interface PlanExportFlags extends JournalFlags {
  readonly lang?: Language
  readonly json: boolean
  readonly out: string
  readonly only?: readonly string[]
}

const words = {
  brief: say(
    'Schreibt einen Plan als drei Skripte für einen Windows-Server ohne Bollwerk',
    'Writes a plan as three scripts for a Windows server without Bollwerk',
  ),
  full: say(
    'Schreibt apply.ps1, rollback.ps1 und verify.ps1 (Windows PowerShell 5.1) in einen Ordner. Kopieren Sie ihn auf den Server, an einen Ort, an den nur Administratoren schreiben dürfen, lesen Sie die Skripte, und rufen Sie apply.ps1 als Administrator auf. Es führt neben sich ein Protokoll (journal.jsonl), das "bollwerk import" liest. Änderungen an Dateien und Registrierung gehen so; die an der Datenbank brauchen "bollwerk apply". Diese Skripte sind geprüft, aber noch nie auf einem echten Windows gelaufen: Probieren Sie sie zuerst an einem Server, dessen Sicherung Sie zurückspielen können.',
    'Writes apply.ps1, rollback.ps1 and verify.ps1 (Windows PowerShell 5.1) to a folder. Copy it to the server, to a place where administrators alone may write, read the scripts, and run apply.ps1 as administrator. It keeps a journal beside itself (journal.jsonl) that "bollwerk import" reads. Changes of files and of the registry go this way; those of the database need "bollwerk apply". These scripts are checked but have never run on a real Windows: try them first on a server whose backup you can restore.',
  ),
  plan: say('Plan, wie "bollwerk plan" ihn schreibt', 'Plan as "bollwerk plan" writes it'),
  out: say('Ordner für die Skripte; er wird angelegt', 'Folder for the scripts; it is made'),
  only: say(
    'Nur diese Änderung des Plans (ihre Kennung in eckigen Klammern); mehrmals möglich',
    'Only this change of the plan (its id in brackets); may be repeated',
  ),
}

/** `bollwerk plan export PLAN`. */
export function planExportCommand(language: Language): Command<Program> {
  return buildCommand<PlanExportFlags, [string], Program>({
    loader: async () => (await import('./export-run.ts')).run,
    parameters: {
      flags: {
        policy: policyFlag(language),
        lang: langFlag(language),
        json: jsonFlag(language),
        out: { kind: 'parsed', parse: String, brief: words.out[language], placeholder: folderWord(language) },
        only: {
          kind: 'parsed',
          parse: String,
          optional: true,
          variadic: true,
          brief: words.only[language],
          placeholder: { de: 'ÄNDERUNG', en: 'CHANGE' }[language],
        },
        journals: optionalText(journalsBrief[language], folderWord(language)),
      },
      positional: {
        kind: 'tuple',
        parameters: [
          { parse: String, brief: words.plan[language], placeholder: { de: 'DATEI', en: 'FILE' }[language] },
        ],
      },
    },
    docs: { brief: words.brief[language], fullDescription: words.full[language] },
  })
}
