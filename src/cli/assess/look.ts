import { randomUUID } from 'node:crypto'
import type { Catalog } from '../../catalog/catalog.ts'
import { collectOutside } from '../../evidence/outside/collect.ts'
import type { Evidence } from '../../model/evidence.ts'
import { say } from '../../model/text.ts'
import type { Vantage } from '../../model/vantage.ts'
import type { Policy } from '../../policy/policy.ts'
import { type Program, tell } from '../program.ts'
import { ProgressLine } from './progress-line.ts'

export interface Look {
  readonly policy: Policy
  readonly catalog: Catalog
  readonly vantage: Vantage
  readonly ports: readonly number[]
  readonly localAddress?: string
  /** Further certificate authorities to trust, in PEM. */
  readonly authorities?: readonly string[]
}

/** Looks at the servers of the policy, with progress on stderr. Ctrl-C ends the look and keeps what was seen. */
export async function lookFromOutside(program: Program, look: Look): Promise<readonly Evidence[]> {
  const stop = new AbortController()
  const interrupted = (): void => {
    tell(
      program,
      say('Abgebrochen; was schon gesehen wurde, wird beurteilt.', 'Stopped; what was already seen is judged.'),
    )
    stop.abort()
  }
  const progress = new ProgressLine(program)
  program.process.once('SIGINT', interrupted)
  try {
    return await collectOutside({
      ...look,
      signal: stop.signal,
      now: () => Date.now(),
      random: () => randomUUID(),
      toolVersion: program.version,
      onProgress: (state) => progress.show(state),
    })
  } finally {
    progress.clear()
    program.process.off('SIGINT', interrupted)
  }
}
