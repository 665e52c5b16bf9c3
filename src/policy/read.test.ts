import { describe, expect, it } from 'vitest'
import { formatAddress, formatPrefix } from '../model/address.ts'
import { formatEndpoint } from '../model/endpoint.ts'
import { formatTechnicianNetwork } from './network.ts'
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
      geoClasses: { unknown: 'refuse', private: 'admit', disagreement: 'admit' },
      exceptions: [],
    })
    expect(policy.gateway).toEqual({
      listen: { addresses: [], https: 443, http: 80, plain: 'redirect', heartbeat: 75 },
      proxies: { networks: [], tell: 'proxy-protocol' },
      monitors: [],
      blocked: [],
      blockLists: [],
      opened: [],
      observe: [],
      originCertificates: {},
      relayProxyProtocol: 'none',
      connections: { total: 20_000, perSource: 2_048 },
      retention: { refusals: 90, traffic: 30 },
      tls: { profile: 'modern', certificates: [] },
    })
    expect(policy).not.toHaveProperty('support')
    expect(policy).not.toHaveProperty('geoDatabase')
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
      'automate.agents': { rate: { perMinute: 24_000, burst: 8_000 } },
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
    expect(policy.geoClasses).toEqual({ unknown: 'admit', private: 'refuse', disagreement: 'refuse' })
    expect(policy.geoDatabase).toBe('geo/laender.mmdb')
    expect(policy.exceptions[0]).toMatchObject({ server: 'automate', item: '8080', reason: 'Umzug: läuft # noch' })
    expect(policy.exceptions[1]).not.toHaveProperty('server')
    expect(policy.exceptions.map(({ version }) => version)).toEqual([1, 2])
    expect(policy.attestations[0]).toMatchObject({ answer: 'pass', by: 'C. Muster', attachment: { file: 'vlan.pdf' } })
    expect(policy.disputes[0]).toMatchObject({ version: 1, server: 'screenconnect', item: '22' })
    expect(policy.support).toEqual({ name: 'Muster-Support' })
  })

  it('keeps what the fullest file says of the gateway', () => {
    const { listen, proxies, monitors, blocked, ...rest } = policyOf(fullest).gateway
    expect(listen).toEqual({ addresses: listen.addresses, https: 8443, plain: 'serve', heartbeat: 8443 })
    expect(listen.addresses.map(formatAddress)).toEqual(['10.20.0.5', 'fd00::5'])
    expect([proxies.tell, ...proxies.networks.map(formatPrefix)]).toEqual(['x-forwarded-for', '10.20.0.2', 'fd00::2'])
    expect(monitors.map(formatTechnicianNetwork)).toEqual(['192.0.2.80', '2001:db8:2::/48', 'monitor.muster-msp.de'])
    expect(blocked.map(formatPrefix)).toEqual(['192.0.2.128/25', '2001:db8:bad::/48'])
    expect(rest).toMatchObject({
      blockLists: [
        { name: 'spamhaus-drop', file: 'lists/drop.txt' },
        { name: 'own-2', file: 'C:\\lists\\own.json' },
      ],
      opened: [
        { area: 'screenconnect.setup', until: { milliseconds: Date.UTC(2026, 10, 25, 11, 30) } },
        { area: 'screenconnect.setup', until: { milliseconds: Date.UTC(2026, 10, 25, 11, 30) } },
      ],
      observe: ['rate', 'block-list'],
      originCertificates: { automate: 'tls/automate-ca.pem' },
      relayProxyProtocol: 'v2',
      connections: { total: 5_000, perSource: 500 },
      retention: { refusals: 30, traffic: 7 },
      tls: { profile: 'old-agents' },
    })
  })

  it.each([
    ['a heartbeat at the port of https, since it is UDP', 'gateway: { listen: { heartbeat: 443 } }'],
    ['https at the port of the relay', 'gateway: { listen: { https: 8041 } }'],
    ['monitoring that also works as a technician', 'gateway: { monitors: [203.0.113.0/24] }'],
    [
      'one bad address among the fixed networks',
      'fixedNetworks: [198.51.100.0/24]\ngateway: { blocked: [198.51.100.9] }',
    ],
    ['a proxy in the network of the technicians', 'gateway: { proxies: { networks: [203.0.113.2] } }'],
    [
      'no plain HTTP beside both challenges',
      'gateway: { listen: { http: false }, tls: { acme: { email: a@b.de, agreeTerms: true } } }',
    ],
    ['the relay at port 80 where plain HTTP is elsewhere', 'gateway: { listen: { http: 8080 } }'],
  ])('may have %s', (_, addition) => {
    const text = addition.includes('8080') ? smallest.replace('1:8041', '1:8041\n    relayPort: 80') : smallest
    expect(policyOf(`${text}${addition}\n`).site).toBe('Muster-MSP')
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
