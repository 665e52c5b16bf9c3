/**
 * Text as an expression of PowerShell: the only place where something from outside gets into the script. Printable
 * ASCII stands in single quotes, in which PowerShell knows no escapes; everything else is named by its code unit. So no
 * quotation mark that PowerShell takes for one (it knows five), no line break and no encoding can end the text early.
 */
export function powershellText(text: string): string {
  const pieces = text.match(/[ -&(-~]+|[^ -&(-~]/g) ?? []
  const terms = pieces.map((piece) => (/^[ -&(-~]+$/.test(piece) ? `'${piece}'` : codeUnits(piece)))
  // In front stands a text, so that PowerShell joins instead of adding.
  return terms.length === 1 && terms[0]?.startsWith("'") ? terms[0] : `(${["''", ...terms].join(' + ')})`
}

function codeUnits(piece: string): string {
  return [...piece]
    .flatMap((character) => Array.from({ length: character.length }, (_, index) => character.charCodeAt(index)))
    .map((unit) => `[char]0x${unit.toString(16).toUpperCase().padStart(4, '0')}`)
    .join(' + ')
}

/** A text that cannot stand in a script: PowerShell and UTF-8 have no form for it. */
export class Unquotable extends Error {
  override readonly name = 'Unquotable'
}

/**
 * Text as one literal of PowerShell that a person can read, for scripts that are written as UTF-8 with its mark: always
 * a single token, whatever the text is. In single quotes PowerShell expands nothing, and a doubled quotation mark is
 * the mark itself; besides ' it takes ‘ ’ ‚ ‛ for one. Throws `Unquotable` for NUL and for half of a surrogate pair.
 */
export function powershellLiteral(text: string): string {
  if (/[\0\p{Cs}]/u.test(text)) throw new Unquotable('no literal of PowerShell holds this text')
  return `'${text.replaceAll(/['\u2018-\u201b]/g, '$&$&')}'`
}
