import { joined, type Language, say, type Text } from '../model/text.ts'
import { type Field, fieldNamed } from './field.ts'
import type { Entry } from './outline.ts'
import { writtenValue, type YamlValue } from './yaml-value.ts'

/** Turns fields into entries with their purpose above them, in one language. */
export class Pen {
  readonly #language: Language

  constructor(language: Language) {
    this.#language = language
  }

  /** What was answered; the example of the field in a comment if nothing was. */
  line(name: string, value: YamlValue | undefined): Entry {
    const field = fieldNamed(name)
    const [key = '', example = ''] = field.example.split(/: (.*)/)
    if (value !== undefined) return { key, given: true, note: this.#note(field), value: writtenValue(value) }
    return { key, given: false, note: this.#note(field, forExample), value: example }
  }

  byDefault(name: string, value: YamlValue): Entry {
    return { ...this.line(name, value), given: false }
  }

  /** A list of mappings that is empty by default. */
  list(name: string): Entry {
    const key = name.split('.').at(-1) ?? name
    const items = [fieldNamed(`${name}[]`).example]
    return { key, given: false, note: this.#note(fieldNamed(name), forExample), items }
  }

  /** Given as soon as anything in it is. */
  group(name: string, entries: readonly Entry[]): Entry {
    const key = name.split('.').at(-1) ?? name
    const given = entries.some((entry) => entry.given)
    return { key, given, note: this.#note(fieldNamed(name), given ? undefined : forExample), entries }
  }

  #note({ purpose }: Field, more?: Text): string {
    const sentence = joined([capitalised(purpose), say('.', '.')], '')
    return (more ? joined([sentence, more]) : sentence)[this.#language]
  }
}

const forExample = say('Zum Beispiel:', 'For example:')

function capitalised({ de, en }: Text): Text {
  return { de: de.charAt(0).toUpperCase() + de.slice(1), en: en.charAt(0).toUpperCase() + en.slice(1) }
}
