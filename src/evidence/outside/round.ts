import type { Missing } from '../../model/evidence.ts'
import { missingFrom } from './probe.ts'
import { type LookPart, PartProgress, type ProgressWatch } from './progress.ts'

/** One question of a look. */
export interface Step<Result> {
  /** What is asked, as it is shown and as the evidence names its source. */
  readonly source: string
  readonly ask: () => Promise<Result>
  /** What it comes to if `ask` fails in a way that nobody foresaw, so that one broken probe spoils nothing else. */
  readonly broken: (missing: Missing) => Result
}

export interface RoundRules extends ProgressWatch {
  readonly signal: { readonly aborted: boolean }
}

/** Questions on their way at once: enough not to wait for slow ones, too few to trouble a small server. */
const concurrency = 6

/** Asks all steps and answers the results in their order. Once aborted it begins no further step. */
export async function askAll<Result>(
  part: LookPart,
  steps: readonly Step<Result>[],
  rules: RoundRules,
): Promise<readonly Result[]> {
  const progress = new PartProgress(part, rules)
  const results = new Map<number, Result>()
  const waiting = steps.entries()
  const lane = async (): Promise<void> => {
    for (const [index, step] of waiting) {
      if (rules.signal.aborted) return
      results.set(index, await step.ask().catch((error: unknown) => step.broken(missingFrom(error))))
      progress.tell(step.source, results.size, steps.length)
    }
  }
  await Promise.all(Array.from({ length: concurrency }, lane))
  return [...results].sort(([a], [b]) => a - b).map(([, result]) => result)
}
