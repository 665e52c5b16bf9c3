import { buildCommand, type Command } from '@stricli/core'
import { type Language, say } from '../../model/text.ts'
import { jsonFlag, langFlag, policyFlag, stateFolderFlag } from '../flags.ts'
import type { Program } from '../program.ts'

export interface ExplainFlags {
  readonly lang?: Language
  readonly json: boolean
  readonly from?: string
  readonly to?: string
  readonly method: string
  readonly policy: string
  readonly stateFolder: string
}

const words = {
  brief: say(
    'Erklärt eine Entscheidung des Gateways, eine Maßnahme, eine Prüfung oder eine Schwachstelle',
    'Explains a decision of the gateway, a measure, a control or an advisory',
  ),
  full: say(
    'Mit --from und --to: was das Gateway über diesen Besuch entscheidet und warum, Schritt für Schritt, nach Ihrer Richtlinie. Mit einer Kennung (BW-…): die Abweisung, die sie trägt. Sonst: was eine Maßnahme, Prüfung oder Schwachstelle bedeutet. Ohne Angabe: alle Prüfungen, nach Maßnahmen geordnet.',
    'With --from and --to: what the gateway decides on that visit and why, step by step, by your policy. With a reference (BW-…): the refusal that bears it. Else: what a measure, a control or an advisory means. Without anything: all controls, by measure.',
  ),
  subject: say(
    'z. B. BW-0V0W-8H1J-NT1, geoblocking, ports-minimal.tcp oder CVE-2024-1709',
    'e.g. BW-0V0W-8H1J-NT1, geoblocking, ports-minimal.tcp or CVE-2024-1709',
  ),
  from: say('Adresse, von der der Besuch kommt', 'Address that the visit comes from'),
  to: say('Wohin: eine https-Adresse, relay oder heartbeat', 'Where to: an https address, relay or heartbeat'),
  method: say('HTTP-Methode des Besuchs', 'HTTP method of the visit'),
}

/** `bollwerk explain SUBJECT`, `explain REFERENCE` and `explain --from … --to …`. */
export function explainCommand(language: Language): Command<Program> {
  const address = { de: 'ADRESSE', en: 'ADDRESS' }[language]
  return buildCommand<ExplainFlags, [string?], Program>({
    loader: async () => (await import('./run.ts')).run,
    parameters: {
      flags: {
        lang: langFlag(language),
        json: jsonFlag(language),
        from: { kind: 'parsed', parse: String, optional: true, brief: words.from[language], placeholder: address },
        to: { kind: 'parsed', parse: String, optional: true, brief: words.to[language], placeholder: 'URL' },
        method: { kind: 'parsed', parse: String, default: 'GET', brief: words.method[language], placeholder: 'GET' },
        policy: policyFlag(language),
        stateFolder: stateFolderFlag(language),
      },
      positional: {
        kind: 'tuple',
        parameters: [
          {
            parse: String,
            optional: true,
            brief: words.subject[language],
            placeholder: { de: 'WAS', en: 'WHAT' }[language],
          },
        ],
      },
    },
    docs: { brief: words.brief[language], fullDescription: words.full[language] },
  })
}
