import type { Evidence } from '../model/evidence.ts'
import type { ServerKind } from '../model/server.ts'
import type { AutomateFacts } from './automate/facts.ts'
import type { MysqlFacts } from './mysql/facts.ts'
import type { OutsideFacts } from './outside/facts.ts'
import type { ScreenConnectFacts } from './screenconnect/facts.ts'
import type { WindowsFacts } from './windows/facts.ts'

/** Every fact that any witness can bring. A new witness adds its line here. */
export interface Facts extends OutsideFacts, WindowsFacts, ScreenConnectFacts, AutomateFacts, MysqlFacts {}

export type FactName = keyof Facts

/** All evidence of a site, asked by server and fact, newest first. */
export class EvidenceSet {
  readonly #byKey = new Map<string, Evidence[]>()
  readonly all: readonly Evidence[]

  constructor(evidence: readonly Evidence[]) {
    this.all = evidence
    for (const piece of evidence) {
      const key = `${piece.server}/${piece.fact}`
      const known = this.#byKey.get(key)
      if (known) known.push(piece)
      else this.#byKey.set(key, [piece])
    }
    for (const pieces of this.#byKey.values()) pieces.sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))
  }

  /** Everything known of one fact about one server, newest first; the empty list if nobody looked. */
  about<Name extends FactName>(server: ServerKind, fact: Name): readonly Evidence<Facts[Name]>[] {
    // The shape behind a fact's name is fixed by Facts; files from elsewhere are checked when they are read.
    return (this.#byKey.get(`${server}/${fact}`) ?? []) as Evidence<Facts[Name]>[]
  }
}
