import fc from 'fast-check'

/** How often properties are tried; more on demand: FUZZ_RUNS. */
export const fuzzRuns = Number(process.env['FUZZ_RUNS'] ?? 3000)

const methods = fc.constantFrom(
  ...Array.from({ length: 15 }, () => 'GET'),
  'POST',
  'HEAD',
  'PUT',
  'OPTIONS',
  'get',
  'TRACE',
  'CONNECT',
  'XYZ',
  '',
)
const targets = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom('/', '/LabTech/agent.aspx?a=b', '/%41/..;/x') },
  fc.constantFrom(
    '/',
    '/LabTech/agent.aspx?a=b',
    '/%41/..;/x',
    '//x',
    '*',
    'http://a.example/',
    '/a b',
    '/#x',
    '/\\x',
    '/"x"',
  ),
  fc
    .string({ unit: fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code)), maxLength: 8 })
    .map((text) => `/${text}`),
)
const versions = fc.constantFrom(
  'HTTP/1.1',
  'HTTP/1.1',
  'HTTP/1.1',
  'HTTP/1.0',
  'HTTP/1.2',
  'HTTP/2.0',
  'http/1.1',
  'HTTP/1.1 ',
)
const names = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom(
      'Content-Length',
      'Transfer-Encoding',
      'Connection',
      'Expect',
      'Upgrade',
      'TE',
      'Cookie',
      'X-Forwarded-For',
      'Accept',
      'Keep-Alive',
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      'content_length',
      'Transfer Encoding',
      'Host',
      'Content-Length ',
      ' Folded',
      '',
      'X\0',
      'Trailer',
      'Forwarded',
    ),
  },
)
const values = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom(
      '0',
      '5',
      '5',
      '12',
      'chunked',
      'close',
      'keep-alive',
      '100-continue',
      'websocket',
      'trailers',
      'a=b',
      '',
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '05',
      '+5',
      '5,5',
      'Chunked ',
      '\tchunked',
      'gzip, chunked',
      'upgrade',
      'a\rb',
      'a\nb',
      'a\0',
      'caf\xe9',
      'x-forwarded-for',
      '5\xa0',
    ),
  },
)
const blanks = fc.constantFrom(' ', ' ', ' ', '', '\t', '  ')
const breaks = fc.constantFrom(...Array.from({ length: 30 }, () => '\r\n'), '\n', '\r', '\r\r\n', '\n\r\n')
const odd = fc.tuple(names, blanks, values, breaks).map(([name, blank, value, end]) => `${name}:${blank}${value}${end}`)
const plain = fc.constantFrom(
  ...[
    'Content-Length: 5',
    'content-length:12',
    'Accept: */*',
    'X-Y:',
    'Connection: close',
    'X-Forwarded-For: b',
    'A:	b c ',
  ],
  ...['Transfer-Encoding: chunked', 'Expect: 100-continue', 'Cookie: a=b; c', 'Keep-Alive: 5'],
)
const lines = fc.oneof(
  {
    weight: 4,
    arbitrary: plain.map(
      (line) => `${line}
`,
    ),
  },
  { weight: 1, arbitrary: odd },
)
const host = fc.constantFrom(
  ...Array.from({ length: 8 }, () => 'Host: a.example\r\n'),
  '',
  'Host: a.example\r\nHost: b\r\n',
  'HOST:\ta.example:443 \r\n',
)

/** Heads of requests, most of them nearly in order. */
export const heads: fc.Arbitrary<string> = fc
  .tuple(methods, targets, versions, breaks, host, fc.array(lines, { maxLength: 4 }))
  .map(
    ([method, target, version, end, first, rest]) => `${method} ${target} ${version}${end}${first}${rest.join('')}\r\n`,
  )
