import { EvidenceSet } from '../../src/evidence/facts.ts'
import type { Evidence } from '../../src/model/evidence.ts'
import { type Asking, answered, askings, changedFacts, factsAskedFor, type Occasion } from './asked.ts'
import { written } from './written.ts'

/** A site of which every control was asked once, so that only those are asked again whom a change concerns. */
export class AskedSite {
  readonly evidence: readonly Evidence[]
  readonly #occasion: Occasion
  readonly #before: EvidenceSet
  readonly #askedFor: readonly (readonly [Asking, ReadonlySet<string>])[]

  constructor(evidence: readonly Evidence[], occasion: Occasion) {
    this.evidence = evidence
    this.#occasion = occasion
    this.#before = new EvidenceSet(evidence)
    this.#askedFor = askings(occasion).map((asking) => [asking, factsAskedFor(asking, evidence, occasion)])
  }

  /** Every answer, in words, that is another one than before. */
  changedAnswers(changed: readonly Evidence[]): readonly string[] {
    const facts = changedFacts(this.evidence, changed)
    const after = new EvidenceSet(changed)
    return this.#askedFor
      .filter(([, asked]) => [...asked].some((fact) => facts.has(fact)))
      .flatMap(([asking]) => {
        const usual = new Set(written(answered(asking, this.#before, this.#occasion)))
        return written(answered(asking, after, this.#occasion)).filter((text) => !usual.has(text))
      })
  }
}
