import { describe, expect, it } from 'vitest'
import { areaIds } from '../model/area.ts'
import type { ProductEntry } from './catalog.ts'
import { areaDefinition, bundledCatalog, lineOf, newestRelease, parseVersion } from './index.ts'
import { catalogSchema } from './schema.ts'
import { writtenVersion as version } from './written-version.ts'

const entries: ProductEntry[] = Object.values(bundledCatalog.products)
const advisories = entries.flatMap((entry) => entry.advisories)

describe('the bundled catalogue', () => {
  it('keeps the form of the schema', () => {
    expect(catalogSchema.safeParse(bundledCatalog).error?.issues ?? []).toEqual([])
  })

  it('files every product under its own name', () => {
    for (const [name, entry] of Object.entries(bundledCatalog.products)) expect(entry.product).toBe(name)
  })

  it('names no advisory twice', () => {
    const ids = advisories.map((advisory) => advisory.id)
    expect(ids).toEqual([...new Set(ids)])
  })

  it('tells nothing from after its own day', () => {
    const told = [
      ...advisories.flatMap((advisory) => [advisory.published, advisory.knownExploited?.since ?? '']),
      ...entries.flatMap((entry) => entry.releases.map((release) => release.date ?? '')),
    ]
    expect(told.filter((date) => date > bundledCatalog.asOf)).toEqual([])
  })

  it('has real dates only', () => {
    const dates = JSON.stringify(bundledCatalog).match(/"\d{4}-\d{2}-\d{2}"/g) ?? []
    const wrong = dates.map((quoted) => quoted.slice(1, -1)).filter((date) => !isDay(date))
    expect(dates.length).toBeGreaterThan(50)
    expect(wrong).toEqual([])
  })

  it.each(entries)('has releases and lines of $product whose versions can be read', (entry) => {
    for (const release of entry.releases)
      expect(parseVersion(entry.product, release.version)).toMatchObject({ ok: true })
    const newest = entry.lines.filter((line) => line.newest !== undefined)
    for (const line of newest) expect(newestRelease(entry, line.line)?.version).toBe(line.newest)
    const known = entry.lines.length === 0 ? [] : entry.releases
    for (const release of known) expect(lineOf(entry, version(entry.product, release.version))).toBeDefined()
  })

  it.each(entries)('ends the lines of $product after they began', (entry) => {
    for (const line of entry.lines) {
      expect((line.released ?? '') < (line.ends ?? '9999')).toBe(true)
      expect((line.ends ?? '') < (line.extendedEnds ?? '9999')).toBe(true)
    }
  })
})

describe('areas', () => {
  it('are defined once each', () => {
    expect(bundledCatalog.areas.map((area) => area.id).sort()).toEqual([...areaIds].sort())
    for (const id of areaIds) expect(areaDefinition(bundledCatalog, id).id).toBe(id)
  })

  it('share no prefix, so that the longest decides alone', () => {
    for (const server of ['automate.', 'screenconnect.']) {
      const prefixes = bundledCatalog.areas.filter((area) => area.id.startsWith(server)).flatMap((area) => area.paths)
      expect(prefixes).toEqual([...new Set(prefixes)])
    }
  })

  it('have paths and probes exactly if they speak HTTP', () => {
    for (const area of bundledCatalog.areas) {
      expect(area.paths.length > 0).toBe(area.transport === 'http')
      expect(area.probes.length > 0).toBe(area.transport === 'http')
    }
  })

  it.each(bundledCatalog.areas)('probe $id only where it lies itself', (area) => {
    const rivals = bundledCatalog.areas.filter((other) => other.id.split('.')[0] === area.id.split('.')[0])
    for (const probe of area.probes) {
      const path = probe.path.toLowerCase()
      const fitting = rivals.flatMap((rival) =>
        rival.paths.filter((prefix) => path.startsWith(prefix)).map((prefix) => ({ id: rival.id, prefix })),
      )
      const longest = fitting.sort((a, b) => b.prefix.length - a.prefix.length)[0]
      expect(longest?.id).toBe(area.id)
    }
  })
})

describe('ports', () => {
  it('run upwards and overlap nothing of the same server and protocol', () => {
    const { ports } = bundledCatalog
    for (const [index, entry] of ports.entries()) {
      expect(entry.first).toBeLessThanOrEqual(entry.last)
      const clashes = ports
        .slice(index + 1)
        .filter((other) => other.protocol === entry.protocol && other.server === entry.server)
        .filter((other) => other.first <= entry.last && entry.first <= other.last)
      expect(clashes).toEqual([])
    }
  })
})

function isDay(date: string): boolean {
  const time = Date.parse(`${date}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date)
}
