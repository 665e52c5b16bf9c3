/** Who asks for a connection: people of the operator, agents that are known for long, or anybody else. */
export type Rank = 'allowed' | 'known' | 'stranger'

/** How many connections there may be at once, and how many of one source. */
export interface Room {
  readonly total: number
  readonly perSource: number
}

/** The part of all connections that is left to those who rank higher, when others have taken the rest. */
const keptFree: Readonly<Record<Rank, number>> = { allowed: 0, known: 0.02, stranger: 0.1 }

/**
 * How many connections a source may have, itself included, while `open` are open in all; 0 if there is no room for it.
 * A stranger may never have more than are still free for strangers: whoever takes many leaves as many to others, and
 * whoever has none yet finds room as long as there is any. The operator's own are bound by the total alone.
 */
export function roomFor(rank: Rank, open: number, { total, perSource }: Room): number {
  const free = Math.max(0, Math.ceil(total * (1 - keptFree[rank])) - open)
  if (rank === 'allowed') return free > 0 ? total : 0
  if (rank === 'known') return free > 0 ? perSource : 0
  return Math.min(perSource, free)
}
