import { describe, expect, it } from 'vitest'
import { goldenSite } from '../site-fixture.ts'
import { compileFirewallLists } from './index.ts'
import { products } from './product.ts'
import { listName, xmlCommentText } from './quote.ts'

describe('the lists of a site', () => {
  it.each(products)('are as they were agreed for %s', async (product) => {
    const files = compileFirewallLists(goldenSite(), product, 'en')
    const text = files.map(({ path, text: content }) => `==== ${path}\n${content}`).join('')
    await expect(text).toMatchFileSnapshot(`golden/${product}.txt`)
  })

  it('say so where fixed networks replace the countries and the relay is for technicians', async () => {
    const more = `fixedNetworksOnly: true
fixedNetworks: [192.0.2.128/25]
areas: { screenconnect.relay: { audience: technicians } }`
    const rules = compileFirewallLists(goldenSite(more), 'opnsense', 'de').find(({ path }) => path === 'rules.txt')
    await expect(rules?.text).toMatchFileSnapshot('golden/fixed-networks.txt')
  })
})

describe('text in a list', () => {
  it.each(['', 'a b', 'A', 'a--b', 'a"b', 'a\nb', '-a', 'a/../b', 'x'.repeat(61)])('is no name: %j', (name) => {
    expect(() => listName({ name })).toThrow('not a name of a list')
  })

  it('ends no comment of XML', () => {
    expect(xmlCommentText('a--><x/>-')).toBe('a- -><x/>- ')
  })
})
