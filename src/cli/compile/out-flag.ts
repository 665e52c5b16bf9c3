import { type Language, say } from '../../model/text.ts'

const brief = say('Ordner, in den die Dateien geschrieben werden', 'Folder that the files are written to')

/** `--out FOLDER`. */
export function outFlag(language: Language): {
  readonly kind: 'parsed'
  readonly parse: StringConstructor
  readonly brief: string
  readonly placeholder: string
} {
  return {
    kind: 'parsed',
    parse: String,
    brief: brief[language],
    placeholder: { de: 'ORDNER', en: 'FOLDER' }[language],
  }
}
