import { formatEndpoint } from '../model/endpoint.ts'
import { joined, type Language, say, type Text } from '../model/text.ts'
import { type Field, fieldNamed } from './field.ts'
import { acmeChallenges, usualDirectory } from './gateway-settings.ts'
import { formatTechnicianNetwork } from './network.ts'
import { comment, type Entry, outlined } from './outline.ts'
import type { PolicyAnswers } from './questions.ts'
import { writtenValue, type YamlValue } from './yaml-value.ts'

/**
 * The `bollwerk.yaml` that `bollwerk init` writes, commented in the language of the answers. Whatever else can be said
 * stands in it as a comment, with its default or an example. `readPolicy` accepts the draft of any answers that
 * `readAnswers` accepted.
 */
export function draftPolicy(answers: PolicyAnswers): string {
  const pen = new Pen(answers.language)
  const sections: readonly (readonly Entry[])[] = [
    [pen.line('site', answers.site), pen.line('language', answers.language)],
    [pen.line('technicians', answers.technicians.map(formatTechnicianNetwork))],
    [pen.line('countries', answers.countries)],
    [pen.byDefault('fixedNetworksOnly', false), pen.byDefault('fixedNetworks', [])],
    [pen.group('servers', [automate(answers, pen), screenconnect(answers, pen)])],
    [pen.group('areas', [pen.line('areas.*', undefined)])],
    [pen.group('geo', [pen.list('geo.overrides')])],
    [gateway(pen)],
    [pen.list('exceptions')],
    [
      pen.group('support', [
        pen.line('support.name', answers.supportName),
        pen.line('support.booking', answers.supportBooking),
      ]),
    ],
  ]
  const texts = sections.map((entries) => outlined(entries).join('\n'))
  return `${[heading(answers.language), ...texts].join('\n\n')}\n`
}

function automate({ automateHost: host, automateOrigin: origin }: PolicyAnswers, pen: Pen): Entry {
  const name = 'servers.automate'
  return pen.group(name, [
    pen.line(`${name}.host`, host),
    pen.line(`${name}.addresses`, undefined),
    pen.line(`${name}.origin`, origin && formatEndpoint(origin)),
  ])
}

function screenconnect(answers: PolicyAnswers, pen: Pen): Entry {
  const { screenconnectHost: host, screenconnectOrigin: origin, screenconnectRelay: relay } = answers
  const name = 'servers.screenconnect'
  return pen.group(name, [
    pen.line(`${name}.host`, host),
    pen.line(`${name}.addresses`, undefined),
    pen.line(`${name}.origin`, origin && formatEndpoint(origin)),
    pen.line(`${name}.relay`, relay && formatEndpoint(relay)),
    relay ? pen.byDefault(`${name}.relayPort`, relay.port) : pen.line(`${name}.relayPort`, undefined),
  ])
}

function gateway(pen: Pen): Entry {
  const name = 'gateway.tls'
  const acme = [
    pen.byDefault(`${name}.acme.directory`, usualDirectory),
    pen.line(`${name}.acme.email`, undefined),
    pen.line(`${name}.acme.agreeTerms`, undefined),
    pen.byDefault(`${name}.acme.challenges`, acmeChallenges),
  ]
  const tls = [
    pen.byDefault(`${name}.profile`, 'modern'),
    pen.list(`${name}.certificates`),
    pen.group(`${name}.acme`, acme),
  ]
  return pen.group('gateway', [pen.group(name, tls)])
}

function heading(language: Language): string {
  const lines = [
    say('Die Richtlinie von Bollwerk: was dieser Standort will.', 'The policy of Bollwerk: what this site wants.'),
    say(
      'Auskommentierte Zeilen zeigen die Vorgabe oder ein Beispiel; löschen Sie das #, um sie zu ändern.',
      'Lines in comments show the default or an example; delete the # to change them.',
    ),
    say(
      '"bollwerk policy check" prüft diese Datei, "bollwerk policy show" zeigt alle Vorgaben.',
      '"bollwerk policy check" checks this file, "bollwerk policy show" shows every default.',
    ),
    say(
      'Hilfe im Editor: "bollwerk policy schema > bollwerk.schema.json" ausführen, unten ein # löschen.',
      'Help in the editor: run "bollwerk policy schema > bollwerk.schema.json", delete one # below.',
    ),
  ]
  const modeline = '## yaml-language-server: $schema=./bollwerk.schema.json'
  return [...lines.flatMap((line) => comment(line[language])), modeline].join('\n')
}

/** Turns fields into entries with their purpose above them, in one language. */
class Pen {
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
