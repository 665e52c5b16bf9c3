import type { Rate } from './token-bucket.ts'

/** Bytes of a heartbeat at most. */
export const largestHeartbeat = 512

/** What one address may send: an agent sends every five seconds, and an office may have hundreds behind one address. */
export const heartbeatsPerAddress: Rate = { perSecond: 100, burst: 500 }
