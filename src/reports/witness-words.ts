import type { Witness } from '../model/evidence.ts'
import type { Language } from '../model/text.ts'
import { capitalised } from './finding-words.ts'
import * as messages from './messages.ts'

/** Who could answer a question, as the beginning of a sentence; a person if no witness can. */
export function whoAnswers(witnesses: readonly Witness[], language: Language): string {
  const names = witnesses.map((witness) => messages.witnessNames[witness][language])
  const said = names.join(` ${messages.or[language]} `) || messages.somebody[language]
  return capitalised(said)
}
