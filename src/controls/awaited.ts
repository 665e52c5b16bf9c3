import type { Witness } from '../model/evidence.ts'
import { say, type Text } from '../model/text.ts'
import type { Control, RemedyText } from './control.ts'

type Awaited = Pick<
  Control,
  'id' | 'measure' | 'title' | 'reason' | 'servers' | 'severity' | 'references' | 'mappings'
> & {
  readonly witnesses: readonly Exclude<Witness, 'outside'>[]
  /** How a person can answer the question today. */
  readonly byHand: readonly Text[]
}

const witnessNames: Readonly<Record<Exclude<Witness, 'outside'>, Text>> = {
  inside: say('der Blick in den Server', 'a look inside the server'),
  paper: say('die Konfiguration der Firewall', "the firewall's configuration"),
}

/**
 * A question of the guidance that cannot be answered from outside. It stands in every assessment as `unknown` with
 * the witness that would answer it, so that nobody takes silence for a pass.
 */
export function awaited(question: Awaited): Control {
  const { byHand, ...known } = question
  const names = question.witnesses.map((witness) => witnessNames[witness])
  const remedy: RemedyText = {
    summary: say('Prüfen Sie es auf dem Server selbst.', 'Check it on the server itself.'),
    steps: byHand,
    automatic: false,
  }
  return {
    ...known,
    version: 1,
    maximumAgeDays: 30,
    remedy,
    judge: () => [
      {
        outcome: 'unknown',
        detail: say(
          `Von außen ist das nicht zu sehen. Antworten könnte: ${names.map((name) => name.de).join(' oder ')}.`,
          `This cannot be seen from outside. What could answer it: ${names.map((name) => name.en).join(' or ')}.`,
        ),
        evidence: [],
      },
    ],
  }
}
