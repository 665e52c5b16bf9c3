import { say, type Text } from '../model/text.ts'

/** Longer texts are no version of any product; refusing them first bounds the time of every pattern. */
export const longestVersion = 200

const longestQuote = 40

/** Says that a text is no version, quotes only its printable start, and names a form that would be one. */
export function notVersion(text: string, name: string, example: string): Text {
  const shown = quoted(text)
  return say(
    `"${shown}" ist keine Version von ${name}; erwartet wird zum Beispiel ${example}.`,
    `"${shown}" is not a version of ${name}; expected is for example ${example}.`,
  )
}

function quoted(text: string): string {
  const start = text.slice(0, longestQuote).replace(/[^\x20-\x7e]/g, '?')
  return text.length > longestQuote ? `${start}...` : start
}
