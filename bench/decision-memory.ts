import { memoryBytes, openMemory } from '../src/traffic/decision-memory.ts'
import { newPeer, type Peer } from '../src/traffic/peer.ts'
import { median } from './cpu-time.ts'

// The gateway's memory of bans, points and rates with 100,000 entries in each table, in one thread, by CPU time, beside the
// Map that a gateway of one thread would use without a bound, without escalation and without a keyed hash.
const entries = 100_000
const operations = 1_000_000
const rounds = 9
const seed = [0x1234_5678, 0x9abc_def0] as const
const probe: Peer = newPeer()

/** Different addresses in an order that no cache likes; `from` and upwards are different ones again. */
function address(index: number, family: 4 | 6 = 4): Peer {
  probe.family = family
  probe.w0 = family === 6 ? 0x2001_0db8 : 0
  probe.w1 = family === 6 ? Math.imul(index, 0x9e37_79b1) : 0
  probe.w3 = family === 4 ? Math.imul(index, 0x9e37_79b1) : 1
  return probe
}

function milliseconds(work: () => void): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

function nanoseconds(operation: (index: number) => unknown): string {
  let answers = 0
  const times = Array.from({ length: rounds }, () =>
    milliseconds(() => {
      for (let index = 0; index < operations; index++) if (operation(index) === true) answers++
    }),
  )
  const each = (median(times) / operations) * 1e6
  return `${each.toFixed(0)} ns (answered yes: ${((answers / rounds / operations) * 100).toFixed(0)} %)`
}

function filled(family: 4 | 6 = 4) {
  const memory = openMemory(new SharedArrayBuffer(memoryBytes()), { seed })
  for (let index = 0; index < entries; index++) {
    memory.bans.ban({ source: address(index, family), scopes: 1, until: 1e9, now: 0 })
  }
  return memory
}

function line(what: string, found: string): void {
  process.stdout.write(`${what}: ${found}\n`)
}

const baseline = nanoseconds((index) => address(index % entries).w3 === 1)
line('the loop and the address alone', baseline)
const quiet = openMemory(new SharedArrayBuffer(memoryBytes()), { seed })
line(
  'isBanned, no bans',
  nanoseconds((index) => quiet.bans.isBanned(address(index), 0, 1000)),
)
const map = new Map(Array.from({ length: entries }, (_, index) => [address(index).w3, 1e9]))
line(
  `a Map of one thread, ${entries} numbers, absent`,
  nanoseconds((index) => (map.get(address(index + entries).w3) ?? 0) > 1000),
)
line(
  `a Map of one thread, ${entries} numbers, present`,
  nanoseconds((index) => (map.get(address(index % entries).w3) ?? 0) > 1000),
)
const { bans, limits } = filled()
line(
  `isBanned, ${entries} bans, not banned`,
  nanoseconds((index) => bans.isBanned(address(index + entries), 0, 1000)),
)
line(
  `isBanned, ${entries} bans, banned`,
  nanoseconds((index) => bans.isBanned(address(index % entries), 0, 1000)),
)
const six = filled(6)
line(
  `isBanned, ${entries} IPv6 bans, not banned`,
  nanoseconds((index) => six.bans.isBanned(address(index + entries, 6), 0, 1000)),
)
let clock = 1000
line(
  `strike, ${entries} sources with points`,
  nanoseconds((index) => {
    clock += 0.06
    return bans.strike({ peer: address(entries + (index % entries)), scope: 1, weight: 1, now: clock })
  }),
)
limits.adopt([{ perMinute: 600, burst: 20 }])
line(
  `take, ${entries} sources`,
  nanoseconds((index) => {
    clock += 0.001
    return limits.take({ peer: address(index % entries), bucket: 0, now: clock })
  }),
)

const attack = Array.from({ length: rounds }, () => {
  const memory = openMemory(new SharedArrayBuffer(memoryBytes()), { seed })
  return milliseconds(() => {
    for (let index = 0; index < 50_000; index++) {
      memory.bans.strike({ peer: address(index), scope: 0, weight: 10, now: 1000 })
    }
    if ([...memory.bans.entries(1000)].length !== 50_000) throw new Error('a ban was lost')
  })
})
line('50,000 addresses banned by one offence each, and listed', `${median(attack).toFixed(0)} ms`)
