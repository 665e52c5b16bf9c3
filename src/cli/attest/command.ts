import { buildCommand, type Command } from '@stricli/core'
import { parseLine } from '../../model/line.ts'
import { type ServerKind, serverKinds } from '../../model/server.ts'
import { type Language, say } from '../../model/text.ts'
import { jsonFlag, langFlag, policyFlag } from '../flags.ts'
import { optionalText, optionalValue } from '../optional-flag.ts'
import type { Program } from '../program.ts'

export interface AttestFlags {
  readonly policy: string
  readonly lang?: Language
  readonly json: boolean
  readonly server?: ServerKind
  readonly item?: string
  readonly answer?: 'pass' | 'fail'
  readonly by?: string
  readonly until?: string
  readonly note?: string
  readonly attachment?: string
  readonly assessment?: string
  readonly withdraw: boolean
}

const words = {
  brief: say(
    'Beantwortet eine Frage, die kein Beleg klären konnte',
    'Answers a question that no evidence could settle',
  ),
  full: say(
    'Hält in der Richtlinie fest, was eine Person gesehen hat: Antwort, Name, Bemerkung und ein letzter Tag, höchstens zwölf Monate entfernt. Die Antwort gilt nur, wo kein Beleg etwas sagt, und nur für die Version der Prüfung, auf die geantwortet wurde. Sagt ein Beleg das Gegenteil, ist der Widerspruch ein eigener Befund. Ohne PRÜFUNG fragt Bollwerk am Bildschirm alle offenen Fragen der Reihe nach.',
    'Keeps in the policy what a person has seen: answer, name, note and a last day, twelve months away at most. The answer counts only where no evidence says anything, and only for the version of the control that was answered. If evidence says the opposite, the contradiction is a finding of its own. Without CONTROL, Bollwerk asks all open questions one after another at the terminal.',
  ),
  subject: say(
    'Prüfung oder Befund, z. B. isolated-network.segment',
    'Control or finding, e.g. isolated-network.segment',
  ),
  server: say('Der Server, über den etwas gesagt wird', 'The server that something is said about'),
  item: say('Nur dieses Ergebnis der Prüfung', 'This result of the control only'),
  answer: say(
    'pass: es ist so, wie es sein soll; fail: es ist nicht so',
    'pass: it is as it should be; fail: it is not',
  ),
  by: say('Wer es sagt', 'Who says so'),
  until: say('Letzter Tag, bis Mitternacht in Berlin', 'Last day, until midnight in Berlin'),
  note: say('Was angesehen wurde und wie', 'What was looked at and how'),
  attachment: say(
    'Dokument, das es zeigt; sein SHA-256-Wert wird festgehalten, nicht sein Inhalt',
    'Document that shows it; its SHA-256 digest is kept, not its content',
  ),
  assessment: say(
    'Beurteilung (assess --json), aus der die offenen Fragen stammen',
    'Assessment (assess --json) that the open questions come from',
  ),
  withdraw: say('Zieht die Antwort zurück', 'Withdraws the answer'),
}

/** `bollwerk attest [CONTROL]`. */
export function attestCommand(language: Language): Command<Program> {
  const file = { de: 'DATEI', en: 'FILE' }[language]
  const line = (text: string) => parseLine(text)
  return buildCommand<AttestFlags, [string?], Program>({
    loader: async () => (await import('./run.ts')).run,
    parameters: {
      flags: {
        policy: policyFlag(language),
        lang: langFlag(language),
        json: jsonFlag(language),
        server: { kind: 'enum', values: serverKinds, optional: true, brief: words.server[language] },
        item: optionalValue(words.item[language], 'TEXT', line),
        answer: { kind: 'enum', values: ['pass', 'fail'], optional: true, brief: words.answer[language] },
        by: optionalText(words.by[language], 'NAME'),
        until: optionalText(words.until[language], 'YYYY-MM-DD'),
        note: optionalText(words.note[language], 'TEXT'),
        attachment: optionalText(words.attachment[language], file),
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
            placeholder: { de: 'PRÜFUNG', en: 'CONTROL' }[language],
          },
        ],
      },
    },
    docs: { brief: words.brief[language], fullDescription: words.full[language] },
  })
}
