import { type Language, languages, say } from '../model/text.ts'

const words = {
  lang: say('Sprache der Ausgabe: de oder en', 'Language of the output: de or en'),
  policy: say('Datei mit der Richtlinie', 'File with the policy'),
  stateFolder: say(
    'Ordner für Ereignisse, Geodaten, Zertifikate und Sperren',
    'Folder for events, geo data, certificates and bans',
  ),
  json: say('Ergebnis als JSON ausgeben', 'Print the result as JSON'),
}

/** `--lang`, as every command has it; the value itself is read by `spokenLanguage` before the command is built. */
export function langFlag(language: Language): {
  readonly kind: 'enum'
  readonly values: readonly Language[]
  readonly brief: string
  readonly optional: true
} {
  return { kind: 'enum', values: languages, brief: words.lang[language], optional: true }
}

/** `--policy FILE`. */
export function policyFlag(language: Language): {
  readonly kind: 'parsed'
  readonly parse: StringConstructor
  readonly brief: string
  readonly placeholder: string
  readonly default: string
} {
  return {
    kind: 'parsed',
    parse: String,
    brief: words.policy[language],
    placeholder: { de: 'DATEI', en: 'FILE' }[language],
    default: 'bollwerk.yaml',
  }
}

/** `--json`. */
export function jsonFlag(language: Language): {
  readonly kind: 'boolean'
  readonly brief: string
  readonly default: false
  readonly withNegated: false
} {
  return { kind: 'boolean', brief: words.json[language], default: false, withNegated: false }
}

/** `--state-folder FOLDER`: what the gateway keeps. */
export function stateFolderFlag(language: Language): ReturnType<typeof policyFlag> {
  return {
    kind: 'parsed',
    parse: String,
    brief: words.stateFolder[language],
    placeholder: { de: 'ORDNER', en: 'FOLDER' }[language],
    default: 'bollwerk-state',
  }
}
