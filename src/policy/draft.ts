import { formatEndpoint } from '../model/endpoint.ts'
import { type Language, say } from '../model/text.ts'
import { gatewayDraft } from './gateway-draft.ts'
import { formatTechnicianNetwork } from './network.ts'
import { comment, type Entry, outlined } from './outline.ts'
import { Pen } from './pen.ts'
import type { PolicyAnswers } from './questions.ts'

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
    [geo(pen)],
    [gatewayDraft(pen)],
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

function geo(pen: Pen): Entry {
  return pen.group('geo', [
    pen.list('geo.overrides'),
    pen.byDefault('geo.unknown', 'refuse'),
    pen.byDefault('geo.private', 'admit'),
    pen.byDefault('geo.disagreement', 'admit'),
    pen.line('geo.database', undefined),
  ])
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
