import { isObject } from '../shape.ts'

/** One entry of a list as the other side sent it. */
export type Told = Readonly<Record<string, unknown>>

const longestName = 300
const unsafe = /[\p{Cc}\p{Bidi_Control}]+/gu

/** A text fit to keep: bounded, and without marks that could harm a terminal. Numbers count as texts. */
export function textOf(given: unknown): string | null {
  if (typeof given === 'number' && Number.isFinite(given)) return String(given)
  if (typeof given !== 'string') return null
  return given.slice(0, longestName).replace(unsafe, ' ').trim()
}

/** The same, where a text that holds nothing tells nothing. */
export function filledText(given: unknown): string | null {
  const text = textOf(given)
  return text === '' ? null : text
}

/** A flag; MySQL writes 0 and 1. Anything else was not told. */
export function flagOf(given: unknown): boolean | null {
  if (given === true || given === 1 || given === '1') return true
  return given === false || given === 0 || given === '0' ? false : null
}

/**
 * An instant as ISO 8601 in UTC. Automate writes `2026-11-20T08:12:33` without a zone, which is taken for UTC: what is
 * judged from it are days, not hours. Null if it is no instant.
 */
export function instantOf(given: unknown): string | null {
  if (typeof given !== 'string' || !/^\d{4}-\d\d-\d\d/.test(given)) return null
  const zoned = /(Z|[+-]\d\d:?\d\d)$/.test(given)
  const time = Date.parse(zoned ? given : `${given.replace(' ', 'T')}${given.length > 10 ? 'Z' : ''}`)
  return Number.isFinite(time) && given > '1900' ? new Date(time).toISOString() : null
}

/** .NET writes "never" as the first day of its calendar. */
export function isNever(given: unknown): boolean {
  return given === null || given === '' || (typeof given === 'string' && given.startsWith('0001-01-01'))
}

/** The entries of an answer: a list, or an object around one list, as `UserAudits` answers. Undefined if it is neither. */
export function entriesIn(answer: unknown): readonly Told[] | undefined {
  const lists = Array.isArray(answer) ? [answer] : isObject(answer) ? Object.values(answer).filter(Array.isArray) : []
  const [list] = lists
  return lists.length === 1 && list?.every(isObject) ? list : undefined
}
