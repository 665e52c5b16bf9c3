import { describe, expect, it } from 'vitest'
import { smallest } from './policy-fixture.ts'
import type { PolicyProblem } from './problem.ts'
import { readPolicy } from './read.ts'

function problems(addition: string): readonly PolicyProblem[] {
  const reading = readPolicy(`${smallest}${addition}\n`)
  return reading.ok ? [] : reading.problems
}

function places(addition: string): readonly string[] {
  return problems(addition).map(({ line, column, path }) => `${line}:${column} ${path}`)
}

const acme = 'acme: { email: a@b.de, agreeTerms: true, challenges: [http-01] }'

/** What is mistaken, what is added behind line 13 of the smallest file, where to look, and what is said. */
type Row = readonly [string, string, string, RegExp]

const listening: readonly Row[] = [
  ['a mistyped key', 'listen: { adresses: [] }', '14:22 gateway.listen.adresses', /Meinten Sie addresses\?/],
  ['a number', 'listen: 443', '14:20 gateway.listen', /Gruppe eingerückter Angaben.*https: 443/],
  ['a network', 'listen: { addresses: [10.0.0.0/8] }', '14:34 gateway.listen.addresses[0]', /einzelne Adresse/],
  ['a name', 'listen: { addresses: [gw.de] }', '14:34 gateway.listen.addresses[0]', /keine IP-Adresse/],
  [
    'an address in two forms',
    'listen: { addresses: ["::1", "0::1"] }',
    '14:41 gateway.listen.addresses[1]',
    /schon weiter vorn/,
  ],
  ['port 0', 'listen: { https: 0 }', '14:29 gateway.listen.https', /kein Port/],
  ['a port in quotes', 'listen: { https: "443" }', '14:29 gateway.listen.https', /der Text "443".*ganze Zahl/],
  ['https at port 80', 'listen: { https: 80 }', '14:29 gateway.listen.https', /beide auf TCP-Port 80/],
  ['http at port 443', 'listen: { http: 443 }', '14:28 gateway.listen.http', /beide auf TCP-Port 443.*http: false/],
  ['plain HTTP as true', 'listen: { http: true }', '14:28 gateway.listen.http', /ein Port oder das Wort false/],
  ['plain HTTP off', 'listen: { http: off }', '14:28 gateway.listen.http', /ein Port oder das Wort false/],
  ['a port too high', 'listen: { http: 65536 }', '14:28 gateway.listen.http', /von 1 bis 65535/],
  [
    'plain HTTP at the port of the relay',
    'listen: { http: 8041 }',
    '12:12 servers.screenconnect.relay',
    /TCP-Port 8041.*relayPort/,
  ],
  ['another answer', 'listen: { plain: redirekt }', '14:29 gateway.listen.plain', /Meinten Sie redirect\?/],
  ['half a port', 'listen: { heartbeat: 7.5 }', '14:33 gateway.listen.heartbeat', /kein Port/],
  [
    'no port for the only challenge',
    `listen: { http: false }, tls: { ${acme} }`,
    '14:97 gateway.tls.acme.challenges',
    /unter listen steht http: false.*tls-alpn-01/,
  ],
]

const networks: readonly Row[] = [
  ['a name of a proxy', 'proxies: { networks: [a.de] }', '14:34 gateway.proxies.networks[0]', /keine IP-Adresse/],
  ['proxies everywhere', 'proxies: { networks: ["::/0"] }', '14:34 gateway.proxies.networks[0]', /Teil des Internets/],
  [
    'a proxy twice',
    'proxies: { networks: [10.0.0.1, 10.0.0.1/32] }',
    '14:44 gateway.proxies.networks[1]',
    /10\.0\.0\.1 steht schon/,
  ],
  [
    'technicians among proxies',
    'proxies: { networks: [203.0.0.0/16] }',
    '14:34 gateway.proxies.networks[0]',
    /enthält 203\.0\.113\.0\/24, das unter technicians.*nur die Adressen der Proxys/,
  ],
  [
    'monitoring among proxies',
    'proxies: { networks: [198.51.100.0/24] }, monitors: [198.51.100.7]',
    '14:34 gateway.proxies.networks[0]',
    /das unter gateway\.monitors steht/,
  ],
  ['an unknown header', 'proxies: { tell: forwarded }', '14:29 gateway.proxies.tell', /erlaubt sind: proxy-protocol/],
  ['a name that is none', 'monitors: [bü.de]', '14:23 gateway.monitors[0]', /weder eine Adresse noch ein Netz/],
  ['a monitor twice', 'monitors: [a.de, A.de]', '14:29 gateway.monitors[1]', /a\.de steht schon/],
  ['a name to block', 'blocked: [a.de]', '14:22 gateway.blocked[0]', /keine IP-Adresse/],
  ['an address for a network', 'blocked: [192.0.2.1/24]', '14:22 gateway.blocked[0]', /Meinten Sie 192\.0\.2\.0\/24\?/],
  ['more than /8', 'blocked: [192.0.0.0/7]', '14:22 gateway.blocked[0]', /höchstens \/8.*countries/],
  ['more than /12 of IPv6', 'blocked: ["2a00::/11"]', '14:22 gateway.blocked[0]', /höchstens \/12/],
  ['a block twice', 'blocked: [192.0.2.0/24, 192.0.2.0/24]', '14:36 gateway.blocked[1]', /schon weiter vorn/],
  ['a block of technicians', 'blocked: [203.0.0.0/16]', '14:22 gateway.blocked[0]', /unter technicians.*aussperren/],
  [
    'a block among technicians',
    'blocked: [203.0.113.9]',
    '14:22 gateway.blocked[0]',
    /keine Wirkung: 203\.0\.113\.0\/24/,
  ],
  [
    'a block of monitoring',
    'blocked: [198.51.100.0/24], monitors: [198.51.100.7]',
    '14:22 gateway.blocked[0]',
    /umfasst auch 198\.51\.100\.7, das unter gateway\.monitors/,
  ],
]

const until = 'until: 2026-11-25T12:30:00+01:00'

const listsAndOpenings: readonly Row[] = [
  ['a list without a file', 'blockLists: [{ name: a }]', '14:25 gateway.blockLists[0].file', /Hier fehlt "file"/],
  ['a list without a name', 'blockLists: [{ file: a }]', '14:25 gateway.blockLists[0].name', /Hier fehlt "name"/],
  ['a list with a space', 'blockLists: [{ name: a b, file: a }]', '14:33 gateway.blockLists[0].name', /Bindestriche/],
  ['a list like our own', 'blockLists: [{ name: operator, file: a }]', '14:33 gateway.blockLists[0].name', /blocked/],
  [
    'a name of two lists',
    'blockLists: [{ name: a, file: a }, { name: a, file: b }]',
    '14:47 gateway.blockLists[1]',
    /a steht schon weiter vorn/,
  ],
  ['a list of nothing', 'blockLists: [{ name: a, file: "" }]', '14:42 gateway.blockLists[0].file', /leer/],
  [
    'opening for a network',
    `opened: [{ area: screenconnect.setup, address: 203.0.113.0/24, ${until} }]`,
    '14:59 gateway.opened[0].address',
    /nur für eine einzelne Adresse/,
  ],
  [
    'opening for a name',
    `opened: [{ area: screenconnect.setup, address: buero.de, ${until} }]`,
    '14:59 gateway.opened[0].address',
    /keine IP-Adresse/,
  ],
  [
    'opening without an end',
    'opened: [{ area: screenconnect.setup, address: 203.0.113.7 }]',
    '14:21 gateway.opened[0].until',
    /Hier fehlt "until"/,
  ],
  [
    'opening until a time without a zone',
    'opened: [{ area: screenconnect.setup, address: 203.0.113.7, until: 2026-11-25T12:30:00 }]',
    '14:79 gateway.opened[0].until',
    /kein Zeitpunkt mit Zeitzone/,
  ],
  [
    'opening what is open',
    `opened: [{ area: screenconnect.hosts, address: 203.0.113.7, ${until} }]`,
    '14:29 gateway.opened[0].area',
    /screenconnect\.hosts ist nicht geschlossen/,
  ],
  [
    'opening a port of its own',
    `opened: [{ area: screenconnect.relay, address: 203.0.113.7, ${until} }]`,
    '14:29 gateway.opened[0].area',
    /hier nicht möglich/,
  ],
  [
    'opening twice for one address',
    `opened: [{ area: screenconnect.setup, address: "::ffff:192.0.2.1", ${until} }, { area: screenconnect.setup, address: 192.0.2.1, ${until} }]`,
    '14:115 gateway.opened[1]',
    /screenconnect\.setup \(192\.0\.2\.1\) steht schon/,
  ],
  [
    'opening for a proxy',
    `proxies: { networks: [10.0.0.0/24] }, opened: [{ area: screenconnect.setup, address: 10.0.0.9, ${until} }]`,
    '14:97 gateway.opened[0].address',
    /Von dort kommen viele/,
  ],
]

const others: readonly Row[] = [
  ['an unknown rule', 'observe: [bans]', '14:22 gateway.observe[0]', /Meinten Sie ban\?/],
  ['what is always closed', 'observe: [closed]', '14:22 gateway.observe[0]', /erlaubt sind: patch, ban/],
  ['a rule twice', 'observe: [rate, ban, rate]', '14:33 gateway.observe[2]', /rate steht schon/],
  [
    'a certificate of a plain origin',
    'originCertificates: { screenconnect: a.pem }',
    '14:34 gateway.originCertificates.screenconnect',
    /spricht http und zeigt kein Zertifikat/,
  ],
  [
    'a certificate without a name',
    'originCertificates: { automate: "" }',
    '14:44 gateway.originCertificates.automate',
    /leer/,
  ],
  [
    'a certificate of an unknown server',
    'originCertificates: { relay: a.pem }',
    '14:34 gateway.originCertificates.relay',
    /Erlaubt sind hier: automate, screenconnect/,
  ],
  ['an unknown version', 'relayProxyProtocol: 2', '14:32 gateway.relayProxyProtocol', /erlaubt sind: none, v1, v2/],
  ['no connections', 'connections: { total: 0 }', '14:34 gateway.connections.total', /von 1 bis 1000000/],
  ['a word for a number', 'connections: { perSource: x }', '14:38 gateway.connections.perSource', /ganze Zahl/],
  [
    'more for one than for all',
    'connections: { total: 100, perSource: 101 }',
    '14:50 gateway.connections.perSource',
    /perSource \(101\) ist größer als total \(100\)/,
  ],
  [
    'less for all than for one as usual',
    'connections: { total: 100 }',
    '14:12 gateway.connections.perSource',
    /perSource \(2048\) ist größer/,
  ],
  ['more than ten years', 'retention: { refusals: 4000 }', '14:35 gateway.retention.refusals', /von 1 bis 3650/],
  ['half a day', 'retention: { traffic: 0.5 }', '14:34 gateway.retention.traffic', /ganze Zahl/],
  ['an unknown kind of event', 'retention: { days: 5 }', '14:25 gateway.retention.days', /Erlaubt sind hier: refusals/],
]

const elsewhere: readonly Row[] = [
  [
    'a block of fixed networks',
    'fixedNetworks: [198.51.100.0/24]\ngateway: { blocked: [198.51.0.0/16] }',
    '15:22 gateway.blocked[0]',
    /unter fixedNetworks/,
  ],
  [
    'fixed networks among proxies',
    'fixedNetworks: [198.51.100.0/24]\ngateway: { proxies: { networks: [198.51.0.0/16] } }',
    '15:34 gateway.proxies.networks[0]',
    /unter fixedNetworks/,
  ],
  ['an unknown word', 'geo: { unknown: allow }', '14:17 geo.unknown', /erlaubt sind: admit, refuse/],
  ['a mistyped word', 'geo: { private: refused }', '14:17 geo.private', /Meinten Sie refuse\?/],
  ['a truth value', 'geo: { disagreement: true }', '14:22 geo.disagreement', /erlaubt sind: admit, refuse/],
  ['geo data without a name', 'geo: { database: "" }', '14:18 geo.database', /leer/],
  [
    'a rate without a burst',
    'areas: { automate.agents: { rate: { perMinute: 60 } } }',
    '14:29 areas.automate.agents.rate.burst',
    /Hier fehlt "burst".*Zum Beispiel: burst: 300/,
  ],
  [
    'a burst of nothing',
    'areas: { automate.agents: { rate: { perMinute: 60, burst: 0 } } }',
    '14:59 areas.automate.agents.rate.burst',
    /von 1 bis 10000000/,
  ],
  [
    'a rate of nothing',
    'areas: { automate.agents: { rate: { perMinute: 0, burst: 1 } } }',
    '14:48 areas.automate.agents.rate.perMinute',
    /von 1 bis 10000000/,
  ],
  [
    'a number for a rate',
    'areas: { automate.agents: { rate: 60 } }',
    '14:35 areas.automate.agents.rate',
    /Zum Beispiel: rate: \{ perMinute/,
  ],
  [
    'another unit',
    'areas: { automate.agents: { rate: { perSecond: 5, perMinute: 1, burst: 1 } } }',
    '14:37 areas.automate.agents.rate.perSecond',
    /Erlaubt sind hier: perMinute, burst/,
  ],
  [
    'a rate of the setup wizard',
    'areas: { screenconnect.setup: { rate: { perMinute: 1, burst: 1 } } }',
    '14:33 areas.screenconnect.setup.rate',
    /bleibt für alle geschlossen/,
  ],
]

const inGateway = [...listening, ...networks, ...listsAndOpenings, ...others].map(
  ([what, addition, place, sentence]): Row => [what, `gateway: { ${addition} }`, place, sentence],
)
const rows: readonly Row[] = [...inGateway, ...elsewhere]

describe('a policy is refused with the place and the remedy for', () => {
  it.each(rows)('%s', (_, addition, place, sentence) => {
    expect(places(addition)).toEqual([place])
    expect(problems(addition)[0]?.message.de).toMatch(sentence)
  })

  it('a certificate of a server that the site does not have', () => {
    const only = smallest.replace(/ {2}screenconnect:\n(?: {4}.*\n)+/, '')
    const reading = readPolicy(`${only}gateway: { originCertificates: { screenconnect: a.pem } }\n`)
    expect(reading.ok ? [] : reading.problems.map(({ message }) => message.de)).toEqual([
      expect.stringMatching(/Unter servers steht kein screenconnect/),
    ])
  })

  it('the relay at port 80 beside the plain HTTP of the gateway', () => {
    const reading = readPolicy(smallest.replace('1:8041', '1:8041\n    relayPort: 80'))
    expect(reading.ok ? [] : reading.problems.map(({ path }) => path)).toEqual(['servers.screenconnect.relayPort'])
  })

  it('several mistakes at once, in the order of the file', () => {
    const addition =
      'geo: { unknown: x }\ngateway:\n  listen: { https: 0, http: 80 }\n  blocked: [203.0.113.0/24, 1]\n  observe: [x]\n  connections: { total: 1 }'
    expect(places(addition)).toEqual([
      '14:17 geo.unknown',
      '16:20 gateway.listen.https',
      '17:29 gateway.blocked[1]',
      '18:13 gateway.observe[0]',
      '19:3 gateway.connections.perSource',
    ])
  })
})

it('says every mistake in full sentences in German and in English', () => {
  for (const { message } of rows.flatMap(([, addition]) => problems(addition))) {
    expect(message.de).toMatch(/^.{20,}$/s)
    expect(message.en).toMatch(/^.{20,}$/s)
    expect(message.de).not.toBe(message.en)
  }
})
