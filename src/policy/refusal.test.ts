import { describe, expect, it } from 'vitest'
import { smallest } from './policy-fixture.ts'
import type { PolicyProblem } from './problem.ts'
import { readPolicy } from './read.ts'

function problems(text: string): readonly PolicyProblem[] {
  const reading = readPolicy(text)
  return reading.ok ? [] : reading.problems
}

/** `line:column path` of every problem. */
function places(text: string): readonly string[] {
  return problems(text).map(({ line, column, path }) => `${line}:${column} ${path}`)
}

/** Replaces a piece of the smallest file; the place is where the operator should look. */
const mistakes: readonly (readonly [string, string, string, string, RegExp])[] = [
  ['an unknown key', 'language: de', 'languge: de', '2:1 languge', /Meinten Sie language\?/],
  ['an unknown key inside', '    relay:', '    reley:', '12:5 servers.screenconnect.reley', /Meinten Sie relay\?/],
  [
    'an unknown key like no other',
    'language: de',
    'firewall: x',
    '2:1 firewall',
    /Erlaubt sind hier: site, language, technicians/,
  ],
  [
    'a relay of Automate',
    'https://10.20.0.10',
    'https://10.20.0.10\n    relay: tcp://10.20.0.10:1',
    '9:5 servers.automate.relay',
    /Erlaubt sind hier: host, addresses, origin\./,
  ],
  ['a key twice', 'language: de', 'site: Zwei', '2:1 site', /zum zweiten Mal/],
  [
    'a missing key',
    'site: Muster-MSP\n',
    '',
    '1:1 site',
    /Hier fehlt "site": der Name .* Zum Beispiel: site: Muster-MSP/,
  ],
  [
    'a missing key inside',
    '    origin: https://10.20.0.10\n',
    '',
    '6:3 servers.automate.origin',
    /Zum Beispiel: origin: https/,
  ],
  ['a number for a text', 'Muster-MSP', '2026', '1:7 site', /die Zahl 2026, erwartet wird ein Text.*"2026"/],
  [
    'a text for a list',
    '[DE, AT, CH]',
    'DE',
    '4:12 countries',
    /der Text "DE", erwartet wird eine Liste.*\[DE, AT, CH\]/,
  ],
  ['a list for a text', 'Muster-MSP', '[a]', '1:7 site', /eine Liste, erwartet wird ein Text/],
  ['a list for a group', 'support: {', 'support: [x] #', '13:10 support', /eine Liste, erwartet wird eine Gruppe/],
  ['nothing for a text', 'Muster-MSP', '', '1:1 site', /steht nichts, erwartet wird ein Text/],
  ['a word for a truth value', 'language: de', 'fixedNetworksOnly: yes', '2:20 fixedNetworksOnly', /true oder false/],
  ['an empty text', 'Muster-MSP', '" "', '1:7 site', /leer/],
  ['a text with an escape sequence', 'Muster-MSP', '"\\e[2J"', '1:7 site', /<U\+001B>/],
  ['another language', 'language: de', 'language: fr', '2:11 language', /erlaubt sind: de, en/],
  ['an address that is none', '203.0.113.0/24', '203.0.113.256/24', '3:15 technicians[0]', /keine IP-Adresse/],
  [
    'an address for a network',
    '203.0.113.0/24',
    '203.0.113.7/24',
    '3:15 technicians[0]',
    /Meinten Sie 203\.0\.113\.0\/24\?/,
  ],
  [
    'a name that is none',
    'buero.muster-msp.de',
    'büro.muster-msp.de',
    '3:31 technicians[1]',
    /weder eine Adresse noch ein Netz/,
  ],
  ['technicians everywhere', '203.0.113.0/24', '0.0.0.0/0', '3:15 technicians[0]', /großen Teil des Internets/],
  ['an unknown country', 'AT, CH', 'XX, CH', '4:17 countries[1]', /kein Länderkürzel/],
  ['a country in small letters', 'AT, CH', 'at, CH', '4:17 countries[1]', /Meinten Sie AT\?/],
  ['no country at all', '[DE, AT, CH]', '[]', '4:12 countries', /Liste ist leer/],
  [
    'fixed networks that nobody named',
    'language: de',
    'fixedNetworksOnly: true',
    '2:20 fixedNetworksOnly',
    /käme niemand herein/,
  ],
  ['a URL for a host', 'host: automate', 'host: https://automate', '7:11 servers.automate.host', /kein Rechnername/],
  ['an origin with a path', ':8040', ':8040/x', '11:13 servers.screenconnect.origin', /ohne Pfad/],
  [
    'an origin of another kind',
    'https://10.20.0.10',
    'tcp://10.20.0.10:1',
    '8:13 servers.automate.origin',
    /erwartet wird zum Beispiel http/,
  ],
  ['a relay without port', '0.11:8041', '0.11', '12:12 servers.screenconnect.relay', /tcp:\/\/10\.20\.0\.11:8041/],
  [
    'one host for two servers',
    'support.muster-msp.de\n',
    'Automate.muster-msp.de\n',
    '10:11 servers.screenconnect.host',
    /denselben öffentlichen Namen/,
  ],
  [
    'addresses of an address',
    'automate.muster-msp.de',
    '192.0.2.1\n    addresses: [192.0.2.2]',
    '8:5 servers.automate.addresses',
    /schon die Adresse 192\.0\.2\.1/,
  ],
  [
    'a public port without relay',
    'relay: tcp://10.20.0.11:8041',
    'relayPort: 8041',
    '12:5 servers.screenconnect.relayPort',
    /relay fehlt/,
  ],
  [
    'a port that is none',
    '1:8041',
    '1:8041\n    relayPort: 65536',
    '13:16 servers.screenconnect.relayPort',
    /kein Port/,
  ],
  ['a broken port', '1:8041', '1:8041\n    relayPort: 80.5', '13:16 servers.screenconnect.relayPort', /kein Port/],
  ['support without a name', 'name: Muster-Support, ', '', '13:1 support.name', /Hier fehlt "name"/],
  ['a link without https', 'https://support', 'http://support', '13:43 support.booking', /kein Link/],
  ['a null byte in a key', 'language: de', '"a\\0b": 1', '2:1 "a<U+0000>b"', /"a<U\+0000>b" gibt es hier nicht/],
  ['a key of the prototype', 'language: de', '__proto__: {}', '2:1 __proto__', /gibt es hier nicht/],
]

const additions: readonly (readonly [string, string, string, RegExp])[] = [
  ['an unknown key of the gateway', 'gateway: { tsl: {} }', '14:12 gateway.tsl', /Meinten Sie tls\?/],
  [
    'an unknown TLS profile',
    'gateway: { tls: { profile: old } }',
    '14:28 gateway.tls.profile',
    /erlaubt sind: modern, old-agents/,
  ],
  [
    'a certificate without its key',
    'gateway: { tls: { certificates: [{ certificate: a.pem }] } }',
    '14:34 gateway.tls.certificates[0].key',
    /Hier fehlt "key".* Zum Beispiel: key: tls\/key\.pem/,
  ],
  [
    'a certificate for no host',
    'gateway: { tls: { certificates: [{ hosts: [], certificate: a, key: b }] } }',
    '14:43 gateway.tls.certificates[0].hosts',
    /Liste ist leer/,
  ],
  [
    'a host with two certificates',
    'gateway: { tls: { certificates: [{ hosts: [a.de, a.de], certificate: a, key: b }] } }',
    '14:50 gateway.tls.certificates[0].hosts[1]',
    /schon weiter oben/,
  ],
  [
    'ACME without an address',
    'gateway: { tls: { acme: { agreeTerms: true } } }',
    '14:19 gateway.tls.acme.email',
    /Zum Beispiel: email: /,
  ],
  [
    'ACME with an address that is none',
    'gateway: { tls: { acme: { email: technik, agreeTerms: true } } }',
    '14:34 gateway.tls.acme.email',
    /keine E-Mail-Adresse/,
  ],
  [
    'ACME without agreement',
    'gateway: { tls: { acme: { email: a@b.de, agreeTerms: false } } }',
    '14:54 gateway.tls.acme.agreeTerms',
    /Nutzungsbedingungen/,
  ],
  [
    'an ACME directory without TLS',
    'gateway: { tls: { acme: { email: a@b.de, agreeTerms: true, directory: "http://ca.de" } } }',
    '14:71 gateway.tls.acme.directory',
    /https:\/\//,
  ],
  [
    'an unknown challenge',
    'gateway: { tls: { acme: { email: a@b.de, agreeTerms: true, challenges: [dns-01] } } }',
    '14:73 gateway.tls.acme.challenges[0]',
    /erlaubt sind: http-01, tls-alpn-01/,
  ],
  [
    'a challenge twice',
    'gateway: { tls: { acme: { email: a@b.de, agreeTerms: true, challenges: [http-01, http-01] } } }',
    '14:82 gateway.tls.acme.challenges[1]',
    /schon weiter vorn/,
  ],
  [
    'an unknown area',
    'areas: { screenconnect.gust: {} }',
    '14:10 areas.screenconnect.gust',
    /Meinten Sie screenconnect\.guests\?/,
  ],
  [
    'an unknown audience',
    'areas: { automate.agents: { audience: technician } }',
    '14:39 areas.automate.agents.audience',
    /Meinten Sie technicians\?/,
  ],
  [
    'a word for countries',
    'areas: { automate.agents: { countries: all } }',
    '14:40 areas.automate.agents.countries',
    /eine Liste oder das Wort any/,
  ],
  [
    'a wrong country of an area',
    'areas: { automate.agents: { countries: [DE, UK] } }',
    '14:45 areas.automate.agents.countries[1]',
    /"UK"/,
  ],
  [
    'no country for an area',
    'areas: { automate.agents: { countries: [] } }',
    '14:40 areas.automate.agents.countries',
    /Liste ist leer/,
  ],
  [
    'the setup wizard for everyone',
    'areas: { screenconnect.setup: { audience: everyone } }',
    '14:43 areas.screenconnect.setup.audience',
    /bleibt für alle geschlossen.*wenige Minuten/,
  ],
  [
    'the setup wizard for technicians',
    'areas: { screenconnect.setup: { audience: technicians } }',
    '14:43 areas.screenconnect.setup.audience',
    /auch für Techniker/,
  ],
  [
    'the setup wizard only observed',
    'areas: { screenconnect.setup: { mode: observe } }',
    '14:39 areas.screenconnect.setup.mode',
    /bleibt für alle geschlossen/,
  ],
  [
    'the setup wizard for a country',
    'areas: { screenconnect.setup: { countries: any } }',
    '14:33 areas.screenconnect.setup.countries',
    /bleibt für alle geschlossen/,
  ],
  [
    'countries beside fixed networks',
    'fixedNetworks: [192.0.2.0/24]\nfixedNetworksOnly: true\nareas: { automate.agents: { countries: any } }',
    '16:29 areas.automate.agents.countries',
    /keine Wirkung/,
  ],
  ['a network for every address', 'fixedNetworks: ["::/0"]', '14:17 fixedNetworks[0]', /großen Teil des Internets/],
  [
    'two countries for a network',
    'geo: { overrides: [{ prefix: 192.0.2.0/24, country: DE }, { prefix: 192.0.2.0/24, country: AT }] }',
    '14:69 geo.overrides[1].prefix',
    /schon weiter oben/,
  ],
  ['an empty group', 'geo:', '14:1 geo', /steht nichts/],
]

const exception = {
  control: 'ports-minimal.tcp',
  reason: 'x',
  owner: 'a',
  approver: 'b',
  since: '2026-11-23',
  until: '2027-11-23',
}

const terms: readonly (readonly [string, object, string, RegExp])[] = [
  ['an unknown measure', { control: 'ports-minimum.tcp' }, 'control', /Meinten Sie ports-minimal\?/],
  ['a measure without control', { control: 'ports-minimal' }, 'control', /keine Kennung einer Prüfung/],
  ['an unknown server', { server: 'automat' }, 'server', /Meinten Sie automate\?/],
  ['an item that is a list', { item: ['1'] }, 'item', /ein Text oder eine ganze Zahl/],
  ['a blank item', { item: ' ' }, 'item', /leer/],
  ['a blank reason', { reason: ' ' }, 'reason', /leer/],
  ['a blank owner', { owner: '' }, 'owner', /leer/],
  ['a blank approver', { approver: '' }, 'approver', /leer/],
  ['an owner who approves', { approver: ' A ' }, 'approver', /kann die Ausnahme nicht selbst genehmigen/],
  ['a version that is none', { version: 0 }, 'version', /von 1 bis 1000/],
  ['a day that does not exist', { since: '2026-11-31' }, 'since', /kein Tag des Kalenders/],
  ['an end before the beginning', { until: '2026-11-22' }, 'until', /vor dem Beginn am 2026-11-23/],
  ['more than twelve months', { until: '2027-11-24' }, 'until', /höchstens zwölf Monate.*bis 2027-11-23/],
]

describe('a policy is refused with the place and the remedy for', () => {
  it.each(mistakes)('%s', (_, ...[found, wrong, place, sentence]) => {
    expect(smallest).toContain(found)
    const text = smallest.replace(found, () => wrong)
    expect(places(text)).toEqual([place])
    expect(problems(text)[0]?.message.de).toMatch(sentence)
  })

  it.each(additions)('%s', (_, addition, place, sentence) => {
    expect(places(`${smallest}${addition}\n`)).toEqual([place])
    expect(problems(`${smallest}${addition}\n`)[0]?.message.de).toMatch(sentence)
  })

  it.each(terms)('an exception with %s', (_, change, key, sentence) => {
    const text = `${smallest}exceptions: [${JSON.stringify({ ...exception, ...change })}]\n`
    const value = JSON.stringify(Object.values(change)[0])
    const column = (text.split('\n')[13] ?? '').indexOf(`"${key}":`) + key.length + 4
    expect(text.split('\n')[13]?.slice(column - 1)).toMatch(new RegExp(`^${value.replaceAll('[', '\\[')}`))
    expect(places(text)).toEqual([`14:${column} exceptions[0].${key}`])
    expect(problems(text)[0]?.message.de).toMatch(sentence)
  })

  it.each(['control', 'reason', 'owner', 'approver', 'since', 'until'])('an exception without %s', (key) => {
    const rest = Object.entries(exception).filter(([name]) => name !== key)
    const text = `${smallest}exceptions:\n  - ${JSON.stringify(Object.fromEntries(rest))}\n`
    expect(places(text)).toEqual([`15:5 exceptions[0].${key}`])
  })

  it('no server', () => {
    const text = 'site: x\ntechnicians: []\nservers: {}\n'
    expect(places(text)).toEqual(['3:1 servers'])
    expect(problems(text)[0]?.message.de).toMatch(/nennt keinen Server/)
  })
})

describe('the problems of a policy', () => {
  it('are told all at once, in the order of the file', () => {
    const text = smallest
      .replace('Muster-MSP', '2026')
      .replace('language', 'languge')
      .replace('AT', 'at')
      .replace('host: support', 'host: automate')
      .replace('1:8041', '1')
      .concat(`geo: 1\nexceptions: [${JSON.stringify({ ...exception, until: '2026-01-01', owner: '' })}]\n`)
    expect(places(text)).toEqual([
      '1:7 site',
      '2:1 languge',
      '4:17 countries[1]',
      '10:11 servers.screenconnect.host',
      '12:12 servers.screenconnect.relay',
      '14:6 geo',
      '15:66 exceptions[0].owner',
      '15:113 exceptions[0].until',
    ])
  })

  it('are full sentences in German and in English', () => {
    const texts = [
      ...mistakes.map(([, found, wrong]) => smallest.replace(found, () => wrong)),
      ...additions.map(([, addition]) => `${smallest}${addition}\n`),
    ]
    for (const { message } of texts.flatMap(problems)) {
      expect(message.de).toMatch(/^.{20,}$/s)
      expect(message.en).toMatch(/^.{20,}$/s)
      expect(message.de).not.toBe(message.en)
    }
  })

  it('stay few when a file has thousands of them', () => {
    const text = `${smallest}${Array.from({ length: 5_000 }, (_, index) => `k${index}: x\n`).join('')}`
    const found = problems(text)
    expect(found).toHaveLength(101)
    expect(found.at(-1)?.message.de).toContain('4900 weitere Fehler')
  })
})
