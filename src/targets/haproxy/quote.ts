import { quoted } from '../../model/quoted.ts'
import { say, type Text } from '../../model/text.ts'

/** A text that the configuration cannot carry with its literal meaning. Nothing was written. */
export class Unquotable extends Error {
  override readonly name = 'Unquotable'
  readonly problem: Text

  /** `place`: what the text is for, such as `gateway.tls.certificates`. */
  constructor(place: string, text: string) {
    const problem = say(
      `${place}: ${quoted(text)} enthält Zeichen, die HAProxy in seiner Konfiguration nicht tragen kann. Nehmen Sie Buchstaben, Ziffern und übliche Satzzeichen.`,
      `${place}: ${quoted(text)} holds characters that HAProxy cannot carry in its configuration. Take letters, digits and usual punctuation.`,
    )
    super(problem.en)
    this.problem = problem
  }
}

/** Control characters end a line or a string; marks of direction show a reader another line than HAProxy reads. */
const unprintable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u

/** Words that need no quotes (HAProxy Configuration Manual, 2.2). */
const plainWord = /^[A-Za-z0-9_./:@*,+=[\](){}!-]+$/

/** One word of a line, whatever it holds: inside of single quotes nothing means anything (section 2.2). */
export function word(text: string, place = 'haproxy.cfg'): string {
  if (text === '' || unprintable.test(text)) throw new Unquotable(place, text)
  return plainWord.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
}

/** An argument of a converter: in double quotes inside of the single quotes of `word`, so that commas and brackets are its own. */
export function argument(text: string, place = 'haproxy.cfg'): string {
  if (unprintable.test(text) || text.includes('"') || text.includes("'") || /\\["\\]/.test(text)) {
    throw new Unquotable(place, text)
  }
  return `"${text}"`
}

/** An entry of a list or the key of a map: a line of its own, in which blanks and `#` would end or hide it. */
export function entry(text: string, place: string): string {
  if (text === '' || unprintable.test(text) || /[\s#]/.test(text)) throw new Unquotable(place, text)
  return text
}

/** A host name or an address, of which every character means itself wherever it stands. */
export function hostWord(text: string, place: string): string {
  if (!/^[A-Za-z0-9_.:-]+$/.test(text)) throw new Unquotable(place, text)
  return text
}

/** A text as a regular expression that finds nothing but it. */
export function literally(text: string): string {
  return text.replaceAll(/[^A-Za-z0-9_/:=-]/g, (character) => `[${character === '^' ? '\\^' : character}]`)
}

/** A text inside of a log format, where a percent sign begins a variable (section 8.2.4). */
export function inLogFormat(text: string): string {
  return text.replaceAll('%', '%%')
}

/** A remark for readers: whatever it holds, one line, and nothing that would turn its direction. */
export function remark(text: string): string {
  return `# ${text.replaceAll(new RegExp(unprintable, 'gu'), ' ')}`
}
