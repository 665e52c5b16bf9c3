import { describe, expect, it } from 'vitest'
import { formatPrefix } from '../model/address.ts'
import { formatEndpoint } from '../model/endpoint.ts'
import { fullest, policyOf, smallest } from './policy-fixture.ts'
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
  ['a link without https', 'https://support', 'http://support', '13:42 support.booking', /kein Link/],
  ['a null byte in a key', 'language: de', '"a\\0b": 1', '2:1 "a<U+0000>b"', /"a<U\+0000>b" gibt es hier nicht/],
  ['a key of the prototype', 'language: de', '__proto__: {}', '2:1 __proto__', /gibt es hier nicht/],
]

const additions: readonly (readonly [string, string, string, RegExp])[] = [
  [
    'an unknown area',
    'areas: { screenconnect.gust: {} }',
    '14:10 areas.screenconnect.gust',
    /Meinten Sie screenconnect\.guests\?/,
  ],
  [
    'an unknown audience',
    'areas: { automate.agents: { audience: technician } }',
    '14:38 areas.automate.agents.audience',
    /Meinten Sie technicians\?/,
  ],
  [
    'a word for countries',
    'areas: { automate.agents: { countries: all } }',
    '14:39 areas.automate.agents.countries',
    /eine Liste oder das Wort any/,
  ],
  [
    'a wrong country of an area',
    'areas: { automate.agents: { countries: [DE, UK] } }',
    '14:44 areas.automate.agents.countries[1]',
    /"UK"/,
  ],
  [
    'no country for an area',
    'areas: { automate.agents: { countries: [] } }',
    '14:39 areas.automate.agents.countries',
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
    '16:28 areas.automate.agents.countries',
    /keine Wirkung/,
  ],
  ['a network for every address', 'fixedNetworks: ["::/0"]', '14:17 fixedNetworks[0]', /großen Teil des Internets/],
  [
    'two countries for a network',
    'geo: { overrides: [{ prefix: 192.0.2.0/24, country: DE }, { prefix: 192.0.2.0/24, country: AT }] }',
    '14:68 geo.overrides[1].prefix',
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
  ['a day that does not exist', { since: '2026-11-31' }, 'since', /kein Tag des Kalenders/],
  ['an end before the beginning', { until: '2026-11-22' }, 'until', /bevor sie am 2026-11-23 beginnt/],
  ['more than twelve months', { until: '2027-11-24' }, 'until', /höchstens zwölf Monate.*bis 2027-11-23/],
]

const forms: readonly (readonly [string, string, string, RegExp])[] = [
  ['an empty file', '', '1:1', /leer.*bollwerk init/],
  ['a file of comments', '# nichts\n', '1:1', /leer/],
  ['a list', '- a\n', '1:1', /eine Liste, erwartet wird eine Gruppe/],
  ['a text', 'Muster', '1:1', /der Text "Muster"/],
  ['a second document', `${smallest}---\n${smallest}`, '14:1', /zweites Dokument/],
  ['an alias', 'site: &a x\nlanguage: *a\n', '1:7,2:11', /Anker \(&\) und Verweise/],
  ['a tag', 'site: !!str x\n', '1:7', /Typangaben/],
  ['a directive', '%YAML 1.1\n---\nsite: x\n', '1:1', /Direktiven/],
  ['a tab for indentation', 'servers:\n\tautomate: {}\n', '2:1', /Tabulator/],
  ['an open bracket', 'site: x\ncountries: [DE, AT\n', '3:1', /fehlt ein Zeichen/],
  ['an open quotation mark', 'site: "x\n', '2:1', /fehlt ein Zeichen/],
  ['two colons', 'site: a: b\n', '1:7', /zwei Doppelpunkte/],
  ['a wrong indentation', 'servers:\n    automate: 1\n  screenconnect: 2\n', '3:1', /Einrückung/],
  ['a missing colon', 'site: x\nlanguage\ncountries: [DE]\n', '2:1', /Doppelpunkt/],
  ['a placeholder', '{{ name }}: x\n', '1:1', /einfacher Name/],
  ['a backslash', 'site: "C:\\Daten"\n', '1:10', /einfache Anführungszeichen/],
  ['an at sign', 'site: @home\n', '1:7', /Anführungszeichen/],
  ['an invisible character', 'site: Muster\u200B-MSP\n', '1:13', /U\+200B/],
  ['a control character in a comment', 'site: x # \u001b[2J\n', '1:11', /U\+001B/],
  ['a file that is not UTF-8', 'site: M\uFFFDller\n', '1:8', /UTF-8/],
  ['a deep file', `site: ${'['.repeat(100_000)}`, '1:16', /tiefer als 10 Ebenen/],
  [
    'a deep file in lines',
    Array.from({ length: 300 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'),
    '11:11',
    /tiefer als 10 Ebenen/,
  ],
  ['a huge file', `site: ${'x'.repeat(200_000)}`, '1:1', /200006 Zeichen, erlaubt sind 131072/],
]

describe('a policy is refused with the place and the remedy for', () => {
  it.each(mistakes)('%s', (_, found, wrong, place, sentence) => {
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

  it.each(forms)('%s', (_, text, where, sentence) => {
    const found = problems(text)
    expect(found.map(({ line, column }) => `${line}:${column}`).join()).toBe(where)
    expect(found[0]?.message.de).toMatch(sentence)
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
      '15:65 exceptions[0].owner',
      '15:115 exceptions[0].until',
    ])
  })

  it('are full sentences in German and in English', () => {
    const texts = [
      ...mistakes.map(([, found, wrong]) => smallest.replace(found, () => wrong)),
      ...additions.map(([, addition]) => `${smallest}${addition}\n`),
      ...forms.map(([, text]) => text),
    ]
    for (const { message } of texts.flatMap(problems)) {
      expect(message.de).toMatch(/^[\p{Lu}"0-9].{20,}/su)
      expect(message.en).toMatch(/^[\p{Lu}"0-9a].{20,}/su)
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
