import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { parseDay } from '../../model/day.ts'
import type { GeoSource } from '../../traffic/geo.ts'
import type { CountryRanges } from '../../traffic/geo-compile.ts'
import { readCountryCsv } from './csv.ts'

/** A package of dated CSV files, as npm installed it. */
export interface InstalledSource {
  readonly source: GeoSource
  readonly folder: string
}

/**
 * The first opinion: registries' and operators' own statements. Its package.json says CC0, its own README and licence
 * file say CC BY 4.0 with attribution to the NRO; the stricter of the two is kept.
 */
const registries = {
  name: '@ip-location-db/geo-whois-asn-country',
  attribution: { text: 'Number Resource Organization (NRO), nro.net, CC BY 4.0', link: 'https://www.nro.net' },
}

/** The second opinion. Its licence wants the link on each page that shows what comes of it. */
const dbIp = {
  name: '@ip-location-db/dbip-country',
  attribution: { text: 'IP Geolocation by DB-IP', link: 'https://db-ip.com' },
}

/**
 * The two sources that Bollwerk brings along.
 * @throws Error when one is not installed or its version holds no day.
 */
export async function installedSources(): Promise<readonly [InstalledSource, InstalledSource]> {
  return [await installed(registries), await installed(dbIp)]
}

/** The ranges of an installed source. */
export async function rangesOf({ source, folder }: InstalledSource): Promise<CountryRanges> {
  const name = source.name.slice(source.name.indexOf('/') + 1)
  const [four, six] = await Promise.all(
    ([4, 6] as const).map(async (family) => {
      const file = `${name}-ipv${family}-num.csv`
      return readCountryCsv(await readFile(join(folder, file), 'latin1'), { family, file })
    }),
  )
  return { source, ranges: [...(four ?? []), ...(six ?? [])] }
}

/**
 * The day that the version of such a package ends with: `2.3.2026061719` is of 2026-06-17, 19 hours UTC.
 * @throws Error when it ends otherwise.
 */
export function dayOfVersion(version: string): string {
  const form = /^\d+\.\d+\.(\d{4})(\d{2})(\d{2})\d{2}$/.exec(version)
  const day = parseDay(form ? `${form[1]}-${form[2]}-${form[3]}` : version)
  if (!day.ok) throw new Error(`the version ${version} of a geo source does not say of which day it is`)
  return day.value
}

async function installed({ name, attribution }: Pick<GeoSource, 'name' | 'attribution'>): Promise<InstalledSource> {
  const file = createRequire(import.meta.url).resolve(`${name}/package.json`)
  const content: unknown = JSON.parse(await readFile(file, 'utf8'))
  const version = typeof content === 'object' && content !== null && 'version' in content ? String(content.version) : ''
  return { source: { name, version, asOf: dayOfVersion(version), attribution }, folder: dirname(file) }
}
