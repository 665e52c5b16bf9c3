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
