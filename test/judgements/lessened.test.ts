import { describe, expect, it } from 'vitest'
import { musterMsp, noon } from '../../src/controls/question-fixture.ts'
import { siteInOrder } from '../site/planted/planted-site.ts'
import { AskedSite } from './changed-answers.ts'
import { GoldenFile } from './golden-file.ts'
import { lessenings } from './lessened.ts'

const inOrder = await siteInOrder()
const facts = [...new Set(inOrder.map(({ fact }) => fact))].toSorted()
const site = new AskedSite(inOrder, { policy: musterMsp, now: noon })

describe.each(lessenings)('a site in order of which one fact $name, in words', ({ name, of }) => {
  const golden = new GoldenFile(`fact-${name.replaceAll(' ', '-')}`, `What is said if one fact ${name}`)

  it.each(facts)('%s', (fact) => {
    const others = inOrder.filter((piece) => piece.fact !== fact)
    const answers = site.changedAnswers([...others, ...of(inOrder.filter((piece) => piece.fact === fact))])
    const { is, was } = golden.expected(fact, answers)
    expect(is).toBe(was)
  })

  it('stands in the golden file and nothing else', async () => {
    await expect(golden.text(facts)).toMatchFileSnapshot(golden.path)
  })
})
