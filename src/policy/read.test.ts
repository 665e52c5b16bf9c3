import { describe, expect, it } from 'vitest'
import { formatPrefix } from '../model/address.ts'
import { formatEndpoint } from '../model/endpoint.ts'
import { fullest, policyOf, smallest } from './policy-fixture.ts'

describe('a policy that is right', () => {
  it('has a default for everything that the smallest file leaves out', () => {
    const policy = policyOf(smallest.replace(/^(language|countries|support):.*\n/gm, ''))
    expect(policy).toMatchObject({
      site: 'Muster-MSP',
      language: 'de',
      technicians: [{ prefix: { family: 4, length: 24 } }, { name: 'buero.muster-msp.de' }],
      countries: ['DE', 'AT', 'CH'],
      fixedNetworksOnly: false,
      fixedNetworks: [],
      areas: {},
      geoOverrides: [],
      gateway: { tls: { profile: 'modern', certificates: [] } },
      exceptions: [],
    })
    expect(policy).not.toHaveProperty('support')
    expect(policy.servers.map(({ kind, host, addresses }) => [kind, host, addresses])).toEqual([
      ['automate', 'automate.muster-msp.de', []],
      ['screenconnect', 'support.muster-msp.de', []],
    ])
    expect(policy.servers[1]?.relay).toEqual({
      origin: { scheme: 'tcp', host: '10.20.0.11', port: 8041 },
      publicPort: 8041,
    })
  })

  it('keeps everything that the fullest file says', () => {
    const policy = policyOf(fullest)
    const [automate, screenconnect] = policy.servers
    expect(automate && formatEndpoint(automate.origin)).toBe('https://[fd00::10]:8443')
    expect(automate?.addresses).toHaveLength(2)
    expect(screenconnect?.relay?.publicPort).toBe(443)
    expect(policy.areas).toEqual({
      'automate.installer': { audience: 'technicians' },
      'automate.heartbeat': { audience: 'nobody' },
      'screenconnect.guests': { countries: 'any', mode: 'observe' },
      'screenconnect.hosts': { audience: 'everyone' },
      'screenconnect.setup': { audience: 'nobody', mode: 'enforce' },
    })
    expect(policy.geoOverrides.map(({ prefix, country }) => [formatPrefix(prefix), country])).toEqual([
      ['127.0.0.0/8', 'DE'],
      ['198.51.100.0/24', 'AT'],
    ])
    expect(policy.exceptions[0]).toMatchObject({ server: 'automate', item: '8080', reason: 'Umzug: läuft # noch' })
    expect(policy.exceptions[1]).not.toHaveProperty('server')
    expect(policy.support).toEqual({ name: 'Muster-Support' })
  })

  it('takes a host that is an address for its own public address', () => {
    expect(policyOf(fullest).servers[1]).toMatchObject({
      host: '192.0.2.11',
      addresses: [{ family: 4, number: 0xc000020bn }],
    })
  })

  it('lets two servers share an address', () => {
    const shared = smallest.replace(/( {4})(host: .*)/g, '$1$2\n$1addresses: [192.0.2.1]')
    expect(policyOf(shared).servers.map(({ addresses }) => addresses.length)).toEqual([1, 1])
  })

  it.each([
    ['with a byte order mark', `\uFEFF${smallest}`],
    ['with line ends of Windows', smallest.replaceAll('\n', '\r\n')],
    ['with a document start', `---\n${smallest}`],
    ['without a line end at its end', smallest.trimEnd()],
    [
      'as JSON',
      '{"site":"Muster-MSP","technicians":["203.0.113.0/24","buero.muster-msp.de"],"servers":{"automate":{"host":"automate.muster-msp.de","origin":"https://10.20.0.10"},"screenconnect":{"host":"support.muster-msp.de","origin":"http://10.20.0.11:8040","relay":"tcp://10.20.0.11:8041"}},"support":{"name":"Muster-Support","booking":"https://support.muster-msp.de/termin"}}',
    ],
  ])('is the same %s', (_, text) => expect(policyOf(text)).toEqual(policyOf(smallest)))

  it('reads Norway as a country and a day as a text', () => {
    expect(policyOf(smallest.replace('[DE, AT, CH]', '[NO]')).countries).toEqual(['NO'])
    expect(policyOf(fullest).exceptions[1]?.since).toBe('2028-02-29')
  })
})
