import type { Language, Text } from '../../model/text.ts'
import { inAscii, printable } from '../printable.ts'
import { painted, type Tone } from './style.ts'
import { columnsOf, cutToWidth, wrapped } from './text-width.ts'

export interface PageOptions {
  readonly color: boolean
  /** Columns of the terminal. Lines never get longer than this, but 40 columns are always used. */
  readonly width: number
  /** Without it the page is written in ASCII alone. */
  readonly unicode: boolean
}

/** A paragraph: an optional lead (a mark, a label) and text that hangs behind it. */
export interface Paragraph {
  readonly text: string
  readonly tone?: Tone
  /** One of the report's own words; it is never broken. */
  readonly lead?: string
  readonly leadTone?: Tone
  /** Columns that the lead fills at least. */
  readonly leadWidth?: number
  readonly indent?: number
  /** Where the second line begins, if not below the first word of the text. */
  readonly hang?: number
  /** Cut to one line instead of wrapped. */
  readonly oneLine?: boolean
}

const narrowest = 40
/** Longer lines are hard to read, however wide the terminal is. */
const widest = 100

/** Lines for a terminal. Whatever is written is made printable here, before it gets its tone; nothing goes around. */
export class Page {
  readonly width: number
  readonly unicode: boolean
  readonly #color: boolean
  readonly #language: Language
  readonly #lines: string[] = []

  constructor({ color, width, unicode }: PageOptions, language: Language) {
    this.width = Math.max(narrowest, Math.min(Math.floor(width) || widest, widest))
    this.unicode = unicode
    this.#color = color
    this.#language = language
  }

  /** The text in the language of the page. */
  say(text: Text): string {
    return text[this.#language]
  }

  blank(): void {
    this.#lines.push('')
  }

  heading(text: string): void {
    this.blank()
    this.write({ text, tone: 'strong' })
    this.#lines.push(painted((this.unicode ? '─' : '-').repeat(this.width), 'faint', this.#color))
  }

  write(paragraph: Paragraph): void {
    const { tone = 'plain', leadTone = 'plain', indent = 0 } = paragraph
    const lead = this.#padded(paragraph)
    const first = indent + columnsOf(lead)
    const margin = paragraph.hang ?? first
    for (const [index, line] of this.#broken(paragraph, margin, first - margin).entries()) {
      const before = index === 0 ? `${' '.repeat(indent)}${painted(lead, leadTone, this.#color)}` : ' '.repeat(margin)
      this.#lines.push(`${before}${painted(line, tone, this.#color)}`)
    }
  }

  /** A label in a column of its own and what belongs to it. */
  field(label: string, text: string, tone: Tone = 'plain'): void {
    this.write({ lead: label, leadWidth: 10, leadTone: 'faint', text, tone })
  }

  toString(): string {
    return `${this.#lines.join('\n')}\n`
  }

  #padded({ lead = '', leadWidth = 0 }: Paragraph): string {
    const clean = this.#clean(lead)
    if (clean === '') return ''
    return `${clean}${' '.repeat(Math.max(0, leadWidth - columnsOf(clean)))} `
  }

  #broken({ text, oneLine = false }: Paragraph, margin: number, taken: number): string[] {
    const room = Math.max(10, this.width - margin)
    const clean = this.#clean(text)
    return oneLine ? [cutToWidth(clean, room, this.unicode ? '…' : '...')] : wrapped(clean, room, taken)
  }

  #clean(text: string): string {
    const safe = printable(text)
    return this.unicode ? safe : inAscii(safe)
  }
}
