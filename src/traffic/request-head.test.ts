import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fuzzRuns, heads } from './head-fixture.ts'
import { type HeadKind, isTarget, RequestHead, readRequestHead } from './request-head.ts'

const head = new RequestHead()
const read = (lines: string, line = 'GET / HTTP/1.1', host = 'Host: a\r\n'): HeadKind =>
  readRequestHead(`${line}\r\n${host}${lines}\r\n`, head)

describe('the head of a request', () => {
  it('is read without keeping anything of the one before', () => {
    expect(read('Content-Length: 5\r\nConnection: close\r\nX-Real-IP: x\r\n', 'POST /a?b HTTP/1.1')).toBe('canonical')
    expect(head).toMatchObject({ method: 'POST', target: '/a?b', host: 'a', contentLength: 5, keepAlive: false })
    expect(head.cuts).toHaveLength(2)
    expect(read('')).toBe('canonical')
    expect(head).toMatchObject({ method: 'GET', target: '/', contentLength: 0, keepAlive: true, cuts: [], why: '' })
  })

  it.each<[string, HeadKind]>([
    ['GET / HTTP/1.1', 'canonical'],
    ['OPTIONS /a;b=c/[d]|~%zz?q=1&q=2 HTTP/1.1', 'canonical'],
    ['GET / HTTP/1.0', 'unusual'],
    ['GET /a"b HTTP/1.1', 'unusual'],
    ['GET /a\\b HTTP/1.1', 'unusual'],
    ['GET /a#b HTTP/1.1', 'refused'],
    ['GET /\xe4 HTTP/1.1', 'refused'],
    ['GET  / HTTP/1.1', 'refused'],
    ['GET /  HTTP/1.1', 'refused'],
    ['GET / HTTP/1.1 ', 'refused'],
    ['GET / HTTP/1.2', 'refused'],
    ['GET /', 'refused'],
    ['GET * HTTP/1.1', 'refused'],
    ['GET http://a/ HTTP/1.1', 'refused'],
    ['get / HTTP/1.1', 'refused'],
    ['TRACE / HTTP/1.1', 'refused'],
    ['PRI * HTTP/2.0', 'refused'],
  ])('with the first line "%s" is %s', (line, kind) => {
    expect(read('', line)).toBe(kind)
  })

  it.each<[string, HeadKind]>([
    ['A: b\r\n', 'canonical'],
    ['A:\r\n', 'canonical'],
    ['A:\t b \t\r\n', 'canonical'],
    ['A: caf\xe9\r\n', 'unusual'],
    ['A_B: c\r\n', 'refused'],
    ['A : b\r\n', 'refused'],
    [' A: b\r\n', 'refused'],
    ['A: b\r\n c\r\n', 'refused'],
    ['A\r\n', 'refused'],
    [': b\r\n', 'refused'],
    ['A: b\0\r\n', 'refused'],
    ['A: b\x7f\r\n', 'refused'],
    ['A: b\rc\r\n', 'refused'],
    ['A: b\nC: d\r\n', 'refused'],
    ['Host: a\r\n', 'refused'],
    ['Content-Length: 5\r\n', 'canonical'],
    ['Content-Length: 05\r\n', 'refused'],
    ['Content-Length: +5\r\n', 'refused'],
    ['Content-Length: 5, 5\r\n', 'refused'],
    ['Content-Length: 9999999999999999\r\n', 'refused'],
    ['Content-Length: 5\r\nContent-Length: 5\r\n', 'refused'],
    ['Content-Length: 5\r\nTransfer-Encoding: chunked\r\n', 'refused'],
    ['Transfer-Encoding: chunked\r\n', 'unusual'],
    ['Transfer-Encoding: Chunked\r\n', 'unusual'],
    ['Transfer-Encoding: gzip, chunked\r\n', 'refused'],
    ['Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n', 'refused'],
    ['Expect: 100-continue\r\n', 'unusual'],
    ['Expect: x\r\n', 'refused'],
    ['Upgrade: websocket\r\n', 'unusual'],
    ['Connection: Close\r\n', 'canonical'],
    ['Connection: Keep-Alive\r\n', 'canonical'],
    ['Connection: close, te\r\n', 'unusual'],
    ['TE: trailers\r\n', 'unusual'],
  ])('with the lines %j is %s', (lines, kind) => {
    expect(read(lines)).toBe(kind)
  })

  it('needs exactly one Host', () => {
    expect(read('', 'GET / HTTP/1.1', '')).toBe('refused')
    expect(head.why).toBe('no Host')
  })

  it.each(['GET / HTTP/1.1\n', 'GET / HTTP/1.1\r\nHost: a\n\n', '\n', 'A\n'])(
    'is refused at %j, before its end',
    (text) => {
      expect(readRequestHead(text, head)).toBe('refused')
    },
  )

  it('cuts what only concerns this connection, and what tells of another client', () => {
    const text =
      'GET / HTTP/1.1\r\nX-Forwarded-For: a\r\nHost: a\r\nForwarded: b\r\nA: b\r\nX-Original-URL: /c\r\nKeep-Alive: 5\r\n\r\n'
    expect(readRequestHead(text, head)).toBe('canonical')
    let kept = ''
    let at = 0
    for (const { from, to } of head.cuts) {
      kept += text.slice(at, from)
      at = to
    }
    expect(kept + text.slice(at)).toBe('GET / HTTP/1.1\r\nHost: a\r\nA: b\r\n\r\n')
  })

  it('finds a header whatever its case, several lines as one, and never in the body', () => {
    readRequestHead('GET / HTTP/1.1\r\nHost: a\r\nACCEPT: x\r\nAccept: y\r\nEmpty:\r\n\r\nLater: z\r\n\r\n', head)
    expect(head.header('accept')).toBe('x, y')
    expect(head.header('empty')).toBe('')
    expect(head.header('later')).toBeUndefined()
    expect(head.header('acce')).toBeUndefined()
    expect(head.header('host')).toBe('a')
  })

  it('is read the same whatever follows it, and is incomplete or refused before its end', () => {
    fc.assert(
      fc.property(heads, fc.string(), (text, tail) => {
        const kind = readRequestHead(text, head)
        const { method, target, length, contentLength } = head
        fc.pre(kind === 'canonical' || kind === 'unusual')
        expect(readRequestHead(text + tail, head)).toBe(kind)
        expect(head).toMatchObject({ method, target, length, contentLength })
        for (let end = 0; end < length; end++) expect(readRequestHead(text.slice(0, end), head)).toBe('incomplete')
      }),
      { numRuns: fuzzRuns / 10 },
    )
  })

  it('never throws, and gives a reason for each refusal', () => {
    const bytes = fc.string({
      unit: fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code)),
      maxLength: 60,
    })
    fc.assert(
      fc.property(
        fc.oneof(
          heads,
          bytes.map((text) => `${text}\r\n\r\n`),
          bytes,
        ),
        (text) => {
          const kind = readRequestHead(text, head)
          expect(head.why !== '').toBe(kind === 'refused')
        },
      ),
      { numRuns: fuzzRuns },
    )
  })
})

it('takes for a target only what begins with a slash and holds plain ASCII', () => {
  expect(['/', '/a?b=c', '/"\\^'].filter((target) => !isTarget(target))).toEqual([])
  expect(['', '*', 'a', '/ ', '/#', '/\x7f', '/\xe4', '/a\n'].filter(isTarget)).toEqual([])
})
