import { buildCommand, type Command } from '@stricli/core'

import { parseCountry } from '../../model/country.ts'
import { type Language, say } from '../../model/text.ts'
import { places } from '../../model/vantage.ts'
import { addressText } from '../address-text.ts'
import type { Standing } from '../assess/standpoint.ts'
import { jsonFlag, langFlag, policyFlag } from '../flags.ts'
import { folderWord, type JournalFlags, journalsBrief } from '../hardening/journal-folder.ts'
import { type PlaceFlags, placeFlags } from '../hardening/place-flags.ts'
import { optionalText, optionalValue } from '../optional-flag.ts'
import type { Program } from '../program.ts'
import { type ListenAddress, parseListenAddress } from './listen-address.ts'

export interface ApplyFlags extends PlaceFlags, JournalFlags, Standing {
  readonly lang?: Language
  readonly json: boolean
  readonly yes?: string
  readonly confirmAt?: ListenAddress
}

const words = {
  brief: say(
    'Führt einen Plan aus, beweist jede Änderung oder nimmt sie zurück',
    'Carries out a plan, proves each change or takes it back',
  ),
  full: say(
    'Zeigt die Änderungen der Datei und ihren SHA-256-Wert, fragt, und nimmt sie eine nach der anderen vor: prüfen, ob noch alles so ist wie geplant, sichern, ändern, und die Prüfung neu fragen, die es verlangt hat. Was nicht hält, wird zurückgenommen. Änderungen an Zugangslisten werden nach zwei Minuten zurückgenommen, wenn niemand sie mit "bollwerk confirm" bestätigt. Rückgabewerte: 0 alles bewiesen, 4 nicht alles, 5 etwas ließ sich nicht zurücknehmen.',
    'Shows the changes of the file and its SHA-256, asks, and makes them one after another: check that all is still as planned, save, change, and ask the control that asked for it again. What does not hold is taken back. Changes of access lists are taken back after two minutes unless somebody confirms them with "bollwerk confirm". Exit codes: 0 all proven, 4 not all, 5 something could not be taken back.',
  ),
  yes: say(
    'SHA-256 des Plans, der ausgeführt werden soll: Zustimmung ohne Rückfrage',
    'SHA-256 of the plan that is to be carried out: agreement without a question',
  ),
  confirmAt: say(
    'Adresse und Port dieses Servers, an dem auf die Bestätigung gewartet wird, z. B. 10.20.0.11:8900',
    'Address and port of this server at which the confirmation is waited for, e.g. 10.20.0.11:8900',
  ),
  from: say(
    'Wo dieser Rechner im Netz steht; damit wird nach einer Änderung des Gateways von hier aus nachgesehen',
    'Where on the network this machine stands; with it the gateway is looked at from here after a change of its policy',
  ),
  country: say('Land dieses Anschlusses, z. B. DE', 'Country of this connection, e.g. DE'),
  note: say('Eigene Worte für diesen Ort', 'Your own words for this place'),
  sourceAddress: say('Von dieser eigenen Adresse aus nachsehen', 'Look from this address of the machine'),
  authority: say(
    'Weitere Zertifizierungsstelle (PEM-Datei), der vertraut wird',
    'A further certificate authority (PEM file) to trust',
  ),
  file: say('Plan, von "bollwerk plan" geschrieben', 'Plan, written by "bollwerk plan"'),
}

/** `bollwerk apply FILE`. */
export function applyCommand(language: Language): Command<Program> {
  return buildCommand<ApplyFlags, [string], Program>({
    loader: async () => (await import('./run.ts')).run,
    parameters: {
      flags: {
        policy: policyFlag(language),
        lang: langFlag(language),
        json: jsonFlag(language),
        yes: optionalText(words.yes[language], 'SHA256'),
        confirmAt: optionalValue(words.confirmAt[language], 'IP:PORT', parseListenAddress),
        journals: optionalText(journalsBrief[language], folderWord(language)),
        from: { kind: 'enum', values: places, default: 'unstated', brief: words.from[language] },
        country: optionalValue(words.country[language], 'XX', parseCountry),
        note: optionalText(words.note[language], 'TEXT'),
        sourceAddress: optionalValue(words.sourceAddress[language], 'IP', addressText),
        authority: optionalText(words.authority[language], { de: 'DATEI', en: 'FILE' }[language]),
        ...placeFlags(language),
      },
      positional: {
        kind: 'tuple',
        parameters: [
          { parse: String, brief: words.file[language], placeholder: { de: 'DATEI', en: 'FILE' }[language] },
        ],
      },
    },
    docs: { brief: words.brief[language], fullDescription: words.full[language] },
  })
}
