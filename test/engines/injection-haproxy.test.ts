import { once } from 'node:events'
import { connect } from 'node:net'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { prepareBlockPage } from '../../src/gateway/block-page.ts'
import { escapeHtml } from '../../src/gateway/block-page-html.ts'
import { selfSigned } from '../../src/gateway/tls/self-signed.ts'
import { readPolicy } from '../../src/policy/read.ts'
import type { Compiled } from '../../src/targets/compiled.ts'
import { compileHaproxy, type HaproxySource } from '../../src/targets/haproxy/index.ts'
import { hostWord, inLogFormat, Unquotable, word } from '../../src/targets/haproxy/quote.ts'
import { faultOf, haproxyVersion, RunningHaproxy } from './running-haproxy.ts'
import { automateHost, siteWith } from './site.ts'

/** A variable of the environment, as HAProxy writes it. */
const home = ['$', '{HOME}'].join('')

/** What means something to HAProxy, to YAML or to a reader's eye. */
const hostile = fc
  .array(
    fc.constantFrom(
      ...[
        '"',
        "'",
        '\\',
        '\n',
        '\r\n',
        ' ',
        '\t',
        '#',
        '{',
        '}',
        '[',
        ']',
        '(',
        ')',
        ',',
        ';',
        ':',
        '%',
        '%%',
        '$',
        '`',
        '|',
        '&',
        '<',
        '>',
      ],
      ...[
        '%[src]',
        '%{+Q}',
        '%ci',
        home,
        `"${home}"`,
        '\\x41',
        '\\n',
        '\\"',
        '$1',
        '\\1',
        '-i',
        'if TRUE',
        '|| TRUE',
        '\u202e',
        '\u200b',
        '\u2028',
        'ü',
        '漢',
        '\0',
      ],
      ...[
        '\n    http-request allow',
        '\nglobal\n    user root',
        'frontend x',
        'http-request return status 200',
        '*/',
        '--',
        "' if TRUE '",
      ],
      ...['a', 'Muster', 'x.pem'],
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map((parts) => parts.join(''))

const runs = Number(process.env['FUZZ_POLICIES'] ?? 20)

/** Places of a policy that hold a text, as lines behind the site. */
const places: readonly (readonly [string, (text: string) => string])[] = [
  ['site', (text) => `site: ${text}`],
  ['support.name', (text) => `support: { name: ${text} }`],
  [
    'gateway.tls.certificates',
    (text) => `gateway: { tls: { certificates: [{ certificate: ${text}, key: ${text} }] } }`,
  ],
  ['gateway.blockLists', (text) => `gateway: { blockLists: [{ name: ${text}, file: ${text} }] }`],
  ['gateway.originCertificates', (text) => `gateway: { originCertificates: { automate: ${text} } }`],
  ['geo.database', (text) => `geo: { database: ${text} }`],
  ['technicians', (text) => `technicians: [${text}]`],
  ['countries', (text) => `countries: [${text}]`],
  ['gateway.monitors', (text) => `gateway: { monitors: [${text}] }`],
  [
    'exceptions.reason',
    (text) =>
      `exceptions: [{ control: ports-minimal.tcp, reason: ${text}, owner: ${text}, approver: ${text}, since: 2026-11-23, until: 2027-11-23 }]`,
  ],
  ['servers.host', (text) => `servers: { automate: { host: ${text}, origin: 'http://127.0.0.1:9' } }`],
  ['servers.origin', (text) => `servers: { automate: { host: a.example, origin: ${text} } }`],
]

function policyText(line: string): string {
  const own = line.split(':', 1)[0]
  const usual = [
    'site: Muster',
    'technicians: [203.0.113.7]',
    'countries: [DE]',
    `servers: { automate: { host: ${automateHost}, origin: 'http://127.0.0.1:9' } }`,
  ]
  return `${[...usual.filter((known) => !known.startsWith(`${own}:`)), line].join('\n')}\n`
}

async function certificate(): Promise<string> {
  const pair = await selfSigned([automateHost], Date.now())
  return `${pair.certificate}\n${pair.key}`
}

/** `haproxy.cfg` without its remarks. */
function instructions(compiled: Compiled): string {
  const text = compiled.find(({ path }) => path === 'haproxy.cfg')?.text ?? ''
  return text
    .split('\n')
    .filter((line) => !line.trim().startsWith('#'))
    .join('\n')
}

describe.skipIf(haproxyVersion === undefined)(`what a policy says, to HAProxy ${haproxyVersion ?? '(absent)'}`, () => {
  it.each(places)('is what it says or is refused with its place: %s', async (place, lineOf) => {
    const pem = await certificate()
    const plain = siteWith()
    const compile = (policy: HaproxySource['policy']): Compiled => {
      const page = prepareBlockPage({ language: 'de', contact: policy.support?.name ?? '' })
      return compileHaproxy({ ...plain, policy: { ...plain.policy, ...changed(policy) }, page, certificates: [pem] })
    }
    const usual = compile(plain.policy)
    const [before, whole] = [instructions(usual), JSON.stringify(usual)]
    expect(faultOf(usual)).toBeUndefined()
    fc.assert(
      fc.property(hostile, (text) => {
        const reading = readPolicy(policyText(lineOf(JSON.stringify(text))))
        if (!reading.ok) {
          expect(
            reading.problems.every(({ line, column, message }) => line > 0 && column > 0 && message.en !== ''),
          ).toBe(true)
          return
        }
        const compiled = compile(reading.policy)
        // What changes no file at all needs no look by HAProxy.
        if (JSON.stringify(compiled) !== whole) expect(faultOf(compiled)).toBeUndefined()
        expect(instructions(compiled)).toBe(before)
        const contact = reading.policy.support?.name
        if (place === 'support.name' && contact !== undefined) expect(contactIn(compiled)).toBe(shown(contact))
      }),
      { numRuns: runs },
    )
  })

  it('reads every quoted word as the text that it was made from', async () => {
    const texts = fc.sample(hostile, { numRuns: 400, seed: 7 }).filter((text) => isQuotable(text))
    expect(texts.length).toBeGreaterThan(50)
    const lines = texts.map(
      (text, index) =>
        `    http-request return status 200 content-type text/plain lf-string ${word(inLogFormat(text))} if { path /${index} }`,
    )
    const head = [
      'defaults',
      '    mode http',
      '    timeout client 5s',
      '    timeout server 5s',
      '    timeout connect 5s',
    ]
    const place = { host: '127.80.6.2', port: 28_090 }
    const cfg = [...head, 'frontend web', `    bind ${place.host}:${place.port}`, ...lines, ''].join('\n')
    const engine = await RunningHaproxy.start([{ path: 'haproxy.cfg', text: cfg }], place)
    try {
      for (const [index, text] of texts.entries()) expect(await bodyOf(place, index)).toBe(text)
    } finally {
      await engine.stop()
    }
  })

  it('takes no host for a name that could be anything else', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        if (/^[\w.:-]+$/.test(text)) expect(hostWord(text, 'host')).toBe(text)
        else expect(() => hostWord(text, 'servers.host')).toThrow(/^servers[.]host: /)
      }),
    )
  })
})

/** What of a policy reaches the configuration without going through its rules. */
function changed({ site, support, exceptions }: HaproxySource['policy']): Partial<HaproxySource['policy']> {
  return { site, exceptions, ...(support && { support }) }
}

/** The contact of the page for people, as it is served. */
function contactIn(compiled: Compiled): string | undefined {
  const text = compiled.find(({ path }) => path === 'pages/refused.de.html')?.text.replaceAll('%%', '%')
  return /<\/code><\/p><p>(.*)<\/p><\/html>/s.exec(text ?? '')?.[1]
}

function shown(contact: string): string {
  return escapeHtml(contact.replaceAll(/\s+/g, ' ').slice(0, 120))
}

function isQuotable(text: string): boolean {
  try {
    return word(text) !== ''
  } catch (cause) {
    if (cause instanceof Unquotable) return false
    throw cause
  }
}

async function bodyOf(place: { readonly host: string; readonly port: number }, index: number): Promise<string> {
  const socket = connect(place)
  const chunks: Buffer[] = []
  socket.on('data', (chunk: Buffer) => chunks.push(chunk))
  socket.write(`GET /${index} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`)
  await once(socket, 'close')
  return Buffer.concat(chunks).toString().split('\r\n\r\n').slice(1).join('\r\n\r\n')
}
