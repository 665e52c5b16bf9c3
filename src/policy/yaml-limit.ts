import type { CST } from 'yaml'
import { codePoint, isVisible } from '../model/quoted.ts'
import { say, type Text } from '../model/text.ts'
import type { Flaw } from './flaw.ts'

/** Some thousand networks; a policy of a dozen lines has a thousandth of it. Bounds the time of every later step. */
const longestText = 131_072

/** The deepest place of the policy is `servers.screenconnect.addresses[0]`, five levels down. */
const deepest = 10

/**
 * What of the text itself is refused: too much of it, characters that a terminal would obey, and characters that make
 * it look different from what it says.
 */
export function flawsOfText(text: string): readonly Flaw[] {
  if (text.length > longestText) return [{ offset: 0, path: [], message: tooLong(text.length) }]
  const flaws: Flaw[] = []
  for (const { 0: character, index } of text.matchAll(/[^\t\n\r -~]/gu)) {
    if (character === '\uFFFD') flaws.push({ offset: index, path: [], message: notUtf8 })
    else if (!isVisible(character)) flaws.push({ offset: index, path: [], message: invisible(character) })
  }
  return flaws
}

/**
 * What of YAML is refused although it is well-formed: aliases (a few lines of them can stand for gigabytes), tags and
 * directives (they change what a value means), and nesting that no policy needs. Does not recurse.
 */
export function flawsOfTokens(tokens: readonly CST.Token[]): readonly Flaw[] {
  const flaws: Flaw[] = []
  const waiting = tokens.map((token) => ({ token, depth: 0 }))
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { token, depth } = next
    const levels = 'items' in token ? depth + 1 : depth
    const refusal = levels > deepest ? tooDeep : refused[token.type]
    if (refusal) flaws.push({ offset: token.offset, path: [], message: refusal })
    if (levels > deepest) continue
    for (const inner of partsOf(token)) waiting.push({ token: inner, depth: levels })
  }
  return flaws
}

function partsOf(token: CST.Token): readonly CST.Token[] {
  if (token.type === 'document') return [...token.start, ...(token.value ? [token.value] : [])]
  if (token.type === 'block-scalar') return token.props
  if (!('items' in token)) return []
  return token.items.flatMap(({ start, key, sep, value }) => [
    ...start,
    ...(key ? [key] : []),
    ...(sep ?? []),
    ...(value ? [value] : []),
  ])
}

const aliases = say(
  'Anker (&) und Verweise (*) sind in der Richtlinie nicht erlaubt. Schreiben Sie den Wert aus; ein Text, der mit & oder * beginnt, gehört in Anführungszeichen.',
  'Anchors (&) and aliases (*) are not allowed in the policy. Write the value out; a text that begins with & or * belongs in quotation marks.',
)

const refused: Readonly<Partial<Record<CST.Token['type'], Text>>> = {
  anchor: aliases,
  alias: aliases,
  tag: say(
    'Typangaben (!) sind in der Richtlinie nicht erlaubt. Löschen Sie sie; ein Text, der mit ! beginnt, gehört in Anführungszeichen.',
    'Tags (!) are not allowed in the policy. Delete it; a text that begins with ! belongs in quotation marks.',
  ),
  directive: say(
    'Zeilen, die mit % beginnen (YAML-Direktiven), sind in der Richtlinie nicht erlaubt. Löschen Sie die Zeile.',
    'Lines that begin with % (YAML directives) are not allowed in the policy. Delete the line.',
  ),
}

const tooDeep = say(
  `Hier ist die Richtlinie tiefer als ${deepest} Ebenen verschachtelt; keine Angabe braucht das. Prüfen Sie Einrückung und Klammern.`,
  `Here the policy is nested deeper than ${deepest} levels; no key needs that. Check the indentation and the brackets.`,
)

function tooLong(length: number): Text {
  return say(
    `Die Datei hat ${length} Zeichen, erlaubt sind ${longestText}. Prüfen Sie, ob es die richtige Datei ist; fassen Sie lange Listen von Adressen zu Netzen zusammen.`,
    `The file has ${length} characters, ${longestText} are allowed. Check that it is the right file; combine long lists of addresses into networks.`,
  )
}

/** What a reader of UTF-8 puts in place of bytes that are none. */
const notUtf8 = say(
  'Hier steht ein Zeichen, das kein UTF-8 ist, vermutlich ein Umlaut. Speichern Sie die Datei in der Kodierung UTF-8.',
  'Here stands a character that is not UTF-8, probably an umlaut. Store the file in the encoding UTF-8.',
)

function invisible(character: string): Text {
  return say(
    `Hier steht das unsichtbare Zeichen ${codePoint(character)}. Löschen Sie es; vielleicht ist es beim Kopieren hineingeraten, oder die Datei ist als UTF-16 statt als UTF-8 gespeichert.`,
    `Here stands the invisible character ${codePoint(character)}. Delete it; perhaps it came in by copying, or the file is stored as UTF-16 instead of UTF-8.`,
  )
}
