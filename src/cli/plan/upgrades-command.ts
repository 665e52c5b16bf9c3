import { buildCommand, type Command } from '@stricli/core'
import { type Instant, parseInstant } from '../../model/instant.ts'
import { type Language, say } from '../../model/text.ts'
import { jsonFlag, langFlag, policyFlag } from '../flags.ts'
import type { Program } from '../program.ts'
import { value } from '../value.ts'
import { evidenceFiles } from './evidence-files.ts'
import { parseHours } from './hours.ts'

export interface PlanUpgradesFlags {
  readonly policy: string
  readonly lang?: Language
  readonly json: boolean
  readonly ics?: string
  readonly from?: Instant
  readonly hours?: number
}

const words = {
  brief: say(
    'Zeigt, wie Automate, MySQL und ScreenConnect auf den neuesten Stand kommen',
    'Shows how Automate, MySQL and ScreenConnect are brought up to date',
  ),
  full: say(
    'Nennt für jedes Produkt die Schritte in ihrer Reihenfolge, was vorher erfüllt sein muss und was die Belege dazu sagen, wie man das Ergebnis prüft und wie man zurückkommt. Belege kommen aus dem Ordner evidence neben der Richtlinie und aus den angegebenen Dateien. Mit --ics wird das Wartungsfenster als Kalenderdatei geschrieben. Nichts wird verändert und niemand angesprochen. Der Rückgabewert ist 0, wenn nichts zu tun ist, 1, wenn ein Update fällig ist, und 3, wenn das nicht zu klären ist.',
    'Names for each product the steps in their order, what must hold before and what evidence says to it, how the result is checked and what the way back is. Evidence comes from the folder evidence beside the policy and from the files given. With --ics the maintenance window is written as a calendar file. Nothing is changed and nobody is contacted. The exit code is 0 if there is nothing to do, 1 if an upgrade is due, and 3 if that cannot be told.',
  ),
  ics: say('Wartungsfenster in diese Kalenderdatei schreiben', 'Write the maintenance window to this calendar file'),
  from: say('Beginn des Wartungsfensters mit Zeitzone', 'Beginning of the maintenance window with its zone'),
  hours: say('Dauer des Wartungsfensters in Stunden', 'Length of the maintenance window in hours'),
}

/** `bollwerk plan upgrades`. */
export function planUpgradesCommand(language: Language): Command<Program> {
  return buildCommand<PlanUpgradesFlags, string[], Program>({
    loader: async () => (await import('./upgrades-run.ts')).run,
    parameters: {
      flags: {
        policy: policyFlag(language),
        lang: langFlag(language),
        json: jsonFlag(language),
        ics: {
          kind: 'parsed',
          parse: String,
          optional: true,
          brief: words.ics[language],
          placeholder: { de: 'DATEI', en: 'FILE' }[language],
        },
        from: {
          kind: 'parsed',
          parse: value(parseInstant),
          optional: true,
          brief: words.from[language],
          placeholder: '2026-12-05T20:00+01:00',
        },
        hours: {
          kind: 'parsed',
          parse: value(parseHours),
          optional: true,
          brief: words.hours[language],
          placeholder: 'N',
        },
      },
      positional: evidenceFiles(language),
    },
    docs: { brief: words.brief[language], fullDescription: words.full[language] },
  })
}
