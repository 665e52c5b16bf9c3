import { say } from '../model/text.ts'
import type { Contradiction } from './contradiction.ts'

/** Finds what stands in a list more than once, however it is written there. */
export function repeated<Item>(write: (item: Item) => string): (items: readonly Item[]) => readonly Contradiction[] {
  return (items) => {
    const seen = new Set<string>()
    return items.flatMap((item, index): Contradiction[] => {
      const shown = write(item)
      if (!seen.has(shown)) {
        seen.add(shown)
        return []
      }
      const message = say(
        `${shown} steht schon weiter vorn in der Liste. Löschen Sie eine der beiden Angaben.`,
        `${shown} already stands further up in the list. Delete one of the two.`,
      )
      return [{ path: [index], at: 'value', message }]
    })
  }
}
