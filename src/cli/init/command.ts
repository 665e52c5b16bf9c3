import { buildCommand, type Command } from '@stricli/core'
import { type Language, languages, say, type Text } from '../../model/text.ts'
import { langFlag, policyFlag } from '../flags.ts'
import type { Program } from '../program.ts'

/** The questions of `init` as flags, for machines without a terminal. */
export interface InitFlags {
  readonly policy: string
  readonly lang?: Language
  readonly language?: Language
  readonly site?: string
  readonly technicians?: string
  readonly countries?: string
  readonly automateHost?: string
  readonly automateOrigin?: string
  readonly screenconnectHost?: string
  readonly screenconnectOrigin?: string
  readonly screenconnectRelay?: string
  readonly supportName?: string
  readonly supportBooking?: string
}

const words = {
  brief: say(
    'Legt eine Richtlinie an; fragt, was in den Optionen fehlt',
    'Writes a policy; asks for what the options leave out',
  ),
  language: say('Sprache der Richtlinie und der Berichte', 'Language of the policy and the reports'),
  site: say('Name des Standorts', 'Name of the site'),
  technicians: say('Netze der Techniker, durch Komma getrennt', "The technicians' networks, separated by commas"),
  countries: say('Länder der Kunden, durch Komma getrennt', 'Countries of the customers, separated by commas'),
  automateHost: say('Öffentlicher Name von Automate', 'Public name of Automate'),
  automateOrigin: say('Wo Automate selbst lauscht', 'Where Automate itself listens'),
  screenconnectHost: say('Öffentlicher Name von ScreenConnect', 'Public name of ScreenConnect'),
  screenconnectOrigin: say('Wo ScreenConnect selbst lauscht', 'Where ScreenConnect itself listens'),
  screenconnectRelay: say('Wo das Relay selbst lauscht', 'Where the relay itself listens'),
  supportName: say('Wer bei Aktualisierungen hilft', 'Who helps with upgrades'),
  supportBooking: say('Link, um dort einen Termin zu buchen', 'Link to book an appointment there'),
}

/** `bollwerk init`. */
export function initCommand(language: Language): Command<Program> {
  const answer = (brief: Text, placeholder: string): AnswerFlag => ({
    kind: 'parsed',
    parse: String,
    optional: true,
    brief: brief[language],
    placeholder,
  })
  return buildCommand<InitFlags, [], Program>({
    loader: async () => (await import('./run.ts')).run,
    parameters: {
      flags: {
        policy: policyFlag(language),
        lang: langFlag(language),
        language: { kind: 'enum', values: languages, optional: true, brief: words.language[language] },
        site: answer(words.site, 'NAME'),
        technicians: answer(words.technicians, '203.0.113.0/24,…'),
        countries: answer(words.countries, 'DE,AT,CH'),
        automateHost: answer(words.automateHost, 'NAME'),
        automateOrigin: answer(words.automateOrigin, 'URL'),
        screenconnectHost: answer(words.screenconnectHost, 'NAME'),
        screenconnectOrigin: answer(words.screenconnectOrigin, 'URL'),
        screenconnectRelay: answer(words.screenconnectRelay, 'URL'),
        supportName: answer(words.supportName, 'NAME'),
        supportBooking: answer(words.supportBooking, 'URL'),
      },
    },
    docs: { brief: words.brief[language] },
  })
}

interface AnswerFlag {
  readonly kind: 'parsed'
  readonly parse: StringConstructor
  readonly optional: true
  readonly brief: string
  readonly placeholder: string
}
