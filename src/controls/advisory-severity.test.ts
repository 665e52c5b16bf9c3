import { describe, expect, it } from 'vitest'
import { type Advisory, bundledCatalog } from '../catalog/index.ts'
import { advisorySeverity, byDanger } from './advisory-severity.ts'

const [some] = bundledCatalog.products.screenconnect.advisories

function advisory(changes: Partial<Pick<Advisory, 'cvss' | 'knownExploited' | 'disputed'>>): Advisory {
  if (!some) throw new Error('the catalogue has no advisory')
  const { cvss: _, knownExploited: __, disputed: ___, ...rest } = some
  return { ...rest, ...changes }
}

const scored = (score: number) => advisory({ cvss: { score, sure: 'confirmed' } })
const exploited = (ransomware: boolean, score = 1) =>
  advisory({ cvss: { score, sure: 'confirmed' }, knownExploited: { since: '2026-01-01', ransomware } })

describe('what an advisory weighs', () => {
  it.each([
    [10, 'critical'],
    [9, 'critical'],
    [8.9, 'high'],
    [7, 'high'],
    [6.9, 'medium'],
    [4, 'medium'],
    [3.9, 'low'],
  ])('follows its score %d: %s', (score, severity) => {
    expect(advisorySeverity(scored(score))).toBe(severity)
  })

  it('is critical where it is exploited, whatever its score', () => {
    expect(advisorySeverity(exploited(false))).toBe('critical')
  })

  it('is medium without a score, and low if the vendor disputes it', () => {
    expect(advisorySeverity(advisory({}))).toBe('medium')
    expect(advisorySeverity(advisory({ disputed: true }))).toBe('low')
  })

  it('puts ransomware first, then what is exploited, then the scores, then what has none', () => {
    const wanted = [exploited(true), exploited(false, 2), exploited(false), scored(10), scored(3), advisory({})]
    expect([...wanted].reverse().sort(byDanger)).toEqual(wanted)
  })
})
