/**
 * Writes a text as the value of an attribute, without the quotes around it. The one place where text becomes XML: line
 * breaks and tabs are written as references, because XML would otherwise read them as blanks (XML 1.0, section 3.3.3).
 * Throws for characters that XML cannot hold at all.
 */
export function quoteAttribute(value: string, quote: '"' | "'"): string {
  if (/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u.test(value))
    throw new RangeError('a character that XML cannot hold')
  return value.replaceAll(/[&<>"'\t\n\r]/g, (character) =>
    (character === '"' || character === "'") && character !== quote ? character : (references[character] ?? character),
  )
}

const references: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\t': '&#x9;',
  '\n': '&#xA;',
  '\r': '&#xD;',
}
