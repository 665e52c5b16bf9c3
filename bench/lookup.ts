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
import { addressOf, newPeer, peerOf, readPeer } from '../src/traffic/peer.ts'
import { median } from './cpu-time.ts'

// Address to country to admitted or not, beside `maxmind` with its cache on one of the same two sources. Ours gives
// both opinions at once. CPU time, in turns, the same addresses for all; maxmind takes text, so ours is measured with
// the text read and with the words that a socket's bytes are. 65,536 random addresses are the worst case, in which
// nothing stays in the processor's caches; the same thousand again and again is what a server sees of its agents.
const count = 1 << 16
const rounds = 9
/** Each way is taken for so many addresses in one turn; the first turn, in which the engine compiles it, does not count. */
const perTurn = 8 * count
/** Addresses of the realistic case. */
const few = 1000
const admitted = new Set(['DE', 'AT', 'CH'])
const folder = mkdtempSync(join(tmpdir(), 'bollwerk-bench-'))

/** Nanoseconds of CPU for each of so many addresses. */
function cpu(work: () => number, addresses: number): number {
  const repeats = Math.ceil(perTurn / addresses)
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

function compare(label: string, addresses: { family: 4 | 6; numbers: readonly bigint[] }): void {
  const peers = addresses.numbers.map((number) => peerOf({ family: addresses.family, number }))
  const words = Uint32Array.from(peers.flatMap(({ w0, w1, w2, w3 }) => [w0, w1, w2, w3]))
  const texts = peers.map((peer) => formatAddress(addressOf(peer)))
  const peer = newPeer()
  const [world, bits, reader] = [geo, verdicts, peerReader]
  const asWords = () => {
    let found = 0
    peer.family = addresses.family
    for (let at = 0; at < words.length; at += 4) {
      peer.w0 = words[at] ?? 0
      peer.w1 = words[at + 1] ?? 0
      peer.w2 = words[at + 2] ?? 0
      peer.w3 = words[at + 3] ?? 0
      found += bits[world.find(peer)] ?? 0
    }
    return found
  }
  const asText = () => {
    let found = 0
    for (const text of texts) if (readPeer(text, peer)) found += bits[world.find(peer)] ?? 0
    return found
  }
  const theirs = () => {
    let found = 0
    for (const text of texts) if (admitted.has(reader.get(text)?.country?.iso_code ?? '')) found++
    return found
  }
  const works = [asWords, asText, theirs]
  const nanoseconds = Array.from({ length: rounds }, () => works.map((work) => cpu(work, texts.length))).slice(1)
  const [words1 = 0, text1 = 0, maxmind = 0] = works.map((_, index) =>
    median(nanoseconds.map((row) => row[index] ?? 0)),
  )
  line(
    `${label}: maxmind ${maxmind.toFixed(0)} ns, ours ${words1.toFixed(1)} ns (ratio ${(maxmind / words1).toFixed(0)}), ` +
      `with the text ${text1.toFixed(0)} ns (ratio ${(maxmind / text1).toFixed(0)}); admitted by ours ${asWords()}, by maxmind ${theirs()}`,
  )
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
