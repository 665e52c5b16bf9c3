import { describe, expect, it } from 'vitest'
import { parseLink } from '../model/link.ts'
import type { AffectedRange, Product } from './catalog.ts'
import { bundledCatalog, compareVersions, parseVersion, repairOf, verdictOn } from './index.ts'
import { writtenVersion as version } from './written-version.ts'

const advisories = Object.values(bundledCatalog.products).flatMap((entry) =>
  entry.advisories.map((advisory) => ({ id: advisory.id, product: entry.product, advisory })),
)

describe.each(advisories)('$id', ({ product, advisory }) => {
  it('has versions that can be read, in order', () => {
    for (const range of [...advisory.affected, ...(advisory.unclear ?? [])]) expectOrdered(product, range)
    for (const text of advisory.repaired ?? []) expect(parseVersion(product, text)).toMatchObject({ ok: true })
  })

  it('has a link that a report may show', () => {
    expect(parseLink(advisory.url)).toMatchObject({ ok: true })
  })

  it('says something in both languages, each in one sentence of its own', () => {
    expect(advisory.title.de).not.toBe(advisory.title.en)
    for (const title of [advisory.title.de, advisory.title.en]) expect(title).toMatch(/^[A-ZÄÖÜ].{15,220}\.$/)
  })

  it('affects the last version of each range and not the one that ends it', () => {
    if (advisory.part === 'extension') return
    for (const { before, through } of advisory.affected) {
      if (through !== undefined) expect(verdictOn(advisory, version(product, through))).toBe('affected')
      if (before === undefined) continue
      const last = version(product, justBefore(before))
      expect(verdictOn(advisory, version(product, before))).toBe('not-affected')
      expect(verdictOn(advisory, last)).toBe('affected')
      expect(repairOf(advisory, last)).toBe(before)
    }
  })

  it('does not affect the version that it names as the repair', () => {
    if (advisory.fixed === undefined || advisory.part === 'extension') return
    expect(verdictOn(advisory, version(product, advisory.fixed))).toBe('not-affected')
  })
})

function expectOrdered(product: Product, range: AffectedRange): void {
  expect(range.before === undefined || range.through === undefined).toBe(true)
  for (const text of Object.values(range)) expect(parseVersion(product, text)).toMatchObject({ ok: true })
  const end = range.before ?? range.through
  if (range.from !== undefined && end !== undefined)
    expect(compareVersions(version(product, range.from), version(product, end))).toBeLessThanOrEqual(0)
}

/** `8.4.14` to `8.4.13`, `26.1` to `26.0.9999`, `9.7.0` to `9.6.9999`, and Automate's `2025.9` to `2025.8`. */
function justBefore(text: string): string {
  const parts = text.split('.').map(Number)
  const last = parts.findLastIndex((part) => part > 0)
  const lowered = parts.slice(0, last + 1).map((part, index) => (index === last ? part - 1 : part))
  const patchName = (parts[0] ?? 0) >= 2000
  return [...lowered, ...(lowered.length < 3 && !patchName ? [9999] : [])].join('.')
}
