import { parentPort, workerData } from 'node:worker_threads'
import { type MemorySizes, openMemory } from './decision-memory.ts'
import { peerNumber, seed } from './memory-fixture.ts'

/** A thread of a gateway that strikes each of some sources until it is banned, and tells how often it was told so. */
export interface StrikingThread {
  readonly buffer: SharedArrayBuffer
  readonly sizes: MemorySizes
  readonly sources: number
  readonly rounds: number
  /** The word of a shared buffer at which all threads wait for the start. */
  readonly start: SharedArrayBuffer
}

const { buffer, sizes, sources, rounds, start } = workerData as StrikingThread
const { bans, connections } = openMemory(buffer, { seed, sizes })
Atomics.wait(new Int32Array(start), 0, 0, 10_000)
let banned = 0
for (let round = 0; round < rounds; round++) {
  for (let source = 0; source < sources; source++) {
    const peer = peerNumber(source)
    if (bans.strike({ peer, scope: source % 31, weight: 1, now: 1000 })) banned++
    if (connections.open(peer, 1000)) connections.close(peer)
  }
}
bans.ban({ source: peerNumber(0xffff_ffff), scopes: 1, until: 60_000, now: 1000 })
parentPort?.postMessage(banned)
