/** How a generated file is written: everything that an edit must not touch. */
export interface Shape {
  readonly encoding: 'utf-8' | 'utf-8 with mark' | 'utf-16le' | 'utf-16be'
  readonly ending: 'CR LF' | 'LF' | 'CR' | 'mixed'
}

const endings = { 'CR LF': '\r\n', LF: '\n', CR: '\r' } as const

export const shapes: readonly Shape[] = (['utf-8', 'utf-8 with mark', 'utf-16le', 'utf-16be'] as const).flatMap(
  (encoding) => (['CR LF', 'LF', 'CR', 'mixed'] as const).map((ending) => ({ encoding, ending })),
)

/** Chance that comes out the same for the same seed. */
export class Dice {
  #state: number

  constructor(seed: number) {
    this.#state = seed * 2_654_435_761 + 1
  }

  /** From 0 up to, and not including, `below`. */
  number(below: number): number {
    // A linear congruential generator (Numerical Recipes); its upper bits are good enough to choose shapes.
    this.#state = (Math.imul(this.#state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((this.#state / 2 ** 32) * below)
  }

  one<Value>(...values: readonly [Value, ...Value[]]): Value {
    return values[this.number(values.length)] ?? values[0]
  }

  yes(outOf = 2): boolean {
    return this.number(outOf) === 0
  }

  shuffled<Value>(values: readonly Value[]): readonly Value[] {
    return values
      .map((value) => ({ value, at: this.number(1_000_000) }))
      .toSorted((a, b) => a.at - b.at)
      .map(({ value }) => value)
  }
}

/** Writes elements in many hands: quotes, blanks, attributes on lines of their own, comments that look like settings. */
export class Hand {
  readonly dice: Dice
  readonly #quote: '"' | "'"
  readonly #tight: boolean
  readonly #unit: string

  constructor(dice: Dice) {
    this.dice = dice
    this.#quote = dice.one('"', '"', "'")
    this.#tight = dice.yes(3)
    this.#unit = dice.one('  ', '    ', '\t', '')
  }

  tag(name: string, attributes: Readonly<Record<string, string>>, content?: readonly string[]): string {
    const { dice } = this
    const gap = dice.yes(8) ? `\n${this.#unit.repeat(3)}  ` : dice.one(' ', ' ', '  ')
    const written = Object.entries(attributes)
      .map(([key, value]) => {
        const quote = dice.yes(9) ? (this.#quote === '"' ? "'" : '"') : this.#quote
        const equals = dice.yes(9) ? ' = ' : '='
        return `${gap}${key}${equals}${quote}${value
          .replaceAll('&', '&amp;')
          .replaceAll('<', '&lt;')
          .replaceAll(quote, quote === '"' ? '&quot;' : '&apos;')}${quote}`
      })
      .join('')
    if (content === undefined) return `<${name}${written}${this.#tight ? '' : dice.one(' ', ' ', '\n ')}/>`
    return `<${name}${written}>${this.#inner(content)}</${name}${dice.yes(7) ? ' ' : ''}>`
  }

  comment(): string {
    return this.dice.one(
      '<!-- für Hänsel & Gretel 🏰 > " \' -->',
      '<!-- <add key="RestrictToIPs" value="0.0.0.0/0" /> -->',
      '<!--\n    <location path="Host.aspx"><appSettings /></location>\n-->',
      '<?hinweis <ipSecurity allowUnlisted="true" /> ?>',
    )
  }

  #inner(content: readonly string[]): string {
    const { dice } = this
    if (content.length === 0) return dice.one('', '\n', '\n   \n', `\n${this.#unit}${this.comment()}\n`)
    if (dice.yes(5)) return content.join('')
    const lines = content.flatMap((line) => (dice.yes(5) ? [this.comment(), line] : [line]))
    const trailing = dice.yes(6) ? `  ${this.comment()}` : ''
    const indented = lines.map((line) => `\n${this.#unit}${line.replaceAll(/\n(?=[\t ]*<)/g, `\n${this.#unit}`)}`)
    return `${indented.join(dice.yes(6) ? '   ' : '')}${trailing}${dice.yes(7) ? '' : '\n'}`
  }
}

/** A whole file: declaration, what stands around the outermost element, line endings, bytes. */
export function fileOf(root: string, hand: Hand, { encoding, ending }: Shape): Buffer {
  const { dice } = hand
  const name = encoding.startsWith('utf-16') ? dice.one('utf-16', 'UTF-16') : dice.one('utf-8', 'UTF-8')
  const declaration = dice.one(`<?xml version="1.0" encoding="${name}"?>\n`, `<?xml version='1.0'?>\n`, '')
  const before = declaration !== '' && dice.yes(3) ? `${hand.comment()}\n` : ''
  const text = `${declaration}${before}${root}${dice.one('\n', '', '\n\n  \n', `\n${hand.comment()}\n`)}`
  const ended = text.replaceAll('\n', () => (ending === 'mixed' ? dice.one('\r\n', '\n', '\r') : endings[ending]))
  return bytesOf(ended, encoding)
}

/** By Node's own encoder. */
export function bytesOf(text: string, encoding: Shape['encoding']): Buffer {
  if (encoding === 'utf-8') return Buffer.from(text)
  const marked = `\uFEFF${text}`
  if (encoding === 'utf-8 with mark') return Buffer.from(marked)
  const little = Buffer.from(marked, 'utf16le')
  return encoding === 'utf-16le' ? little : little.swap16()
}
