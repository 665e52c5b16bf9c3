/** Two random unsigned 32-bit words, drawn once for each process: whoever does not know them cannot choose collisions. */
export type Seed = readonly [number, number]

/** Three 32-bit words that are hashed together. */
export interface HashedWords {
  readonly first: number
  readonly second: number
  readonly third: number
}

/** The last block of a message of twelve bytes: its length in the highest byte. */
const lengthBlock = 12 << 24

/**
 * HalfSipHash-1-3 of twelve bytes as a signed 32-bit number: the keyed hash that Linux uses for its own hash tables.
 * Four rounds take in the words and the length, three more finish.
 */
export function keyedHash(words: HashedWords, seed: Seed): number {
  let v0 = seed[0] | 0
  let v1 = seed[1] | 0
  let v2 = 0x6c796765 ^ v0
  let v3 = 0x74656462 ^ v1
  for (let round = 0; round < 7; round++) {
    const word = blockOf(words, round)
    if (round === 4) v2 ^= 0xff
    v3 ^= word
    v0 = (v0 + v1) | 0
    v1 = ((v1 << 5) | (v1 >>> 27)) ^ v0
    v0 = (v0 << 16) | (v0 >>> 16)
    v2 = (v2 + v3) | 0
    v3 = ((v3 << 8) | (v3 >>> 24)) ^ v2
    v0 = (v0 + v3) | 0
    v3 = ((v3 << 7) | (v3 >>> 25)) ^ v0
    v2 = (v2 + v1) | 0
    v1 = ((v1 << 13) | (v1 >>> 19)) ^ v2
    v2 = (v2 << 16) | (v2 >>> 16)
    v0 ^= word
  }
  return v1 ^ v3
}

function blockOf({ first, second, third }: HashedWords, round: number): number {
  if (round < 2) return round === 0 ? first : second
  if (round < 4) return round === 2 ? third : lengthBlock
  return 0
}
