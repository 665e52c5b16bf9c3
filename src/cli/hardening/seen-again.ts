import type { Change, Ending } from '../../hardening/change.ts'
import type { ChangeResult } from '../../hardening/change-result.ts'
import type { Verifier } from '../../hardening/ground.ts'
import type { Look } from '../../hardening/verify.ts'
import type { Evidence } from '../../model/evidence.ts'

interface Seen {
  /** The change that was being proven when the look began. */
  readonly change: string
  readonly evidence: readonly Evidence[]
}

/** What became of a plan. */
interface Outcome {
  readonly changes: readonly Change[]
  readonly results: readonly ChangeResult[]
}

/** Looks that remember what they saw last, so that it can be kept when every change has its ending. */
export class SeenAgain {
  readonly looks: readonly Look[]
  readonly #seen = new Map<Look, Seen>()
  #change = ''

  constructor(looks: readonly Look[]) {
    this.looks = looks.map((look) => ({
      ...look,
      collect: async () => {
        const change = this.#change
        const evidence = await look.collect()
        this.#seen.set(look, { change, evidence })
        return evidence
      },
    }))
  }

  /** The same verifier, which says here what it verifies. */
  during(verify: Verifier): Verifier {
    return (change) => {
      this.#change = change.id
      return verify(change)
    }
  }

  /**
   * What each look that was taken shows as things stand now. A look is taken again where something that it covers was
   * taken back since. One that fails then is left out: nothing untrue is kept.
   */
  async now(outcome: Outcome): Promise<readonly (readonly Evidence[])[]> {
    const shown = [...this.#seen].map(async ([look, { change, evidence }]) => {
      if (!isTakenBackSince(change, look, outcome)) return evidence
      return await look.collect().catch(() => [])
    })
    return (await Promise.all(shown)).filter((evidence) => evidence.length > 0)
  }
}

const standing: readonly Ending[] = ['verified', 'needs-restart', 'stopped']

function isTakenBackSince(change: string, look: Look, { changes, results }: Outcome): boolean {
  const later = results.slice(results.findIndex((result) => result.change === change))
  return later.some(
    (result) =>
      !standing.includes(result.ending) &&
      changes.some(({ id, steps }) => id === result.change && steps.some((step) => look.covers(step))),
  )
}
