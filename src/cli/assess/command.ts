import { buildCommand, type Command } from '@stricli/core'
import { parseCountry } from '../../model/country.ts'
import { type Severity, severities } from '../../model/outcome.ts'
import { parsePorts } from '../../model/port-set.ts'
import { type Language, say, type Text } from '../../model/text.ts'
import { type Place, places } from '../../model/vantage.ts'
import { addressText } from '../address-text.ts'
import { jsonFlag, langFlag, policyFlag } from '../flags.ts'
import type { Program } from '../program.ts'
import { value } from '../value.ts'

export interface AssessFlags {
  readonly policy: string
  readonly lang?: Language
  readonly json: boolean
  readonly html?: string
  readonly save?: string
  readonly from: Place
  readonly country?: string
  readonly note?: string
  readonly sourceAddress?: string
  readonly authority?: string
  readonly ports?: readonly number[]
  readonly allPorts: boolean
  readonly yes: boolean
  readonly verbose: boolean
  readonly failOn: Severity
}

const words = {
  brief: say(
    'Prüft den Standort von außen und von innen und sagt, was hält und was zu tun ist',
    'Assesses the site from outside and from within and says what holds and what to do',
  ),
  full: say(
    'Sieht von hier aus nach, was die Server der Richtlinie zeigen, nimmt dazu, was bollwerk collect und bollwerk import im Ordner evidence neben der Richtlinie abgelegt haben, und beurteilt beides Maßnahme für Maßnahme. Nichts wird verändert, und nur die in der Richtlinie genannten Server werden angesprochen. Werden Dateien mit Belegen angegeben, so werden nur diese beurteilt und niemand wird angesprochen.',
    'Looks from here at what the servers of the policy show, adds what bollwerk collect and bollwerk import put into the folder evidence beside the policy, and judges both measure by measure. Nothing is changed, and only the servers named in the policy are contacted. If evidence files are given, only they are judged and nobody is contacted.',
  ),
  files: say(
    'Dateien mit Belegen, von --save, von bollwerk collect oder auf einem Server geschrieben',
    'Evidence files, written by --save, by bollwerk collect or on a server',
  ),
  html: say('HTML-Bericht in diese Datei schreiben', 'Write the HTML report to this file'),
  save: say('Belege in dieser Datei aufheben', 'Keep the evidence in this file'),
  from: say(
    'Von wo aus hier geprüft wird; ohne das bleibt offen, was "erreichbar" bedeutet',
    'Where this looks from; without it nobody can tell what "reachable" means',
  ),
  country: say('Land dieses Anschlusses, z. B. DE', 'Country of this connection, e.g. DE'),
  note: say(
    'Eigene Worte für diesen Ort, steht bei den Belegen',
    'Your own words for this place, shown with the evidence',
  ),
  sourceAddress: say('Von dieser eigenen Adresse aus fragen', 'Ask from this address of the machine'),
  authority: say(
    'Weitere Zertifizierungsstelle (PEM-Datei), der vertraut wird',
    'A further certificate authority (PEM file) to trust',
  ),
  ports: say('Nur diese TCP-Ports prüfen, z. B. 80,443,8000-8100', 'Ask only these TCP ports, e.g. 80,443,8000-8100'),
  allPorts: say('Alle 65.535 TCP-Ports prüfen', 'Ask all 65,535 TCP ports'),
  yes: say(
    'Ich bestätige, dass diese Server mir gehören oder ich sie prüfen darf',
    'I confirm that these servers are mine or that I may assess them',
  ),
  verbose: say('Alle Belege zeigen', 'Show all evidence'),
  failOn: say('Ab dieser Schwere ist der Rückgabewert 1', 'From this severity on the exit code is 1'),
  file: say('DATEI', 'FILE'),
}

/** `bollwerk assess`. */
export function assessCommand(language: Language): Command<Program> {
  const text = (words: Text): string => words[language]
  const file = (
    brief: Text,
  ): { kind: 'parsed'; parse: StringConstructor; optional: true; brief: string; placeholder: string } => ({
    kind: 'parsed',
    parse: String,
    optional: true,
    brief: text(brief),
    placeholder: text(words.file),
  })
  const yesNo = (brief: Text): { kind: 'boolean'; default: false; withNegated: false; brief: string } => ({
    kind: 'boolean',
    default: false,
    withNegated: false,
    brief: text(brief),
  })
  return buildCommand<AssessFlags, string[], Program>({
    loader: async () => (await import('./run.ts')).run,
    parameters: {
      flags: {
        policy: policyFlag(language),
        lang: langFlag(language),
        json: jsonFlag(language),
        html: file(words.html),
        save: file(words.save),
        from: { kind: 'enum', values: places, default: 'unstated', brief: text(words.from) },
        country: {
          kind: 'parsed',
          parse: value(parseCountry),
          optional: true,
          brief: text(words.country),
          placeholder: 'XX',
        },
        note: { kind: 'parsed', parse: String, optional: true, brief: text(words.note), placeholder: 'TEXT' },
        sourceAddress: {
          kind: 'parsed',
          parse: value(addressText),
          optional: true,
          brief: text(words.sourceAddress),
          placeholder: 'IP',
        },
        authority: file(words.authority),
        ports: {
          kind: 'parsed',
          parse: value(parsePorts),
          optional: true,
          brief: text(words.ports),
          placeholder: 'PORTS',
        },
        allPorts: yesNo(words.allPorts),
        yes: yesNo(words.yes),
        verbose: yesNo(words.verbose),
        failOn: { kind: 'enum', values: severities, default: 'high', brief: text(words.failOn) },
      },
      positional: {
        kind: 'array',
        parameter: { parse: String, brief: text(words.files), placeholder: text(words.file) },
      },
      aliases: { y: 'yes', v: 'verbose' },
    },
    docs: { brief: text(words.brief), fullDescription: text(words.full) },
  })
}
