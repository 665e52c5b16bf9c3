/**
 * How a probe may use the network. It stands beside `probe.ts` and not in it because `AbortSignal` is no word of the pure folders.
 */
export interface Probing {
  /** Source address to connect from; the system's choice if absent. */
  readonly localAddress?: string
  /** Ends the probe at once; its answer is then missing as `interrupted`. */
  readonly signal: AbortSignal
  /** Milliseconds for the whole probe, not for its single steps. */
  readonly timeoutMs: number
}
