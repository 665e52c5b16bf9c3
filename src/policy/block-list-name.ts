import { accepted, type Parsed, rejected } from '../model/parsed.ts'
import { quoted } from '../model/quoted.ts'
import { say } from '../model/text.ts'

/** The list that `gateway.blocked` makes. */
export const operatorsList = 'operator'

/** Reads the name of a block list. It becomes part of a rule's name, of metrics and of events. */
export function parseBlockListName(text: string): Parsed<string> {
  if (text === operatorsList) {
    return rejected(
      say(
        `${quoted(text)} heißt schon die Liste, die aus gateway.blocked entsteht. Geben Sie dieser einen anderen Namen.`,
        `${quoted(text)} already is the list that gateway.blocked makes. Give this one another name.`,
      ),
    )
  }
  if (/^[a-z0-9](-?[a-z0-9]){0,31}$/.test(text) && text.length <= 32) return accepted(text)
  return rejected(
    say(
      `${quoted(text)} passt nicht; erwartet werden höchstens 32 kleine Buchstaben, Ziffern und einzelne Bindestriche dazwischen, zum Beispiel spamhaus-drop.`,
      `${quoted(text)} does not fit; expected are 32 lower-case letters, digits and single hyphens between them at most, for example spamhaus-drop.`,
    ),
  )
}
