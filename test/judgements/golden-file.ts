import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * A golden file in sections, each for a test of its own: a change of a judgement fails the few tests that it touches,
 * and mutation testing need not write a whole file to ask about one line.
 */
export class GoldenFile {
  readonly path: string
  readonly #heading: string
  readonly #known: ReadonlyMap<string, string>
  readonly #now = new Map<string, string>()

  constructor(name: string, heading: string) {
    this.path = join(import.meta.dirname, 'golden', `${name}.md`)
    this.#heading = heading
    this.#known = sections(existsSync(this.path) ? readFileSync(this.path, 'utf8') : '')
  }

  /** What the file says under this title; while files are being written anew, what is being said. */
  expected(title: string, paragraphs: readonly string[]): { readonly is: string; readonly was: string | undefined } {
    const is = [`## ${title}`, ...paragraphs].join('\n\n')
    this.#now.set(title, is)
    return { is, was: process.env['GOLDEN_FILES'] === 'written' ? is : this.#known.get(title) }
  }

  /** The whole file with these sections; one whose test did not run stays as it is. */
  text(titles: readonly string[]): string {
    const all = titles.map((title) => this.#now.get(title) ?? this.#known.get(title) ?? `## ${title}`)
    return `${[`# ${this.#heading}`, ...all].join('\n\n')}\n`
  }
}

function sections(text: string): ReadonlyMap<string, string> {
  const [, ...found] = `\n${text.trimEnd()}`.split(/\n(?=## )/)
  return new Map(found.map((section) => [section.slice(3).split('\n', 1)[0] ?? '', section.trimEnd()]))
}
