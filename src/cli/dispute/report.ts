import { endOfDayInBerlin } from '../../model/berlin.ts'
import type { Dispute } from '../../model/dispute.ts'
import { say, type Text } from '../../model/text.ts'
import { disputeItem } from '../../policy/living-item.ts'
import { type Program, print } from '../program.ts'
import { shownEnd } from '../term.ts'
import type { DisputeFlags } from './command.ts'

interface Deed {
  readonly action: 'disputed' | 'withdrawn'
  readonly dispute: Dispute
}

/** Says what was written and that the result still counts; with `--json` as `bollwerk.dispute-entry/1`. */
export function report(program: Program, { json, policy, bundle }: DisputeFlags, { action, dispute }: Deed): void {
  if (json) {
    const ends = endOfDayInBerlin(dispute.until)
    const entry = { schema: 'bollwerk.dispute-entry/1', action, dispute: disputeItem(dispute), ends }
    print(program, JSON.stringify(bundle === undefined ? entry : { ...entry, bundle }, undefined, 2))
    return
  }
  const texts = action === 'withdrawn' ? withdrawn(policy, dispute) : disputed(policy, dispute, bundle)
  for (const text of texts) print(program, text[program.language])
}

function disputed(path: string, dispute: Dispute, bundle: string | undefined): readonly Text[] {
  const end = shownEnd(dispute.until)
  const name = nameOf(dispute)
  return [
    say(
      `In ${path} als umstritten eingetragen: ${name}, ${end.de}.`,
      `Marked as disputed in ${path}: ${name}, ${end.en}.`,
    ),
    say(
      'Das Ergebnis bleibt stehen und zählt in der Punktzahl weiter als nicht erfüllt.',
      'The result stays and still counts in the score as not met.',
    ),
    ...(bundle === undefined
      ? []
      : [
          say(
            `${bundle} enthält die Form der Belege, ohne Namen, Adressen und Texte. Sehen Sie die Datei durch, bevor Sie sie weitergeben.`,
            `${bundle} holds the form of the evidence, without names, addresses and texts. Look it through before you pass it on.`,
          ),
        ]),
  ]
}

function withdrawn(path: string, dispute: Dispute): readonly Text[] {
  const name = nameOf(dispute)
  return [say(`Einspruch aus ${path} entfernt: ${name}.`, `Dispute removed from ${path}: ${name}.`)]
}

function nameOf({ control, version, server, item }: Dispute): string {
  return [`${control} (Version ${version})`, server, item].filter((part) => part !== undefined).join(', ')
}
