import { buildCommand, type Command } from '@stricli/core'
import { type Language, say } from '../../model/text.ts'
import { langFlag, stateFolderFlag } from '../flags.ts'
import type { Program, TrialState } from '../program.ts'

export interface LabFlags {
  readonly lang?: Language
  readonly state?: TrialState
  readonly assess: boolean
  readonly once: boolean
  readonly html: string
  readonly stateFolder: string
  readonly writePolicy?: string
}

const states: readonly TrialState[] = ['neglected', 'hardened', 'half-migrated', 'german']

const words = {
  brief: say('Startet einen nachgestellten Standort zum Ausprobieren', 'Starts a simulated site to try things on'),
  full: say(
    'Stellt auf der Loopback-Schnittstelle einen Automate- und einen ScreenConnect-Server nach, vernachlässigt, gehärtet, halb umgezogen oder vernachlässigt mit deutschem Windows, von außen und mit dem, was Zeugen innen sehen. Mit --assess und ohne --state wird der vernachlässigte Standort geprüft, dann kommt das Gateway davor: Ehrliche und Angreifer versuchen es, und die zweite Prüfung zeigt den Unterschied. Es wird kein anderer Rechner angesprochen.',
    'Simulates an Automate and a ScreenConnect server on the loopback interface, neglected, hardened, half migrated, or neglected with Windows in German, from outside and with what witnesses within see. With --assess and without --state the neglected site is assessed, then the gateway is put before it: honest visitors and attackers have a try, and a second assessment shows the difference. No other machine is contacted.',
  ),
  state: say('Nur dieser Standort, ohne Gateway', 'This site alone, without the gateway'),
  assess: say(
    'Den Standort gleich von vier Orten und von innen prüfen',
    'Assess the site at once from four places and within',
  ),
  once: say('Danach enden, statt bis Strg-C zu laufen', 'End afterwards instead of running until Ctrl-C'),
  html: say('HTML-Bericht der Prüfung', 'HTML report of the assessment'),
  writePolicy: say('Die Richtlinie des Standorts in diese Datei schreiben', "Write the site's policy to this file"),
}

/** `bollwerk lab`. */
export function labCommand(language: Language): Command<Program> {
  const placeholder = { de: 'DATEI', en: 'FILE' }[language]
  return buildCommand<LabFlags, [], Program>({
    loader: async () => (await import('./run.ts')).run,
    parameters: {
      flags: {
        lang: langFlag(language),
        state: { kind: 'enum', values: states, optional: true, brief: words.state[language] },
        assess: { kind: 'boolean', default: false, withNegated: false, brief: words.assess[language] },
        once: { kind: 'boolean', default: false, withNegated: false, brief: words.once[language] },
        html: {
          kind: 'parsed',
          parse: String,
          default: 'bollwerk-report.html',
          brief: words.html[language],
          placeholder,
        },
        stateFolder: stateFolderFlag(language),
        writePolicy: { kind: 'parsed', parse: String, optional: true, brief: words.writePolicy[language], placeholder },
      },
    },
    docs: { brief: words.brief[language], fullDescription: words.full[language] },
  })
}
