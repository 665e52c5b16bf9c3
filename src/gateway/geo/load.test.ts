import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { GeoData } from '../../traffic/geo.ts'
import { geoAge } from '../../traffic/geo-age.ts'
import { peer, sourceSaying } from '../../traffic/geo-fixture.ts'
import { readCountryCsv } from './csv.ts'
import { loadGeo } from './load.ts'
import { databaseOf } from './mmdb-fixture.ts'
import { dayOfVersion } from './packages.ts'

const folder = mkdtempSync(join(tmpdir(), 'bollwerk-geo-'))
afterAll(() => rmSync(folder, { recursive: true }))

function classOn(geo: GeoData, text: string) {
  const { class: kind, country } = geo.opinion(geo.find(peer(text)))
  return country ?? kind
}

describe('the world, compiled from the installed sources', () => {
  const reasons: string[] = []
  const place = { cacheFolder: join(folder, 'world'), onCompile: (reason: string) => reasons.push(reason) }
  let geo: GeoData
  beforeAll(async () => {
    geo = await loadGeo(place)
  })

  it('knows addresses whose country is no secret', () => {
    // Deutsche Telekom, DENIC, RIPE NCC, University of Vienna, SWITCH, and the same in IPv6.
    const asked = [
      '217.0.0.1',
      '81.91.170.12',
      '193.0.6.139',
      '131.130.1.11',
      '130.59.31.80',
      '2003::1',
      '2001:62a::1',
      '2001:620::1',
    ]
    expect(asked.map((text) => classOn(geo, text))).toEqual(['DE', 'DE', 'NL', 'AT', 'CH', 'DE', 'AT', 'CH'])
    expect(['10.0.0.1', '127.0.0.1', 'fe80::1', '240.0.0.1'].map((text) => classOn(geo, text))).toEqual([
      'private',
      'private',
      'private',
      'unknown',
    ])
  })

  it('says how old it is and what its licences want to be said', () => {
    expect(geo.asOf).toBe(geo.sources.map(({ asOf }) => asOf).sort()[0])
    expect(geoAge(geo.asOf, geo.asOf).state).toBe('fresh')
    expect(geo.sources.map(({ attribution }) => attribution.text).join()).toMatch(/nro\.net.*IP Geolocation by DB-IP/)
  })

  it('is read from the compiled file the second time, and says the same', async () => {
    const compiled = reasons.length
    const again = await loadGeo(place)
    expect(reasons.length).toBe(compiled)
    expect(again.opinions).toEqual(geo.opinions)
    expect(readdirSync(place.cacheFolder)).toEqual(['geo.bin'])
    for (let number = 1; number < 2 ** 32; number += 1_000_003) {
      const address = { ...peer('0.0.0.0'), w3: number }
      expect(again.find(address)).toBe(geo.find(address))
    }
  })
})

describe('an own database', () => {
  const database = join(folder, 'own.mmdb')
  const cacheFolder = join(folder, 'own')
  const compiled = join(cacheFolder, 'geo-own.bin')

  async function load(): Promise<{ geo: GeoData; reasons: string[] }> {
    const reasons: string[] = []
    const geo = await loadGeo({ cacheFolder, ownDatabase: database, onCompile: (reason) => reasons.push(reason) })
    return { geo, reasons }
  }

  function write(country: string): void {
    writeFileSync(database, databaseOf({ ranges: sourceSaying({ '1.0.0.0/8': country }).ranges, ipVersion: 6 }))
  }

  it('gives both opinions, is compiled once, and again when it changes', async () => {
    write('DE')
    expect((await load()).reasons).toHaveLength(1)
    const kept = await load()
    expect(kept.reasons).toEqual([])
    expect(kept.geo.opinion(kept.geo.find(peer('1.2.3.4'))).opinions).toEqual(['DE', 'DE'])
    write('AT')
    const changed = await load()
    expect([changed.reasons.length, classOn(changed.geo, '1.2.3.4')]).toEqual([1, 'AT'])
  })

  it('is compiled anew when the compiled file is cut or changed anywhere', async () => {
    write('AT')
    await load()
    const whole = readFileSync(compiled)
    for (const at of [0, 33, 60, whole.length - 1]) {
      const damaged = Buffer.from(whole)
      damaged[at] = (damaged[at] ?? 0) ^ 1
      writeFileSync(compiled, damaged)
      const { geo, reasons } = await load()
      expect([reasons.length, classOn(geo, '1.2.3.4')]).toEqual([1, 'AT'])
      truncateSync(compiled, at)
      expect((await load()).reasons).toHaveLength(1)
      expect(readFileSync(compiled)).toEqual(whole)
    }
  })

  it('is used although nothing can be kept, and why is told', async () => {
    write('AT')
    const causes: unknown[] = []
    const onUnkept = (cause: unknown): void => void causes.push(cause)
    // No folder can be made inside a file.
    const geo = await loadGeo({ cacheFolder: join(database, 'state'), ownDatabase: database, onUnkept })
    expect(classOn(geo, '1.2.3.4')).toBe('AT')
    expect(causes).toMatchObject([{ code: 'ENOTDIR' }])
  })

  it('that is absent is an error', async () => {
    await expect(loadGeo({ cacheFolder, ownDatabase: join(folder, 'absent') })).rejects.toThrow('ENOENT')
  })
})

describe('a file of countries', () => {
  it.each(['', '1,2,DE', '1,2\n', '1,2,de\n', '1,2,DE\n\n', 'x,2,DE\n'])('%j is refused', (text) => {
    expect(() => readCountryCsv(text, { family: 4, file: 'a.csv' })).toThrow('a.csv')
  })

  it('is read line by line', () => {
    expect(readCountryCsv('1,2,DE\r\n3,4,XK\n', { family: 4, file: 'a.csv' })).toHaveLength(2)
  })

  it('has a version that holds its day', () => {
    expect(dayOfVersion('2.3.2026061719')).toBe('2026-06-17')
    for (const version of ['2.3.4', '2.3.2026133119', '']) expect(() => dayOfVersion(version)).toThrow('of which day')
  })
})
