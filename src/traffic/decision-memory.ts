import { type BanSlots, Bans } from './bans.ts'
import { Concurrent } from './concurrent.ts'
import { keyedHash, type Seed } from './keyed-hash.ts'
import { KnownAgents } from './known-agents.ts'
import { RateLimits } from './rate-limits.ts'

/** How many sources each part remembers at once: powers of two from 16 to 524,288. */
export interface MemorySizes extends BanSlots {
  readonly limits: number
  readonly connections: number
  readonly agents: number
  /** Threads that share the memory; 1 if absent. */
  readonly threads?: number
}

/** What a gateway remembers of the sources that it talks to. */
export interface DecisionMemory {
  readonly bans: Bans
  readonly limits: RateLimits
  readonly connections: Concurrent
  readonly agents: KnownAgents
}

/** Together 20 MB: bans 9, points 3, limits 5, connections 1 and a quarter for each further thread, agents 2. */
export const defaultSizes: MemorySizes = {
  bans: 2 ** 18,
  strikes: 2 ** 17,
  limits: 2 ** 18,
  connections: 2 ** 16,
  agents: 2 ** 16,
}

/** Before the parts: a word that says which sizes and which seed the memory was laid out for. */
const headBytes = 64

/** The bytes that a memory of these sizes takes, all of them from the beginning. */
export function memoryBytes(sizes: MemorySizes = defaultSizes): number {
  const { limits, connections, agents, threads = 1 } = sizes
  const counts = Concurrent.bytes(connections, threads)
  return headBytes + Bans.bytes(sizes) + RateLimits.bytes(limits) + counts + KnownAgents.bytes(agents)
}

/**
 * Opens the memory that lies in a buffer of `memoryBytes(sizes)` bytes, all zero at first. Every thread opens the same
 * `SharedArrayBuffer` with the same seed and sizes and its own number, and all see one memory; the objects themselves belong to one thread.
 * Throws a `RangeError` if the buffer is too small, or was opened with another seed or other sizes before.
 */
export function openMemory(
  buffer: ArrayBufferLike,
  { seed, sizes = defaultSizes, thread = 0 }: { seed: Seed; sizes?: MemorySizes; thread?: number },
): DecisionMemory {
  if (buffer.byteLength < memoryBytes(sizes)) throw new RangeError(`the memory needs ${memoryBytes(sizes)} bytes`)
  sign(buffer, seed, sizes)
  let next = headBytes
  const block = (bytes: number): { buffer: ArrayBufferLike; offset: number } => {
    next += bytes
    return { buffer, offset: next - bytes }
  }
  const { limits, connections, agents, threads = 1 } = sizes
  const counts = block(Concurrent.bytes(connections, threads))
  return {
    bans: new Bans(block(Bans.bytes(sizes)), sizes, seed),
    limits: new RateLimits(block(RateLimits.bytes(limits)), limits, seed),
    connections: new Concurrent(counts, { slots: connections, thread, threads }, seed),
    agents: new KnownAgents(block(KnownAgents.bytes(agents)), agents, seed),
  }
}

/** Two threads that disagree about the seed or the sizes would overlook each other's bans, so the second one fails. */
function sign(buffer: ArrayBufferLike, seed: Seed, sizes: MemorySizes): void {
  const shape = [sizes.bans, sizes.strikes, sizes.limits, sizes.connections, sizes.agents, sizes.threads ?? 1]
  const signature = shape.reduce((first, second, third) => keyedHash({ first, second, third }, seed), 1) || 1
  const head = new Int32Array(buffer, 0, 1)
  const before = Atomics.compareExchange(head, 0, 0, signature)
  if (before !== 0 && before !== signature)
    throw new RangeError('the memory was opened with another seed or other sizes')
}
