import { createHash } from 'node:crypto'
import { z } from 'zod'
import { countryNumber } from '../../traffic/country-number.ts'
import type { Countries, GeoParts } from '../../traffic/geo.ts'
import { readTable, tableBytes } from '../../traffic/table-file.ts'

const schema = 'bollwerk.geo/1'
const sumLength = 32
const preface = sumLength + 4

const source = z.strictObject({
  name: z.string(),
  version: z.string(),
  asOf: z.iso.date(),
  attribution: z.strictObject({ text: z.string(), link: z.string().exactOptional() }),
})

const header = z.strictObject({
  schema: z.literal(schema),
  key: z.string(),
  sources: z.array(source).min(1),
  /** Four characters for each id: the two countries, `--` for none. */
  countries: z.string().regex(/^(?:[A-Z-]{4}){2,65536}$/),
})

type Header = Readonly<Omit<z.input<typeof header>, 'sources'>> & Pick<GeoParts, 'sources'>

/**
 * Geo data as one file: SHA-256 of the rest, length of the header, header (JSON), table. `key` names what the file was
 * made from.
 */
export function compiledBytes({ table, countries, sources }: GeoParts, key: string): Buffer {
  const names = countries.map((pair) => pair.map((country) => country ?? '--').join('')).join('')
  const head = Buffer.from(JSON.stringify({ schema, key, sources, countries: names } satisfies Header))
  const length = Buffer.alloc(4)
  length.writeUInt32LE(head.length)
  const rest = Buffer.concat([length, head, tableBytes(table)])
  return Buffer.concat([createHash('sha256').update(rest).digest(), rest])
}

/**
 * Reads what `compiledBytes` wrote for the same key.
 * @throws Error when the file is of another key, damaged, cut off or no such file.
 */
export function readCompiled(content: Buffer, key: string): GeoParts {
  const rest = content.subarray(sumLength)
  if (content.length < preface || !createHash('sha256').update(rest).digest().equals(content.subarray(0, sumLength))) {
    throw new Error('compiled geo data are damaged: their sum is wrong')
  }
  const end = preface + content.readUInt32LE(sumLength)
  const { key: found, countries, sources } = header.parse(JSON.parse(content.toString('utf8', preface, end)))
  if (found !== key) throw new Error(`compiled geo data are of ${found}, not of ${key}`)
  return { table: readTable(content.subarray(end)), countries: pairsOf(countries), sources }
}

function pairsOf(names: string): Countries[] {
  return Array.from({ length: names.length / 4 }, (_, id) => [countryAt(names, id * 4), countryAt(names, id * 4 + 2)])
}

function countryAt(names: string, at: number): string | undefined {
  const code = names.slice(at, at + 2)
  return countryNumber(code) === 0 ? undefined : code
}
