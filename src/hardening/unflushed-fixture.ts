import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** What was done to files and has not been flushed: a power loss may take all of it back. */
export class Unflushed {
  /** What files held when they were flushed last. */
  readonly #contents = new Map<string, Buffer>()
  /** Names that came since their folder was flushed. */
  readonly #names = new Set<string>()

  /** To be told before the operation. */
  before(operation: string, path: string): void {
    const makes = operation === 'open' || operation === 'mkdir'
    if (makes && !existsSync(path)) this.#names.add(path)
    const changes = operation === 'write' || operation === 'truncate'
    if (changes && !this.#contents.has(path)) this.#contents.set(path, readFileSync(path))
  }

  flushed(path: string): void {
    this.#contents.delete(path)
    for (const name of this.#names) if (dirname(name) === path) this.#names.delete(name)
  }

  /** The power is gone. */
  lose(): void {
    for (const [path, content] of this.#contents) writeFileSync(path, content)
    for (const name of this.#names) rmSync(name, { recursive: true, force: true })
    this.#contents.clear()
    this.#names.clear()
  }
}
