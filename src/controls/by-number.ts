import type { Text } from '../model/text.ts'

/** The sentence for exactly one of something, or the one for any other number: both languages have these two forms. */
export function byNumber(count: number, one: Text, several: Text): Text {
  return count === 1 ? one : several
}
