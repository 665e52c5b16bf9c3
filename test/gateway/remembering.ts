import type { Ledger, Passed, VisitDetails } from '../../src/gateway/ledger.ts'
import type { Source } from '../../src/traffic/source.ts'
import type { Verdict } from '../../src/traffic/verdict.ts'

/** A ledger that remembers what it was told, in words. */
export class Remembering implements Ledger {
  readonly refusals: { readonly rule: string; readonly status: number; readonly target: string | undefined }[] = []
  readonly observations: string[] = []
  readonly passings: Passed[] = []

  refused(_source: Source, { rule, status }: Verdict, { target }: VisitDetails): string {
    this.refusals.push({ rule, status, target })
    return 'TEST-0001'
  }

  observed(_source: Source, { observed }: Verdict, _details: VisitDetails): void {
    this.observations.push(...observed.map(({ rule }) => rule))
  }

  passed(passed: Passed): void {
    this.passings.push(passed)
  }

  /** The rule of the last refusal. */
  get last(): string | undefined {
    return this.refusals.at(-1)?.rule
  }

  forget(): void {
    this.refusals.length = 0
    this.observations.length = 0
    this.passings.length = 0
  }
}
