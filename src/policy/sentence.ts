import { areaIds } from '../model/area.ts'
import { quoted } from '../model/quoted.ts'
import { joined, say, type Text } from '../model/text.ts'
import { type Field, fieldAt, keysAt, type Path } from './field.ts'
import { nearest } from './suggestion.ts'

/** A key that should be there and is not. */
export function missing(path: Path): Text {
  const key = quoted(String(path.at(-1) ?? ''))
  const field = fieldAt(path)
  const fault = field
    ? say(`Hier fehlt ${key}: ${field.purpose.de}.`, `${key} is missing here: ${field.purpose.en}.`)
    : say(`Hier fehlt ${key}.`, `${key} is missing here.`)
  return withExample(fault, field)
}

/** A key that the policy does not have. */
export function unknownKey(parent: Path, key: string): Text {
  const known = parent[0] === 'areas' && parent.length === 1 ? areaIds : keysAt(parent)
  const meant = nearest(key, known)
  const remedy = meant
    ? say(`Meinten Sie ${meant}?`, `Did you mean ${meant}?`)
    : say(`Erlaubt sind hier: ${known.join(', ')}.`, `Allowed here: ${known.join(', ')}.`)
  return joined([say(`${quoted(key)} gibt es hier nicht.`, `There is no ${quoted(key)} here.`), remedy])
}

/** Something of another kind than what belongs there. `expected` is the library's word for the kind. */
export function wrongKind(path: Path, expected: string, value: unknown): Text {
  const wanted = kinds[expected] ?? kinds['list-or-any'] ?? say(expected, expected)
  const there = kindOf(value)
  const fault =
    there === undefined
      ? say(`Hier steht nichts, erwartet wird ${wanted.de}.`, `There is nothing here, expected is ${wanted.en}.`)
      : say(`Hier steht ${there.de}, erwartet wird ${wanted.de}.`, `Here stands ${there.en}, expected is ${wanted.en}.`)
  return withExample(expected === 'string' ? joined([fault, ...inQuotes(value)]) : fault, fieldAt(path))
}

/** A word that is none of the few that are possible. */
export function notAmong(value: unknown, allowed: readonly string[]): Text {
  const word = typeof value === 'string' ? value : String(value)
  const meant = typeof value === 'string' ? nearest(word, allowed) : undefined
  const fault = say(
    `${quoted(word)} ist hier nicht möglich; erlaubt sind: ${allowed.join(', ')}.`,
    `${quoted(word)} is not possible here; allowed are: ${allowed.join(', ')}.`,
  )
  return meant ? joined([fault, say(`Meinten Sie ${meant}?`, `Did you mean ${meant}?`)]) : fault
}

/** A list that must hold something and does not. */
export function emptyList(path: Path): Text {
  const fault = say(
    'Diese Liste ist leer. Nennen Sie mindestens einen Eintrag, oder löschen Sie den Schlüssel samt Liste.',
    'This list is empty. Name at least one entry, or delete the key together with the list.',
  )
  return withExample(fault, fieldAt(path))
}

/** A number that is no port. */
export function notAPort(value: unknown): Text {
  return say(
    `${quoted(String(value))} ist kein Port; erwartet wird eine ganze Zahl von 1 bis 65535.`,
    `${quoted(String(value))} is not a port; expected is a whole number from 1 to 65535.`,
  )
}

/** A number that is not one of a count's. */
export function notACount(value: number, least: number, most: number): Text {
  return say(
    `${value} passt hier nicht; erwartet wird eine ganze Zahl von ${least} bis ${most}.`,
    `${value} does not fit here; expected is a whole number from ${least} to ${most}.`,
  )
}

/** A file without any content. */
export const emptyFile: Text = say(
  'Die Datei ist leer. "bollwerk init" schreibt eine Richtlinie mit allen Angaben.',
  'The file is empty. "bollwerk init" writes a policy with everything in it.',
)

const kinds: Readonly<Record<string, Text>> = {
  string: say('ein Text', 'a text'),
  array: say('eine Liste', 'a list'),
  object: say('eine Gruppe eingerückter Angaben', 'a group of indented keys'),
  boolean: say('true oder false', 'true or false'),
  int: say('eine ganze Zahl', 'a whole number'),
  number: say('eine ganze Zahl', 'a whole number'),
  'list-or-any': say('eine Liste oder das Wort any', 'a list or the word any'),
  'port-or-false': say('ein Port oder das Wort false', 'a port or the word false'),
  'text-or-number': say('ein Text oder eine ganze Zahl', 'a text or a whole number'),
}

/** Absent where nothing stands. */
function kindOf(value: unknown): Text | undefined {
  if (value === null || value === undefined) return undefined
  if (Array.isArray(value)) return kinds['array']
  if (typeof value === 'object') return kinds['object']
  if (typeof value === 'string') return say(`der Text ${quoted(value)}`, `the text ${quoted(value)}`)
  const word = String(value)
  return typeof value === 'boolean'
    ? say(`der Wahrheitswert ${word}`, `the truth value ${word}`)
    : say(`die Zahl ${word}`, `the number ${word}`)
}

function inQuotes(value: unknown): Text[] {
  if (typeof value !== 'number' && typeof value !== 'boolean') return []
  return [say(`Setzen Sie den Wert in Anführungszeichen: "${value}".`, `Put the value in quotation marks: "${value}".`)]
}

function withExample(fault: Text, field: Field | undefined): Text {
  if (!field) return fault
  return joined([fault, say(`Zum Beispiel: ${field.example}`, `For example: ${field.example}`)])
}
