import { beforeAll, describe, expect, it } from 'vitest'
import { musterMsp, noon } from '../../src/controls/question-fixture.ts'
import { EvidenceSet } from '../../src/evidence/facts.ts'
import type { Evidence } from '../../src/model/evidence.ts'
import { measureIds } from '../../src/model/measure.ts'
import type { Fault } from '../site/planted/fault.ts'
import { siteInOrder, siteWith } from '../site/planted/planted-site.ts'
import { plantedFaults } from '../site/planted-faults.ts'
import { type Asking, answered, askings, changedFacts, factsAskedFor } from './asked.ts'
import { GoldenFile } from './golden-file.ts'
import { written } from './written.ts'

const occasion = { policy: musterMsp, now: noon }
const everyAsking = askings(occasion)

let site: readonly Evidence[]
let askedFor: ReadonlyMap<Asking, ReadonlySet<string>>
beforeAll(async () => {
  site = await siteInOrder()
  askedFor = new Map(everyAsking.map((asking) => [asking, factsAskedFor(asking, site, occasion)]))
})

/** Every answer that is not what the site in order gets. */
async function answersTo({ plant }: Fault): Promise<readonly string[]> {
  const changed = await siteWith(plant)
  const facts = changedFacts(site, changed)
  const [before, after] = [new EvidenceSet(site), new EvidenceSet(changed)]
  return everyAsking
    .filter((asking) => [...(askedFor.get(asking) ?? [])].some((fact) => facts.has(fact)))
    .flatMap((asking) => {
      const usual = new Set(written(answered(asking, before, occasion)))
      return written(answered(asking, after, occasion)).filter((text) => !usual.has(text))
    })
}

describe.each(measureIds)('planted faults of %s, in words', (measure) => {
  const faults = plantedFaults.filter(({ finds }) => finds.startsWith(`${measure}.`))
  const golden = new GoldenFile(measure, `What is said of planted faults: ${measure}`)

  it.each(faults)('$fault', async (fault) => {
    const { is, was } = golden.expected(fault.fault, [`Must find: ${fault.finds}`, ...(await answersTo(fault))])
    expect(is).toBe(was)
  })

  it('stand in the golden file and nothing else', async () => {
    await expect(golden.text(faults.map(({ fault }) => fault))).toMatchFileSnapshot(golden.path)
  })
})

describe('a site in order, in words', () => {
  const golden = new GoldenFile('in-order', 'What is said of a site in order')

  it.each(measureIds)('%s', (measure) => {
    const evidence = new EvidenceSet(site)
    const asked = everyAsking.filter(({ control }) => control.measure === measure)
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
