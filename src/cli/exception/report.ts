import { endOfDayInBerlin } from '../../model/berlin.ts'
import type { Exception } from '../../model/exception.ts'
import { say, type Text } from '../../model/text.ts'
import { exceptionItem } from '../../policy/living-item.ts'
import { writtenValue } from '../../policy/yaml-value.ts'
import { type Program, print } from '../program.ts'
import { shownEnd } from '../term.ts'
import type { ListFlags } from './command.ts'

/** What was done to an exception. */
export interface Deed {
  readonly action: 'added' | 'renewed' | 'ended'
  readonly exception: Exception
}

/** Says what was written, until when it holds and what that means; with `--json` as `bollwerk.exception/1`. */
export function report(program: Program, { json, policy }: ListFlags, { action, exception }: Deed): void {
  if (json) {
    const ends = endOfDayInBerlin(exception.until)
    print(
      program,
      JSON.stringify(
        { schema: 'bollwerk.exception/1', action, exception: exceptionItem(exception), ends },
        undefined,
        2,
      ),
    )
    return
  }
  for (const text of sentences(policy, { action, exception })) print(program, text[program.language])
}

function sentences(path: string, { action, exception }: Deed): readonly Text[] {
  const name = nameOf(exception)
  const written = writtenValue(exceptionItem(exception))
  if (action === 'ended')
    return [
      say(`Aus ${path} entfernt: ${name}.`, `Removed from ${path}: ${name}.`),
      say(`Sie lautete: ${written}`, `It said: ${written}`),
      say(
        'Der Mangel zählt ab jetzt wieder, solange er besteht.',
        'From now on the fault counts again as long as it is there.',
      ),
    ]
  const end = shownEnd(exception.until)
  return [
    action === 'added'
      ? say(`In ${path} eingetragen: ${name}.`, `Written into ${path}: ${name}.`)
      : say(`In ${path} neu genehmigt: ${name}.`, `Approved anew in ${path}: ${name}.`),
    say(
      `Die Ausnahme gilt ab ${exception.since} ${end.de}; verantwortlich: ${exception.owner}, genehmigt: ${exception.approver}.`,
      `The exception holds from ${exception.since} ${end.en}; owner: ${exception.owner}, approved by: ${exception.approver}.`,
    ),
    say(
      'Die Prüfung läuft weiter. Ihr Ergebnis bleibt sichtbar und bringt keine Punkte. 30, 14 und 7 Tage vor dem Ende erinnert Bollwerk daran.',
      'The control keeps running. Its outcome stays visible and earns no points. Bollwerk reminds you 30, 14 and 7 days before the end.',
    ),
  ]
}

/** What an exception is about, on one line. */
export function nameOf({ control, version, server, item }: Exception): string {
  return [`${control} (Version ${version})`, server, item].filter((part) => part !== undefined).join(', ')
}
