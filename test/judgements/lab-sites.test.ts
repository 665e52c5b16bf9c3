import { describe, expect, it } from 'vitest'
import { EvidenceSet } from '../../src/evidence/facts.ts'
import { measureIds } from '../../src/model/measure.ts'
import { answered, askings } from './asked.ts'
import { GoldenFile } from './golden-file.ts'
import { recordedEvidence, recordedOccasion } from './recorded.ts'
import { written } from './written.ts'

const sites = [
  { name: 'neglected', state: 'neglected', windows: 'english', what: 'What is said of a neglected site' },
  { name: 'hardened', state: 'hardened', windows: 'english', what: 'What is said of a hardened site' },
  { name: 'half-migrated', state: 'half-migrated', windows: 'english', what: 'What is said of a site on the move' },
  { name: 'german', state: 'neglected', windows: 'german', what: 'What is said otherwise where Windows speaks German' },
] as const

describe.each(sites)('the $name site of the lab, in words', ({ name, state, windows, what }) => {
  const golden = new GoldenFile(`lab-${name}`, what)
  const evidence = new EvidenceSet(recordedEvidence(state, windows))
  const occasion = recordedOccasion(state)
  const english = new EvidenceSet(recordedEvidence(state))

  it.each(measureIds)('%s', (measure) => {
    const asked = askings(occasion).filter(({ control }) => control.measure === measure)
    const texts = asked.flatMap((asking) => {
      const usual = new Set(windows === 'german' ? written(answered(asking, english, occasion)) : [])
      return written(answered(asking, evidence, occasion)).filter((text) => !usual.has(text))
    })
    const { is, was } = golden.expected(measure, texts)
    expect(is).toBe(was)
  })

  it('stands in the golden file and nothing else', async () => {
    await expect(golden.text(measureIds)).toMatchFileSnapshot(golden.path)
  })
})
