/**
 * JSON with two blanks of indent in which nothing can steer a terminal or turn its direction: such signs are written as
 * `\uXXXX`. Outside of strings JSON holds only printable ASCII and newlines, so everything else stands in a string and
 * may be escaped there. Runs of other signs are looked for first, because classes of Unicode are slow to match.
 */
export function harmlessJson(value: unknown): string {
  return JSON.stringify(value, undefined, 2).replace(/[^\n -~]+/g, (run) =>
    run.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, escapedSign),
  )
}

function escapedSign(sign: string): string {
  return Array.from({ length: sign.length }, (_, index) => unit(sign, index)).join('')
}

function unit(sign: string, index: number): string {
  return `\\u${sign.charCodeAt(index).toString(16).padStart(4, '0')}`
}
