import { isObject, listOf, type Shape, text } from '../shape.ts'

/**
 * Lists as Windows PowerShell 5.1 may write them. A function that answers one element answers no list, one that answers
 * none answers `null` or an empty object, and some lists come wrapped as `{"value": […], "Count": 2}`. The script of
 * Bollwerk avoids all of that; but an administrator may adapt it, and what is lost then is the form and not the fact.
 * Only facts of this witness are read so: elsewhere such a form is a sign of a file that somebody made up.
 */
export function listAsWritten<Value>(shape: Shape<Value>, most: number): Shape<readonly Value[]> {
  const list = listOf(shape, most)
  return (given) => list(unwrapped(given))
}

function unwrapped(given: unknown): unknown {
  if (Array.isArray(given)) return given
  if (given === null) return []
  if (!isObject(given)) return [given]
  const keys = Object.keys(given)
  if (keys.length === 0) return []
  return keys.length === 2 && Array.isArray(given['value']) && 'Count' in given ? given['value'] : [given]
}

/** A moment: ISO 8601, or milliseconds since 1970 as PowerShell writes them, `/Date(1763866800000)/`. */
export const momentAsWritten: Shape<string> = (given) => {
  const written = text(40)(given)
  const milliseconds = written === undefined ? null : /^\/Date\((-?\d{1,14})\)\/$/.exec(written)?.[1]
  return milliseconds === null || milliseconds === undefined ? written : new Date(Number(milliseconds)).toISOString()
}
