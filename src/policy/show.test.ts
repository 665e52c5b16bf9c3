import { describe, expect, it } from 'vitest'
import { type AreaDefinition, areaIds } from '../model/area.ts'
import { verbatim } from '../model/text.ts'
import { lower } from './lower.ts'
import type { Policy } from './policy.ts'
import { fullest, policyOf, smallest } from './policy-fixture.ts'
import { showPolicy } from './show.ts'

const areas = areaIds.map((id): AreaDefinition => {
  const audience = id === 'screenconnect.setup' ? 'nobody' : 'everyone'
  const transport = id === 'screenconnect.relay' ? 'tcp' : 'http'
  return { id, title: verbatim(id), audience, countryBound: true, transport, methods: [], paths: [], probes: [] }
})

function shown(policy: Policy): string {
  return showPolicy(policy, lower(policy, areas))
}

const fixed = `${smallest}fixedNetworksOnly: true\nfixedNetworks: [198.51.100.0/24]\n`
const address = smallest.replace('automate.muster-msp.de', '2001:db8::1')

describe('a shown policy', () => {
  it.each([
    ['smallest', smallest],
    ['fullest', fullest],
    ['fixed-networks', fixed],
  ])('stands in golden/show-%s.yaml.txt', async (name, text) => {
    await expect(shown(policyOf(text))).toMatchFileSnapshot(`golden/show-${name}.yaml.txt`)
  })

  it.each([
    ['the smallest file', smallest],
    ['the fullest file', fullest],
    ['fixed networks', fixed],
    ['a host that is an address', address],
    ['a relay on another port', smallest.replace('1:8041', '1:8041\n    relayPort: 443')],
    ['no relay', smallest.replace(/ +relay:.*\n/, '')],
    ['a port for unencrypted HTTP', `${smallest}gateway: { listen: { http: 8080 } }\n`],
    ['a rate of an area', `${smallest}areas: { automate.agents: { rate: { perMinute: 7, burst: 3 } } }\n`],
    ['no technicians', smallest.replace(/^technicians:.*$/m, 'technicians: []')],
  ])('reads back to the same policy: %s', (_, text) => {
    const policy = policyOf(text)
    expect(policyOf(shown(policy))).toEqual(policy)
  })

  it('shows a default as a comment and what the operator changed as text', () => {
    expect(shown(policyOf(smallest))).toMatch(/^# countries: \[DE, AT, CH\]$/m)
    expect(shown(policyOf(smallest.replace('[DE, AT, CH]', '[DE]')))).toMatch(/^countries: \[DE\]$/m)
  })

  it('speaks the language that it is asked for', () => {
    const policy = policyOf(smallest)
    expect(showPolicy(policy, lower(policy, areas), 'en')).toContain('# Open ports')
    expect(shown(policy)).toContain('# Offene Ports')
  })
})
