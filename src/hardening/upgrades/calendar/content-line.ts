/** Longest line in octets without its line break (RFC 5545, section 3.1). */
const longest = 75

/** One content line, folded, with its CRLF. A character of several octets is never cut in two. */
export function contentLine(name: string, value: string): string {
  const lines: string[] = []
  let line = ''
  let octets = 0
  for (const sign of `${name}:${value}`) {
    const size = octetsOf(sign)
    if (octets + size > longest) {
      lines.push(line)
      // A folded line begins with one blank, which counts.
      line = ' '
      octets = 1
    }
    line += sign
    octets += size
  }
  return [...lines, line].map((one) => `${one}\r\n`).join('')
}

/**
 * A value of the type TEXT (RFC 5545, section 3.3.11): backslash, semicolon and comma get a backslash, line breaks
 * become `\n`, also those that only some readers take for one. Tabs become blanks; other control characters, which the
 * type does not allow, and halves of surrogate pairs become U+FFFD.
 */
export function textValue(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replaceAll('\t', ' ')
    .replace(/[\\;,]/g, (sign) => `\\${sign}`)
    .replaceAll('\n', '\\n')
    .replace(/\p{Cc}|\p{Cs}/gu, '\u{fffd}')
}

/** A point in time in UTC (`20261205T190000Z`), to the second. */
export function utcValue(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`
}

/** How many octets a character takes in UTF-8 (RFC 3629). */
function octetsOf(sign: string): number {
  const point = sign.codePointAt(0) ?? 0
  return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x1_0000 ? 3 : 4
}
