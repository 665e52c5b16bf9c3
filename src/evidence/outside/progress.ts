/** The parts of a look, in their order. Each is counted for itself, because only one tells how much the next has to do. */
export type LookPart = 'names' | 'ports' | 'services' | 'web' | 'questions'

export interface OutsideProgress {
  readonly part: LookPart
  /** What was asked last, such as `https://support.example.de/Script.ashx`. */
  readonly asking: string
  readonly done: number
  readonly total: number
  /** Seconds that this part still takes at its pace so far; absent while there is no pace yet. */
  readonly remainingSeconds?: number
}

export interface ProgressWatch {
  readonly now: () => number
  readonly onProgress?: (progress: OutsideProgress) => void
}

/** Counts one part of a look and tells of it, ten times a second at most and at its end. */
export class PartProgress {
  readonly #part: LookPart
  readonly #watch: ProgressWatch
  readonly #startedAt: number
  #toldAt = 0

  constructor(part: LookPart, watch: ProgressWatch) {
    this.#part = part
    this.#watch = watch
    this.#startedAt = watch.now()
  }

  tell(asking: string, done: number, total: number): void {
    const now = this.#watch.now()
    if (done < total && now - this.#toldAt < quietMs) return
    this.#toldAt = now
    const remaining = remainingSeconds(now - this.#startedAt, done, total)
    const shown = remaining === undefined ? {} : { remainingSeconds: remaining }
    this.#watch.onProgress?.({ part: this.#part, asking, done, total, ...shown })
  }
}

/** Whole seconds for the rest if it goes on as it went; `undefined` before a twentieth of it is done. */
function remainingSeconds(elapsedMs: number, done: number, total: number): number | undefined {
  if (done >= total) return 0
  return done < 1 || done * 20 < total ? undefined : Math.ceil(((elapsedMs / done) * (total - done)) / 1000)
}

const quietMs = 100
