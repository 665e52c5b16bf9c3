/**
 * Takes a value of unknown shape, from a file that anybody may have written. Answers it, without fields that nobody
 * knows, or `undefined` if it is not what it should be. Written by hand because a thousand files must read in a blink.
 */
export type Shape<Value> = (given: unknown) => Value | undefined

/** A field that may be absent. */
export interface Optional<Value> {
  readonly optional: Shape<Value>
}

export function optional<Value>(shape: Shape<Value>): Optional<Value> {
  return { optional: shape }
}

/** Bounded text without control characters and without marks that turn the direction of writing. */
export function text(longest = 4096): Shape<string> {
  return (given) => (typeof given === 'string' && given.length <= longest && !unsafe.test(given) ? given : undefined)
}

/** A value that may be known to be missing: `null`, as opposed to a field that is absent. */
export function orNull<Value>(shape: Shape<Value>): Shape<Value | null> {
  return (given) => (given === null ? null : shape(given))
}

/** Bounded text of one form. */
export function textLike(form: RegExp, longest = 4096): Shape<string> {
  return (given) => (typeof given === 'string' && given.length <= longest && form.test(given) ? given : undefined)
}

/** Ports as ranges, `1-79,81`. */
export const portRanges: Shape<string> = textLike(/^(\d{1,5}(-\d{1,5})?(,\d{1,5}(-\d{1,5})?)*)?$/, 400_000)

export function integer(least: number, most: number): Shape<number> {
  return (given) =>
    typeof given === 'number' && Number.isInteger(given) && given >= least && given <= most ? given : undefined
}

export const port: Shape<number> = integer(1, 65_535)

export const flag: Shape<boolean> = (given) => (typeof given === 'boolean' ? given : undefined)

export function oneOf<const Value extends string>(values: readonly Value[]): Shape<Value> {
  return (given) => values.find((value) => value === given)
}

export function listOf<Value>(shape: Shape<Value>, most: number): Shape<readonly Value[]> {
  return (given) => {
    if (!Array.isArray(given) || given.length > most) return
    const list: readonly unknown[] = given
    let items: Value[] | undefined
    for (let at = 0; at < list.length; at += 1) {
      const read = shape(list[at])
      if (read === undefined) return
      if (items === undefined && read !== list[at]) items = list.slice(0, at) as Value[]
      items?.push(read)
    }
    // Every item was read by its shape, and answered as it stands.
    return items ?? (list as readonly Value[])
  }
}

/** Names in lower case with a text each, such as the headers of an answer. */
export function table(most: number): Shape<Readonly<Record<string, string>>> {
  return named(/^[a-z0-9-]{1,60}$/, most)
}

/** The same with the names of settings: `bind_address`. What is a password by its name is left out, like a field that nobody knows. */
export function settings(most: number): Shape<Readonly<Record<string, string>>> {
  const shape = named(/^[a-z0-9_.-]{1,80}$/, most)
  return (given) => {
    const read = shape(given)
    return read && Object.fromEntries(Object.entries(read).filter(([name]) => !secretSetting.test(name)))
  }
}

const secretSetting = /^(?!disconnect_)(password[123]?|.*_password|wsrep_sst_auth)$/

function named(form: RegExp, most: number): Shape<Readonly<Record<string, string>>> {
  const value = text()
  return (given) => {
    if (!isObject(given)) return
    const entries = Object.entries(given)
    const fits = entries.every(([name, item]) => form.test(name) && value(item) !== undefined)
    // Every value was found to be a text in the line above.
    return fits && entries.length <= most ? (given as Record<string, string>) : undefined
  }
}

/** One shape for every field of `Value`; leaving a field out does not compile. */
export type Fields<Value> = {
  readonly [Key in keyof Value]-?: object extends Pick<Value, Key>
    ? Optional<Exclude<Value[Key], undefined>>
    : Shape<Value[Key]>
}

interface Field {
  readonly key: string
  readonly shape: Shape<unknown>
  readonly required: boolean
}

export function record<Value extends object>(fields: Fields<Value>): Shape<Value> {
  const known = Object.entries<Shape<unknown> | Optional<unknown>>(fields).map(
    ([key, field]): Field =>
      typeof field === 'function'
        ? { key, shape: field, required: true }
        : { key, shape: field.optional, required: false },
  )
  const names = known.map(({ key }) => key)
  return (given) => {
    const changed = isObject(given) ? changedFields(given, known) : undefined
    if (!isObject(given) || !changed) return
    // `Fields` makes sure that every field of Value was read by its own shape.
    return inOrder(changed === unchanged ? given : { ...given, ...changed }, names) as Value
  }
}

const unchanged: Readonly<Record<string, unknown>> = {}

/** What the shapes of the fields answer other than what stands there; absent if one of them does not fit. */
function changedFields(
  given: Readonly<Record<string, unknown>>,
  known: readonly Field[],
): Readonly<Record<string, unknown>> | undefined {
  let changed = unchanged
  for (const { key, shape, required } of known) {
    const field = given[key]
    // JSON has no `undefined`, and what stands on the prototype has no shape that fits.
    if (field === undefined) {
      if (required) return
      continue
    }
    const value = shape(field)
    if (value === undefined) return
    if (value !== field) changed = { ...changed, [key]: value }
  }
  return changed
}

/** The object itself, which needs no copy if it has none but these fields in this order; files hold many thousands. */
function inOrder(
  given: Readonly<Record<string, unknown>>,
  names: readonly string[],
): Readonly<Record<string, unknown>> {
  return isInOrder(given, names)
    ? given
    : Object.fromEntries(names.flatMap((name) => (given[name] === undefined ? [] : [[name, given[name]]])))
}

function isInOrder(given: object, names: readonly string[]): boolean {
  let next = 0
  // Not `Object.keys`, which makes a list each time. What stood on the prototype would only cost a copy.
  for (const key in given) {
    while (next < names.length && names[next] !== key) next += 1
    if (next === names.length) return false
    next += 1
  }
  return true
}

export function isObject(given: unknown): given is Readonly<Record<string, unknown>> {
  return typeof given === 'object' && given !== null && !Array.isArray(given)
}

const unsafe = /[\p{Cc}\p{Bidi_Control}]/u
