import type { Span } from '../address-set.ts'

/** The name of the only table that Bollwerk ever writes, in the family `inet`. */
export const tableName = 'bollwerk'

type SetFlag = 'interval' | 'timeout' | 'dynamic'

/** One element of a set that is no interval set. */
export interface Element {
  /** An address or a port. */
  readonly value: bigint
  /** Seconds after which the kernel forgets it; absent: never. */
  readonly seconds?: number
}

/** A set of the table. */
export interface NamedSet {
  readonly name: string
  readonly type: 'ipv4_addr' | 'ipv6_addr' | 'inet_service'
  readonly flags: readonly SetFlag[]
  /** The most elements; absent where only the compiler adds any. */
  readonly size?: number
  /** Seconds after which the kernel forgets an element that says nothing else. */
  readonly timeout?: number
  readonly spans?: readonly Span[]
  readonly elements?: readonly Element[]
  /** Who adds elements while the table is in force: the gateway, the kernel; absent: nobody. */
  readonly fedBy?: 'gateway' | 'kernel'
  /** For readers; any text. */
  readonly comment?: string
}

/** Where the kernel calls a chain. */
export interface Hook {
  readonly type: 'filter' | 'nat'
  readonly hook: 'prerouting'
  /** `raw` stands before connections are tracked, `mangle` behind, `dstnat` where destinations are changed. */
  readonly priority: 'raw' | 'mangle' | 'dstnat'
}

/** A chain with its rules, each as the kernel's own listing writes it. */
export interface Chain {
  readonly name: string
  readonly hook?: Hook
  readonly rules: readonly string[]
}

/** Everything that the table holds. */
export interface Table {
  /** The site, for readers; any text. */
  readonly site: string
  /** When it was compiled, for readers. */
  readonly at: string
  /** Whose geo data the countries come from: their licences want it said. */
  readonly attributions: readonly string[]
  readonly counters: readonly string[]
  readonly sets: readonly NamedSet[]
  /** Those that others lead to come first. */
  readonly chains: readonly Chain[]
}
