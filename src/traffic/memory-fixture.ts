import { parseAddress } from '../model/address.ts'
import { type DecisionMemory, memoryBytes, openMemory } from './decision-memory.ts'
import type { Peer } from './peer.ts'
import { peerOf } from './source-key.ts'

export const seed = [0x1234_5678, 0x9abc_def0] as const

/** Small enough to be made anew for every case. */
export const smallSizes = { bans: 1024, strikes: 1024, limits: 1024, connections: 1024, agents: 1024 }

export function smallMemory(sizes: typeof smallSizes = smallSizes): DecisionMemory {
  return openMemory(new ArrayBuffer(memoryBytes(sizes)), { seed, sizes })
}

export function peer(text: string): Peer {
  const address = parseAddress(text)
  if (!address.ok) throw new Error(`not an address: ${text}`)
  return peerOf({ ...address.value, length: address.value.family === 4 ? 32 : 128 })
}

/** A different IPv4 peer for each number. */
export function peerNumber(number: number): Peer {
  return { family: 4, w0: 0, w1: 0, w2: 0, w3: number | 0 }
}
