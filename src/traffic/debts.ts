import { longestTicks } from './moment.ts'
import { type Block, SlotTable } from './slot-table.ts'
import type { SourceKey } from './source-key.ts'

/** What one event costs a source, in ticks. */
export interface Charge {
  amount: number
  /** The most that a source may owe. */
  ceiling: number
  /** Whether the source gets a slot even where everybody with a slot owes more. */
  insistent: boolean
}

/**
 * - `within`: charged
 * - `over`: would owe more than the ceiling; nothing was charged
 * - `no-room`: nothing is known of the source, and whoever has a slot owes more; nothing was charged
 */
export type Charged = 'within' | 'over' | 'no-room'

/**
 * Debts that melt away with time: a leaky bucket whose whole state is the one moment at which it will be empty (GCRA,
 * ITU-T I.371). One word, so threads charge it without a lock. Whoever owes nothing leaves nothing behind, so a slot of
 * a drained debt is free to take; a newcomer displaces a smaller debt only, so spraying sources cannot wash out a big
 * one. A moment that lies further off than any debt may reach comes from a clock that jumped, and counts as no debt.
 *
 * Benign race: a slot that changes hands between look-up and charge may charge the new owner once.
 */
export class Debts {
  static bytes(slots: number): number {
    return SlotTable.bytes({ slots, words: 1 })
  }

  readonly #table: SlotTable

  constructor(block: Block, slots: number) {
    this.#table = new SlotTable(block, { slots, words: 1 }, (slot, moment) =>
      owedAt(this.#table.read(slot, 0), moment, longestTicks),
    )
  }

  /** Charges a source at a moment in ticks. */
  charge(key: SourceKey, { amount, ceiling, insistent }: Charge, moment: number): Charged {
    if (amount > ceiling) return 'over'
    const found = this.#table.find(key)
    const slot = found >= 0 ? found : this.#open(key, moment, insistent ? longestTicks : amount)
    if (slot < 0) return 'no-room'
    for (;;) {
      const before = this.#table.read(slot, 0)
      const owed = owedAt(before, moment, ceiling) + amount
      if (owed > ceiling) return 'over'
      if (this.#table.exchange(slot, before, (moment + owed) | 0)) return 'within'
    }
  }

  /** Lets a source owe nothing. */
  forgive(key: SourceKey): void {
    this.#table.enter(key)
    try {
      const slot = this.#table.find(key)
      if (slot >= 0) this.#table.free(slot)
    } finally {
      this.#table.leave(key)
    }
  }

  #open(key: SourceKey, moment: number, most: number): number {
    this.#table.enter(key)
    try {
      const slot = this.#table.claim(key, moment, most)
      if (slot < 0 || this.#table.holds(slot, key)) return slot
      this.#table.write(slot, 0, moment)
      this.#table.publish(slot, key)
      return slot
    } finally {
      this.#table.leave(key)
    }
  }
}

function owedAt(emptyAt: number, moment: number, most: number): number {
  const owed = (emptyAt - moment) | 0
  return owed > 0 && owed <= most ? owed : 0
}
