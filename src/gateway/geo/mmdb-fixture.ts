import { type AddressRange, flatten, type Pieces } from '../../traffic/address-range.ts'
import { countryOf } from '../../traffic/country-number.ts'

/** A database to be written. Without IPv6 it is one of IP version 4; otherwise IPv4 lies below 96 zero bits. */
export interface Draft {
  readonly ranges: readonly AddressRange[]
  readonly ipVersion: 4 | 6
  readonly recordSize?: 24 | 28 | 32
  /** What a record holds; default `{ country: { iso_code } }`. */
  readonly record?: (code: string) => unknown
}

type Node = [left: number, right: number]

/** Writes countries in the MaxMind DB format 2.0. */
export function databaseOf({ ranges, ipVersion, recordSize = 28, record = isoCode }: Draft): Buffer {
  const family = ipVersion
  const pieces = flatten(ranges.map((range) => ({ ...range, family })))
  const tree = new DraftTree(pieces, ipVersion === 4 ? 32 : 128)
  const records = [...tree.values].map((value) => encoded(record(countryOf(value) ?? '')))
  const places = new Map<number, number>()
  let place = tree.nodes.length + 16
  for (const [index, value] of [...tree.values].entries()) {
    places.set(value, place)
    place += records[index]?.length ?? 0
  }
  const target = (entry: number) =>
    (entry >= 0 ? entry : entry === -1 ? tree.nodes.length : places.get(-entry - 1)) ?? 0
  const nodes = tree.nodes.map(([left, right]) => nodeBytes(target(left), target(right), recordSize))
  const metadata = encoded({
    binary_format_major_version: 2,
    binary_format_minor_version: 0,
    build_epoch: Date.UTC(2026, 4, 3) / 1000,
    database_type: 'Test-Country',
    description: { en: 'made up' },
    ip_version: ipVersion,
    languages: ['en'],
    node_count: tree.nodes.length,
    record_size: recordSize,
  })
  const marker = Buffer.from('abcdef4d61784d696e642e636f6d', 'hex')
  return Buffer.concat([...nodes, Buffer.alloc(16), ...records, marker, metadata])
}

function isoCode(code: string): unknown {
  return { country: { iso_code: code } }
}

/** Nodes are their number; values are negative, so that -1 is nothing. */
class DraftTree {
  readonly nodes: Node[] = []
  readonly values = new Set<number>()
  readonly #pieces: Pieces

  constructor(pieces: Pieces, width: 32 | 128) {
    this.#pieces = pieces
    const root = this.#build({ first: 0n, bits: width, from: 1, to: pieces.starts.length })
    if (root < 0) this.nodes.push([root, root])
  }

  #build({ first, bits, from, to }: { first: bigint; bits: number; from: number; to: number }): number {
    if (from === to) {
      const value = this.#pieces.values[from - 1] ?? 0
      if (value > 0) this.values.add(value)
      return -value - 1
    }
    const node: Node = [0, 0]
    const number = this.nodes.push(node) - 1
    const half = first + (1n << BigInt(bits - 1))
    let middle = from
    while (middle < to && (this.#pieces.starts[middle] ?? 0n) < half) middle++
    const right = this.#pieces.starts[middle] === half && middle < to ? middle + 1 : middle
    node[0] = this.#build({ first, bits: bits - 1, from, to: middle })
    node[1] = this.#build({ first: half, bits: bits - 1, from: right, to })
    return number
  }
}

function nodeBytes(left: number, right: number, recordSize: 24 | 28 | 32): Buffer {
  const bytes = Buffer.alloc(recordSize / 4)
  if (recordSize === 28) {
    bytes.writeUIntBE(left & 0xff_ffff, 0, 3)
    bytes[3] = ((left >>> 24) << 4) | (right >>> 24)
    bytes.writeUIntBE(right & 0xff_ffff, 4, 3)
  } else {
    bytes.writeUIntBE(left, 0, recordSize / 8)
    bytes.writeUIntBE(right, recordSize / 8, recordSize / 8)
  }
  return bytes
}

/** Short strings, 32-bit numbers, arrays and maps: all that these databases need. */
function encoded(value: unknown): Buffer {
  if (typeof value === 'string')
    return Buffer.concat([Buffer.from([0x40 | value.length]), Buffer.from(value, 'latin1')])
  if (typeof value === 'number') {
    const bytes = Buffer.from([0xc4, 0, 0, 0, 0])
    bytes.writeUInt32BE(value, 1)
    return bytes
  }
  if (Array.isArray(value)) return Buffer.concat([Buffer.from([value.length, 4]), ...value.map(encoded)])
  const fields = typeof value === 'object' && value !== null ? Object.entries(value) : []
  return Buffer.concat([Buffer.from([0xe0 | fields.length]), ...fields.flat().map(encoded)])
}
