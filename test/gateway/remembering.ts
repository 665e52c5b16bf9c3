import type { Ledger, Passed, VisitDetails } from '../../src/gateway/ledger.ts'
import type { Source } from '../../src/traffic/source.ts'
import type { Verdict } from '../../src/traffic/verdict.ts'

/** A ledger that remembers what it was told. */
export class Remembering implements Ledger {
  readonly openings: string[] = []
  readonly passings: Passed[] = []
  /** Rules that refused or, in observe mode, would have refused, by the name that the client gave itself. */
  readonly rulesFor = new Map<string, string[]>()
  /** The rule of the last refusal. */
  last: string | undefined

  refused(_source: Source, { rule }: Verdict, { userAgent = '' }: VisitDetails): string {
    this.last = rule
    this.#note(userAgent, [rule])
    return 'TEST-0001'
  }

  observed(_source: Source, { observed }: Verdict, { userAgent = '' }: VisitDetails): void {
    this.#note(
      userAgent,
      observed.map(({ rule }) => rule),
    )
  }

  opened({ address }: Source, _verdict: Verdict, { method, target }: VisitDetails): void {
    this.openings.push(`${address} ${method} ${target}`)
  }

  passed(passed: Passed): void {
    this.passings.push(passed)
  }

  #note(userAgent: string, rules: readonly string[]): void {
    this.rulesFor.set(userAgent, [...(this.rulesFor.get(userAgent) ?? []), ...rules])
  }
}
