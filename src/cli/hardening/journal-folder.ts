import { dirname, join } from 'node:path'
import { type Language, say, type Text } from '../../model/text.ts'

export interface JournalFlags {
  readonly policy: string
  readonly journals?: string
}

export const journalsBrief: Text = say(
  'Ordner, in dem die Protokolle stehen; ohne Angabe hardening neben der Richtlinie',
  'Folder that the journals are in; if not given, hardening beside the policy',
)

/** Where applies of a policy keep their journals. */
export function journalFolderOf({ journals, policy }: JournalFlags): string {
  return journals ?? join(dirname(policy), 'hardening')
}

export function folderWord(language: Language): string {
  return { de: 'ORDNER', en: 'FOLDER' }[language]
}
