import { beforeAll, describe, expect, it } from 'vitest'
import { musterMsp, noon } from '../../src/controls/question-fixture.ts'
import { EvidenceSet } from '../../src/evidence/facts.ts'
import { measureIds } from '../../src/model/measure.ts'
import { siteInOrder, siteWith } from '../site/planted/planted-site.ts'
import { plantedFaults } from '../site/planted-faults.ts'
import { answered, askings } from './asked.ts'
import { AskedSite } from './changed-answers.ts'
import { GoldenFile } from './golden-file.ts'
import { written } from './written.ts'

const occasion = { policy: musterMsp, now: noon }

let site: AskedSite
beforeAll(async () => {
  site = new AskedSite(await siteInOrder(), occasion)
})

describe.each(measureIds)('planted faults of %s, in words', (measure) => {
  const faults = plantedFaults.filter(({ finds }) => finds.startsWith(`${measure}.`))
  const golden = new GoldenFile(measure, `What is said of planted faults: ${measure}`)

  it.each(faults)('$fault', async ({ fault, plant, finds }) => {
    const answers = site.changedAnswers(await siteWith(plant))
    const { is, was } = golden.expected(fault, [`Must find: ${finds}`, ...answers])
    expect(is).toBe(was)
  })

  it('stand in the golden file and nothing else', async () => {
    await expect(golden.text(faults.map(({ fault }) => fault))).toMatchFileSnapshot(golden.path)
  })
})

describe('a site in order, in words', () => {
  const golden = new GoldenFile('in-order', 'What is said of a site in order')

  it.each(measureIds)('%s', (measure) => {
    const evidence = new EvidenceSet(site.evidence)
    const asked = askings(occasion).filter(({ control }) => control.measure === measure)
    const { is, was } = golden.expected(
      measure,
      asked.flatMap((asking) => written(answered(asking, evidence, occasion))),
    )
    expect(is).toBe(was)
  })

  it('stands in the golden file and nothing else', async () => {
    await expect(golden.text(measureIds)).toMatchFileSnapshot(golden.path)
  })
})
