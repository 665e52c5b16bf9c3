import fc from 'fast-check'
import { bundledCatalog } from '../../src/catalog/index.ts'
import { patchSamples } from '../../src/traffic/virtual-patches/samples-fixture.ts'
import { wizardAttacks } from '../../src/traffic/virtual-patches/wizard-fixture.ts'
import { automateHost, type Neighbourhood, neighbourhoods, supportHost } from './site.ts'

/** One request as it goes over the wire. */
export interface Case {
  readonly method: string
  readonly target: string
  /** Names in lower case; the first one is `host`. */
  readonly headers: Readonly<Record<string, string>>
}

/** Requests of one source over one connection, one after the other. */
export interface Visit {
  readonly from: Neighbourhood
  readonly cases: readonly Case[]
}

const known = bundledCatalog.areas.flatMap(({ paths, pages = [], fileEndings = [] }) => [
  ...paths,
  ...pages,
  ...fileEndings.map((ending) => `/some/file${ending}`),
])

/** Pieces with which paths are bent: every trick of the canonical path, and characters that mean something to HAProxy. */
const pieces = [
  ...[
    '/',
    '//',
    '/./',
    '/../',
    '.',
    '..',
    ';a=1',
    ';',
    '%20',
    '+',
    '=',
    '$',
    '_',
    '-',
    '~1',
    '~',
    ',',
    '@',
    ':',
    '|',
    '!',
    '*',
  ],
  ...["'", '(', ')', '[', ']', '^', '`', '{', '}', '\\', '"', '<', '>', '&', '%'],
  ...[
    '%2f',
    '%5c',
    '%5C',
    '%252f',
    '%255c',
    '%252e',
    '%2e',
    '%3b',
    '%253b',
    '%00',
    '%2500',
    '%0a',
    '%250d',
    '%7f',
    '%1f',
  ],
  ...[
    '%25',
    '%2525',
    '%25%34%31',
    '%u0041',
    '%u002f',
    '%c3%bc',
    '%C3%84',
    '%C3%9f',
    '%fc',
    '%df',
    '%e2%84%aa',
    '%c0%af',
  ],
  ...[
    '%ef%bc%8f',
    '%c2%ad',
    '%4',
    '%zz',
    '%3f',
    '%3fa%2bb',
    '%2b',
    '%23',
    '%61',
    '%4C',
    '%2541',
    '%%32%66',
    'a.',
    'a%20',
    '%a0',
  ],
  ...[
    '(S(x))',
    '/(S(abc))/',
    '::$DATA',
    ':$i30',
    'setupw~1.asp',
    'x~12.as',
    '.aspx',
    '.aspx/',
    '.ashx',
    '.css',
    '.JS',
    '/x.woff2',
  ],
  ...['x', 'Host', 'LabTech', 'agent.aspx', 'setupwizard', 'bin', 'services', 'app_extensions', 'login', '127.0.0.1'],
]

const bent = fc.tuple(fc.constantFrom(...known), fc.array(fc.constantFrom(...pieces), { maxLength: 4 }), fc.nat(3))
const path = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...known) },
  { weight: 6, arbitrary: bent.map(([start, parts, how]) => bendPath(start, parts, how)) },
  { weight: 2, arbitrary: fc.array(fc.constantFrom(...pieces), { maxLength: 6 }).map((parts) => `/${parts.join('')}`) },
  { weight: 1, arbitrary: fc.nat(6000).map((length) => `/labtech/${'a'.repeat(length)}`) },
  { weight: 1, arbitrary: fc.nat(1800).map((length) => `/labtech/${'a%20'.repeat(length)}b`) },
)

function bendPath(start: string, parts: readonly string[], how: number): string {
  if (how === 0) return start + parts.join('')
  if (how === 1) return `/${parts.join('')}${start}`
  const middle = Math.floor(start.length / 2)
  if (how === 2) return start.slice(0, middle) + parts.join('') + start.slice(middle)
  return [...start].map((letter, index) => (index % 3 === 1 ? letter.toUpperCase() : letter)).join('') + parts.join('')
}

const query = fc.oneof(
  { weight: 6, arbitrary: fc.constant('') },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      ...[
        '?',
        '?a=1',
        '?a=1&__VIEWSTATE=x',
        '?__viewstate3=%41',
        '?%5f%5fviewstate=x',
        '?x&__VIEWSTATE=',
        '?__viewstate=',
      ],
      ...[
        '?h=relay.example',
        `?h=${supportHost}&p=8041`,
        '?H=%73upport.muster-msp.example',
        '?h=192.0.2.10',
        '?h=a b'.replace(' ', '+'),
      ],
      ...[
        '?h=a%20b',
        '?%68=a;b',
        '?h=a%u0041',
        '?p=80x',
        '?p=12345',
        '?p=123456',
        '?%70=',
        '?h=%',
        '?h=%zz',
        '?h=[2001:db8::10]',
        '?h=%fc',
      ],
      ...[
        '?installertoken=0123456789abcdef0123456789ABCDEF',
        '?InstallerToken=%30123456789abcdef0123456789abcdef',
        '?installertoken=1',
      ],
      ...[
        '?q=sleep(5)',
        '?q=union+select',
        '?q=UNION/**/ALL/**/SELECT',
        '?q=union%20select',
        '?q=1;benchmark%28',
        '?q=into+outfile',
      ],
      ...['?%u0075nion+select', '?a=%00&__viewstate=x', '?\'"<>{}|\\^`', '?%[src]', '?a=%%25'],
    ),
  },
)

const method = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom('GET', 'POST', 'HEAD') },
  { weight: 2, arbitrary: fc.constantFrom('PUT', 'DELETE', 'PATCH', 'OPTIONS') },
  { weight: 1, arbitrary: fc.constantFrom('TRACE', 'PROPFIND', 'get', 'FOO', 'GETX') },
)

const host = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom(automateHost, supportHost) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      automateHost.toUpperCase(),
      `${supportHost}:443`,
      `${supportHost}:99999`,
      'Support.muster-msp.example',
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'evil.example',
      `${supportHost}:123456`,
      `${supportHost}.`,
      `${automateHost}@evil`,
      'x',
      '127.0.0.1',
    ),
  },
)

const extras = fc.constantFrom<Readonly<Record<string, string>>>(
  ...[{}, {}, {}, { accept: 'text/html' }, { accept: 'application/json' }, { 'accept-language': 'en-US' }],
  ...[
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-origin' },
    { origin: 'https://evil.example' },
    { origin: 'null' },
  ],
  ...[
    { origin: `https://${supportHost}` },
    { origin: `HTTP://${supportHost}:8040` },
    { 'x-forwarded-for': '127.17.0.1' },
  ],
  ...[
    { 'content-type': 'application/x-www-form-urlencoded; charset=utf-7' },
    { 'content-type': 'text/plain; charset="IBM037"' },
  ],
  ...[{ 'x-original-url': '/administration' }, { forwarded: 'for=127.17.0.1' }],
)

const free = fc.record({ method, path, query, host, extras }).map(
  ({ path: asked, query: more, host: name, extras: headers, method: how }): Case => ({
    method: how,
    target: onWire(asked + more),
    headers: { host: name, ...headers },
  }),
)

const attacks: readonly Case[] = [
  ...wizardAttacks.map(({ path: target }) => ({ method: 'GET', target, headers: { host: supportHost } })),
  ...patchSamples.flatMap(({ server, attacks: bad, neighbours }) =>
    [...bad, ...neighbours].flatMap(({ method: how, target, headers = {}, body }) =>
      body
        ? []
        : [{ method: how, target, headers: { host: server === 'automate' ? automateHost : supportHost, ...headers } }],
    ),
  ),
].filter(({ target }) => onWire(target) === target)

const one = fc.oneof({ weight: 5, arbitrary: free }, { weight: 1, arbitrary: fc.constantFrom(...attacks) })

const names = Object.keys(neighbourhoods).filter((name): name is Neighbourhood => name in neighbourhoods)

/** Visits of all kinds of sources. The first request of an attacker bans the source, so most visits are short. */
export const visits: fc.Arbitrary<Visit> = fc.record({
  from: fc.constantFrom(...names),
  cases: fc.array(one, { minLength: 12, maxLength: 28 }),
})

/** Without what no line of HTTP can carry: blanks and fragments. */
function onWire(target: string): string {
  return target.replaceAll(/[^!-~]|#/g, '')
}
