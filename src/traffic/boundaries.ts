/** Where the pieces of one family begin, as 128 bits of which IPv4 uses the first 32. */
export class Boundaries {
  /** Bits of an address. */
  readonly width: 32 | 128
  readonly #words: Uint32Array

  /** `starts` are sorted addresses of a family that is `width` bits wide. */
  constructor(starts: readonly bigint[], width: 32 | 128) {
    this.width = width
    this.#words = new Uint32Array(starts.length * 4)
    for (const [piece, start] of starts.entries()) {
      if (width === 32) this.#words[piece * 4] = Number(start)
      else
        for (let word = 0; word < 4; word++)
          this.#words[piece * 4 + word] = Number((start >> BigInt(96 - 32 * word)) & 0xffff_ffffn)
    }
  }

  /** The `stride` bits (32 at most) behind the first `depth` bits of a start, as a number. */
  slot(piece: number, depth: number, stride: number): number {
    const at = piece * 4 + (depth >>> 5)
    const shift = depth & 31
    const high = this.#words[at] ?? 0
    // Behind the end of an address stand zeros, not the next address.
    const low = (at & 3) === 3 ? 0 : (this.#words[at + 1] ?? 0)
    const bits = shift === 0 ? high : (high << shift) | (low >>> (32 - shift))
    return bits >>> (32 - stride)
  }

  /** How many bits a start shares with the one before it. */
  common(piece: number): number {
    const at = piece * 4
    for (let word = 0; word < 4; word++) {
      const difference = (this.#words[at + word] ?? 0) ^ (this.#words[at - 4 + word] ?? 0)
      if (difference !== 0) return word * 32 + Math.clz32(difference)
    }
    return 128
  }

  /** The number of bits up to the last one that is set: a start lies on the edge of a block no shorter than that. */
  length(piece: number): number {
    for (let word = 3; word >= 0; word--) {
      const bits = this.#words[piece * 4 + word] ?? 0
      if (bits !== 0) return word * 32 + 1 + Math.clz32(bits & -bits)
    }
    return 0
  }
}

/** Addresses that share their first bits, with the pieces of their family. */
export interface Block {
  readonly boundaries: Boundaries
  readonly values: readonly number[]
  /** How many bits of the address they share. */
  readonly depth: number
  /** The pieces from `from` to `to` (excluded) begin in the block, after its first address. */
  readonly from: number
  readonly to: number
}
