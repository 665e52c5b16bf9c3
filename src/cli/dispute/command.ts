import { buildCommand, type Command } from '@stricli/core'
import { type Language, say } from '../../model/text.ts'
import { jsonFlag, langFlag, policyFlag } from '../flags.ts'
import { optionalText } from '../optional-flag.ts'
import type { Program } from '../program.ts'

export interface DisputeFlags {
  readonly policy: string
  readonly lang?: Language
  readonly json: boolean
  readonly reason?: string
  readonly until?: string
  readonly bundle?: string
  readonly assessment?: string
  readonly withdraw: boolean
}

const words = {
  brief: say(
    'Kennzeichnet ein Ergebnis als umstritten, ohne es zu ändern',
    'Marks a result as disputed without changing it',
  ),
  full: say(
    'Wer ein Ergebnis für falsch hält, kann ihm widersprechen. Das Ergebnis bleibt stehen und zählt in der Punktzahl weiter als nicht erfüllt, bis es geklärt ist. --bundle schreibt eine Datei, die man weitergeben kann: Prüfung, Version und die Form der Belege, ohne Namen, Adressen und Texte.',
    'Whoever holds a result to be wrong can dispute it. The result stays and still counts in the score as not met until it is cleared up. --bundle writes a file that can be passed on: control, version and the form of the evidence, without names, addresses and texts.',
  ),
  subject: say('Befund, z. B. ports-minimal.tcp/automate/8080', 'Finding, e.g. ports-minimal.tcp/automate/8080'),
  reason: say('Warum das Ergebnis falsch ist', 'Why the result is wrong'),
  until: say(
    'Letzter Tag, bis Mitternacht in Berlin; ohne Angabe in 90 Tagen',
    'Last day, until midnight in Berlin; in 90 days without this',
  ),
  bundle: say('Datei für die Weitergabe schreiben', 'Write the file to pass on'),
  assessment: say(
    'Beurteilung (assess --json), in der der Befund steht',
    'Assessment (assess --json) that holds the finding',
  ),
  withdraw: say('Zieht den Einspruch zurück', 'Withdraws the dispute'),
}

/** `bollwerk dispute FINDING`. */
export function disputeCommand(language: Language): Command<Program> {
  const file = { de: 'DATEI', en: 'FILE' }[language]
  return buildCommand<DisputeFlags, [string?], Program>({
    loader: async () => (await import('./run.ts')).run,
    parameters: {
      flags: {
        policy: policyFlag(language),
        lang: langFlag(language),
        json: jsonFlag(language),
        reason: optionalText(words.reason[language], 'TEXT'),
        until: optionalText(words.until[language], 'YYYY-MM-DD'),
        bundle: optionalText(words.bundle[language], file),
        assessment: optionalText(words.assessment[language], file),
        withdraw: { kind: 'boolean', default: false, withNegated: false, brief: words.withdraw[language] },
      },
      positional: {
        kind: 'tuple',
        parameters: [
          {
            parse: String,
            optional: true,
            brief: words.subject[language],
            placeholder: { de: 'BEFUND', en: 'FINDING' }[language],
          },
        ],
      },
    },
    docs: { brief: words.brief[language], fullDescription: words.full[language] },
  })
}
