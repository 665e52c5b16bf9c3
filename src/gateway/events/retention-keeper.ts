import { applyRetention, defaultRetention, type Retention } from './retention.ts'
import { TrustedClock } from './trusted-clock.ts'

/** Who is told what the retention did. */
export interface RetentionWatch {
  /** So many segments were deleted, with so many bytes. */
  deleted(segments: number, bytes: number): void
  /** The folder could not be read or changed. */
  failed(cause: unknown): void
}

export interface RetentionKeeper {
  /** Looks at once, as when a segment became full; two looks at the same time are one. */
  look(): Promise<void>
  stop(): void
}

const hour = 3_600_000

/** Keeps the retention of a folder: looks at once and every hour. One keeper serves the journals of all threads. */
export function keepRetention(
  folder: string,
  watch: RetentionWatch,
  options: { readonly retention?: Retention; readonly clock?: TrustedClock } = {},
): RetentionKeeper {
  const { retention = defaultRetention, clock = new TrustedClock() } = options
  let looking: Promise<void> | undefined
  async function once(): Promise<void> {
    try {
      const deleted = await applyRetention(folder, retention, clock.now())
      const bytes = deleted.reduce((sum, { size }) => sum + size, 0)
      if (deleted.length > 0) watch.deleted(deleted.length, bytes)
    } catch (cause) {
      watch.failed(cause)
    }
  }
  const look = async (): Promise<void> => {
    looking ??= once().finally(() => {
      looking = undefined
    })
    await looking
  }
  void look()
  const timer = setInterval(() => void look(), hour).unref()
  return { look, stop: () => clearInterval(timer) }
}
