/** Where the lines of a text begin and end. */
export class Lines {
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  start(offset: number): number {
    return this.#text.lastIndexOf('\n', offset - 1) + 1
  }

  column(offset: number): number {
    return offset - this.start(offset)
  }

  /** What ends with its line break (a block scalar) ends before it. */
  contentEnd(offset: number): number {
    if (this.#text[offset - 1] !== '\n') return offset
    return this.#text[offset - 2] === '\r' ? offset - 2 : offset - 1
  }

  /** The end of the line in which something ends, before its line break. */
  end(offset: number): number {
    const end = this.#text.indexOf('\n', this.contentEnd(offset))
    if (end === -1) return this.#text.length
    return this.#text[end - 1] === '\r' ? end - 1 : end
  }

  next(offset: number): number {
    const end = this.#text.indexOf('\n', this.contentEnd(offset))
    return end === -1 ? this.#text.length : end + 1
  }

  /** The text with more lines below the one in which something ends. */
  below(offset: number, lines: readonly string[], newline: string): string {
    const place = this.end(offset)
    const added = lines.map((line) => `${newline}${line}`).join('')
    return `${this.#text.slice(0, place)}${added}${this.#text.slice(place)}`
  }
}
