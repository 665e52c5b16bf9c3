import { type Language, say } from '../../model/text.ts'

const brief = say(
  'Dateien mit Belegen, die zu denen im Ordner evidence dazukommen',
  'Evidence files that are added to those in the folder evidence',
)

/** Evidence files on the command line of a plan. */
export function evidenceFiles(language: Language): {
  readonly kind: 'array'
  readonly parameter: { readonly parse: StringConstructor; readonly brief: string; readonly placeholder: string }
} {
  const placeholder = { de: 'DATEI', en: 'FILE' }[language]
  return { kind: 'array', parameter: { parse: String, brief: brief[language], placeholder } }
}
