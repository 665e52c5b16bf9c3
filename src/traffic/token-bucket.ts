/** How often something may happen: so many at once, and so many in a second in the long run. */
export interface Rate {
  readonly perSecond: number
  readonly burst: number
}

/** What is left of a rate, as of a moment. */
export interface TokenBucket {
  tokens: number
  /** Milliseconds of a clock that never goes back. */
  at: number
}

/** A full bucket. */
export function fullBucket(rate: Rate, now: number): TokenBucket {
  return { tokens: rate.burst, at: now }
}

/** Takes one token if there is one. `now` is in milliseconds. */
export function takeToken(bucket: TokenBucket, rate: Rate, now: number): boolean {
  bucket.tokens = Math.min(rate.burst, bucket.tokens + ((now - bucket.at) * rate.perSecond) / 1_000)
  bucket.at = now
  if (bucket.tokens < 1) return false
  bucket.tokens -= 1
  return true
}
