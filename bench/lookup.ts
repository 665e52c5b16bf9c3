import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type CountryResponse, open, type Reader } from 'maxmind'
import { loadGeo } from '../src/gateway/geo/load.ts'
import { databaseOf } from '../src/gateway/geo/mmdb-fixture.ts'
import { installedSources, rangesOf } from '../src/gateway/geo/packages.ts'
import { formatAddress } from '../src/model/address.ts'
import type { AddressRange } from '../src/traffic/address-range.ts'
import { countryOf } from '../src/traffic/country-number.ts'
import type { GeoData } from '../src/traffic/geo.ts'
import { addressOf, newPeer, type Peer, peerOf, readPeer } from '../src/traffic/peer.ts'
import { median } from './cpu-time.ts'

// Address to country and address to admitted or not, beside `maxmind` with its cache on one of the same two sources. Ours
// gives both opinions at once. CPU time in short turns, the same addresses for all, medians of the ratios of each turn:
// so it also holds on a machine that others use. maxmind takes text, so ours is measured with the text read and with the
// bytes that it stands for. 65,536 random addresses are the worst case, in which little stays in the processor's caches;
// the same thousand again and again is what a server sees of its agents. The last lines say what cannot be had for less.
const count = 1 << 16
const turns = 15
/** Turns in which the engine compiles a way do not count. */
const unmeasured = 3
/** maxmind takes as long for one round through the addresses as ours for many; the clock counts in microseconds. */
const roundsOfOurs = 8
/** Addresses of the realistic case. */
const few = 1000
const admitted = new Set(['DE', 'AT', 'CH'])
const folder = mkdtempSync(join(tmpdir(), 'bollwerk-bench-'))

/** Nanoseconds of CPU for each of so many addresses. */
function cpu(work: () => number, addresses: number, rounds: number): number {
  const repeats = Math.ceil((rounds * count) / addresses)
  const before = process.cpuUsage()
  for (let time = 0; time < repeats; time++) work()
  const { user, system } = process.cpuUsage(before)
  return ((user + system) * 1000) / addresses / repeats
}

function line(text: string): void {
  process.stdout.write(`${text}\n`)
}

async function loading(label: string): Promise<GeoData> {
  const before = process.cpuUsage()
  const geo = await loadGeo({ cacheFolder: folder })
  const { user, system } = process.cpuUsage(before)
  line(`${label}: ${((user + system) / 1000).toFixed(0)} ms of CPU`)
  return geo
}

function numbersIn(ranges: readonly AddressRange[]): bigint[] {
  return Array.from({ length: count }, () => {
    const range = ranges[Math.floor(Math.random() * ranges.length)]
    if (range === undefined) throw new Error('no ranges')
    return range.first + BigInt(Math.floor(Math.random() * Number(range.last - range.first + 1n)))
  })
}

function compareBoth(label: string, addresses: { family: 4 | 6; numbers: readonly bigint[] }): void {
  compare(label, addresses)
  compare(`${label}, the same ${few}`, { ...addresses, numbers: addresses.numbers.slice(0, few) })
}

/** Addresses as bytes in network order, sixteen to each; the last four are an IPv4 address. */
function bytesOf(peers: readonly Peer[]): DataView {
  const view = new DataView(new ArrayBuffer(16 * peers.length))
  for (const [index, { w0, w1, w2, w3 }] of peers.entries()) {
    for (const [word, bits] of [w0, w1, w2, w3].entries()) view.setInt32(16 * index + 4 * word, bits)
  }
  return view
}

type Ways = Readonly<Record<string, () => number>>

/** Ways through the same addresses; each answers how many of them it admits or has a country for. */
function waysThrough(peers: readonly Peer[], family: 4 | 6): Ways {
  const texts = peers.map((peer) => formatAddress(addressOf(peer)))
  const bytes = bytesOf(peers)
  const [world, bits, reader, peer] = [geo, verdicts, peerReader, newPeer()]
  const [first, end] = [family === 4 ? 12 : 0, bytes.byteLength]
  return {
    maxmind: () => {
      let found = 0
      for (const text of texts) if (admitted.has(reader.get(text)?.country?.iso_code ?? '')) found++
      return found
    },
    'bytes to verdict': () => {
      let found = 0
      for (let at = first; at < end; at += 16) found += bits[world.findIn(bytes, at, family)] ?? 0
      return found
    },
    'bytes to country': () => {
      let found = 0
      for (let at = first; at < end; at += 16) {
        if (world.opinions[world.findIn(bytes, at, family)]?.country !== undefined) found++
      }
      return found
    },
    'text to verdict': () => {
      let found = 0
      for (const text of texts) if (readPeer(text, peer)) found += bits[world.find(peer)] ?? 0
      return found
    },
    'text to country': () => {
      let found = 0
      for (const text of texts) {
        if (readPeer(text, peer) && world.opinions[world.find(peer)]?.country !== undefined) found++
      }
      return found
    },
    'only reading the bytes': () => {
      let found = 0
      for (let at = first; at < end; at += 16) found += bits[bytes.getInt32(at) & 1] ?? 0
      return found
    },
    'only reading the text': () => {
      let found = 0
      for (const text of texts) for (let at = 0; at < text.length; at++) found += text.charCodeAt(at)
      return found
    },
  }
}

function compare(label: string, { family, numbers }: { family: 4 | 6; numbers: readonly bigint[] }): void {
  const ways = waysThrough(
    numbers.map((number) => peerOf({ family, number })),
    family,
  )
  const names = Object.keys(ways)
  const spent = Object.values(ways).map((): number[] => [])
  for (let turn = 0; turn < unmeasured + turns; turn++) {
    for (const [index, way] of Object.values(ways).entries()) {
      const nanoseconds = cpu(way, numbers.length, index === 0 ? 1 : roundsOfOurs)
      if (turn >= unmeasured) spent[index]?.push(nanoseconds)
    }
  }
  line(`${label}: admitted by maxmind ${ways['maxmind']?.()}, by ours ${ways['bytes to verdict']?.()}`)
  const [theirs = []] = spent
  for (const [index, ours] of spent.entries()) {
    const ratio = median(ours.map((time, turn) => (theirs[turn] ?? 0) / time))
    line(`  ${names[index]}: ${median(ours).toFixed(1)} ns${index === 0 ? '' : `, ratio ${ratio.toFixed(0)}`}`)
  }
}

let geo: GeoData
let verdicts: Uint8Array
let peerReader: Reader<CountryResponse>
try {
  geo = await loading('compiling both sources and writing the file')
  for (let time = 0; time < 3; time++) geo = await loading('loading the compiled file')

  verdicts = Uint8Array.from(geo.opinions, ({ country }) => Number(country !== undefined && admitted.has(country)))
  const [registries] = await installedSources()
  const { ranges } = await rangesOf(registries)
  const database = join(folder, 'country.mmdb')
  const record = (code: string) => ({ country: { iso_code: code } })
  const content = databaseOf({ ranges, ipVersion: 6, record })
  writeFileSync(database, content)
  line(`the database for maxmind: ${(content.length / 1e6).toFixed(1)} MB, such as ${countryOf(ranges[0]?.value ?? 0)}`)
  peerReader = await open<CountryResponse>(database)
  const four = Array.from({ length: count }, () => BigInt(Math.floor(Math.random() * 2 ** 32)))
  compareBoth('IPv4, any address', { family: 4, numbers: four })
  const sixes = ranges.filter(({ family }) => family === 6)
  compareBoth('IPv6, any address of a network drawn from the source', { family: 6, numbers: numbersIn(sixes) })
  const any = Array.from({ length: count }, () => (1n << 125n) + (BigInt(Math.floor(Math.random() * 2 ** 48)) << 77n))
  compareBoth('IPv6, any address of 2000::/3', { family: 6, numbers: any })
} finally {
  rmSync(folder, { recursive: true })
}
