import { accepted, type Parsed, rejected } from '../../model/parsed.ts'
import { quoted } from '../../model/quoted.ts'
import { say } from '../../model/text.ts'
import { alphabet, checkValue } from './check-character.ts'

/** How many threads can be told apart in a reference. */
export const threadLimit = 32
/** How many references one thread can issue in one second. */
export const countLimit = 32_768

/** The time that references count from. 30 bits of seconds reach from here into the year 2060. */
const epoch = Date.UTC(2026, 0, 1)
const prefix = 'BW'

/** What a reference says: when and by which thread a refusal was made. Nothing about why. */
export interface Reference {
  /** In the form that is shown, such as `BW-0HB4-QW34-K7P`. */
  readonly text: string
  /** To the second. */
  readonly at: Date
  readonly thread: number
  readonly count: number
}

/**
 * Writes the reference of one refusal. Seconds take six characters, the thread one, the count three, and the last one
 * guards against mistyping.
 *
 * @param now in milliseconds since 1970
 * @param thread below {@link threadLimit}
 * @param count below {@link countLimit}
 */
export function makeReference(of: { readonly now: number; readonly thread: number; readonly count: number }): string {
  const seconds = Math.floor((of.now - epoch) / 1000)
  const values = [
    (seconds >>> 25) & 31,
    (seconds >>> 20) & 31,
    (seconds >>> 15) & 31,
    (seconds >>> 10) & 31,
    (seconds >>> 5) & 31,
    seconds & 31,
    of.thread & 31,
    (of.count >>> 10) & 31,
    (of.count >>> 5) & 31,
    of.count & 31,
  ]
  const text = values.map((value) => alphabet.charAt(value)).join('') + alphabet.charAt(checkValue(values))
  return `${prefix}-${text.slice(0, 4)}-${text.slice(4, 8)}-${text.slice(8)}`
}

/**
 * Reads a reference as people type it: in any case, O for 0, I and L for 1, with other or no separators, with or
 * without `BW`. A mistyped one is refused, so that nobody looks for a refusal that never was.
 */
export function readReference(text: string): Parsed<Reference> {
  const values = typedValues(text)
  if (values.length !== 11) return rejected(notAReference(text))
  const payload = values.slice(0, 10)
  if (checkValue(payload) !== values[10]) return rejected(mistyped(text))
  const seconds = number(payload.slice(0, 6))
  const [thread = 0] = payload.slice(6, 7)
  const count = number(payload.slice(7))
  const now = epoch + seconds * 1000
  return accepted({ text: makeReference({ now, thread, count }), at: new Date(now), thread, count })
}

/** The values of the typed characters without the prefix; empty if there is something else among them. */
function typedValues(text: string): number[] {
  const bare = text
    .slice(0, 64)
    .toUpperCase()
    .replaceAll(/[\s\p{Pd}._]/gu, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1')
  const unprefixed = bare.length === 13 && bare.startsWith(prefix) ? bare.slice(prefix.length) : bare
  const values = [...unprefixed].map((character) => alphabet.indexOf(character))
  return values.includes(-1) ? [] : values
}

function number(values: readonly number[]): number {
  return values.reduce((sum, value) => sum * 32 + value, 0)
}

function notAReference(text: string) {
  return say(
    `${quoted(text)} ist keine Kennung. Sie sieht so aus: BW-0HB4-QW34-K7P.`,
    `${quoted(text)} is not a reference. One looks like this: BW-0HB4-QW34-K7P.`,
  )
}

function mistyped(text: string) {
  return say(
    `${quoted(text)} enthält einen Tippfehler. Bitte vergleichen Sie jedes Zeichen.`,
    `${quoted(text)} is mistyped. Please compare every character.`,
  )
}
