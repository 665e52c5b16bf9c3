/** How a stretch of text stands out on a terminal. */
export type Tone = 'plain' | 'strong' | 'faint' | 'good' | 'bad' | 'warning' | 'accent'

/** Select Graphic Rendition codes (ECMA-48, section 8.3.117): on, and off again. */
const codes: Readonly<Record<Tone, readonly [number, number] | undefined>> = {
  plain: undefined,
  strong: [1, 22],
  faint: [2, 22],
  good: [32, 39],
  bad: [31, 39],
  warning: [33, 39],
  accent: [36, 39],
}

/** Wraps text in the codes of its tone. The text must be printable already; without colour it stays as it is. */
export function painted(text: string, tone: Tone, color: boolean): string {
  const pair = codes[tone]
  return color && pair && text !== '' ? `\u001b[${pair[0]}m${text}\u001b[${pair[1]}m` : text
}
