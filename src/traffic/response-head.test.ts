import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fuzzRuns } from './head-fixture.ts'
import { type Framing, ResponseHead, readResponseHead } from './response-head.ts'

const head = new ResponseHead()
const read = (text: string, method = 'GET'): number => readResponseHead(text, method, head)

describe('the head of an answer', () => {
  it.each<[string, string, Framing, boolean]>([
    ['Content-Length: 5', 'GET', 'length', true],
    ['Content-Length: 0', 'GET', 'none', true],
    ['Content-Length: 5', 'HEAD', 'none', true],
    ['Transfer-Encoding: chunked', 'GET', 'chunked', true],
    ['TRANSFER-ENCODING:Chunked', 'POST', 'chunked', true],
    ['Transfer-Encoding: chunked', 'HEAD', 'none', true],
    ['X: y', 'GET', 'until-close', false],
    ['Content-Length: 5\r\nConnection: Close', 'GET', 'length', false],
    ['Content-Length: 5\r\nConnection: keep-alive', 'GET', 'length', true],
  ])('with "%s" to %s: %s', (lines, method, framing, keepAlive) => {
    const text = `HTTP/1.1 200 OK\r\n${lines}\r\n\r\n`
    expect(read(`${text}body`, method)).toBe(text.length)
    expect(head).toMatchObject({ status: 200, framing, keepAlive })
  })

  it.each([204, 304, 100, 199])('of status %s has no body, whatever it says', (status) => {
    expect(read(`HTTP/1.1 ${status} x\r\nContent-Length: 5\r\n\r\n`)).toBeGreaterThan(0)
    expect(head).toMatchObject({ status, framing: 'none' })
  })

  it('goes to the client in our version, without banners and lines of the connection', () => {
    const lines =
      'Server: IIS\r\nX-Powered-By: ASP.NET\r\nA: b\r\nConnection: close\r\nX-AspNet-Version: 4\r\nVia: x\r\nSet-Cookie: c\r\nSet-Cookie: d\r\nKeep-Alive: 5'
    expect(read(`HTTP/1.0 200 OK\r\n${lines}\r\n\r\n`)).toBeGreaterThan(0)
    expect(head.text).toBe('HTTP/1.1 200 OK\r\nA: b\r\nSet-Cookie: c\r\nSet-Cookie: d\r\n')
    expect(head.keepAlive).toBe(false)
  })

  it('is not over before its empty line', () => {
    const text = 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n'
    for (let end = 0; end < text.length; end++) expect(read(text.slice(0, end))).toBe(-1)
    expect(read(text)).toBe(text.length)
  })

  it.each([
    'HTTP/2 200 OK\r\n',
    'http/1.1 200 OK\r\n',
    'HTTP/1.1 20 OK\r\n',
    'HTTP/1.1 2000 OK\r\n',
    'HTTP/1.1 2e2 OK\r\n',
    'HTTP/1.1  20 OK\r\n',
    'HTTP/1.1 099 OK\r\n',
    'HTTP/1.1 600 OK\r\n',
    'HTTP/1.1 200 OK\nX: y\r\n',
    'HTTP/1.1 200 O\rK\r\n',
    'HTTP/1.1 200 OK\r\nnothing\r\n',
    'HTTP/1.1 200 OK\r\n: x\r\n',
    'HTTP/1.1 200 OK\r\nX: y\r\n folded\r\n',
    'HTTP/1.1 200 OK\r\nX: y\nContent-Length: 5\r\n',
    'HTTP/1.1 200 OK\r\nX: y\rZ\r\n',
    'HTTP/1.1 200 OK\r\nContent-Length : 5\r\n',
    'HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 5\r\n',
    'HTTP/1.1 200 OK\r\nContent-Length: 5, 5\r\n',
    'HTTP/1.1 200 OK\r\nContent-Length: -5\r\n',
    'HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n',
    'HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n',
    'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n',
    'HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n',
  ])('is malformed: %j', (text) => {
    expect(read(`${text}\r\n`)).toBe(0)
  })

  it('never throws, and is read without keeping anything of the one before', () => {
    const lines = fc.array(
      fc.constantFrom(
        'Content-Length: 5',
        'Transfer-Encoding: chunked',
        'X: y',
        'Connection: close',
        ' z',
        'a\nb: c',
        'Server: x',
      ),
      { maxLength: 4 },
    )
    const texts = fc.oneof(
      fc
        .tuple(fc.constantFrom('HTTP/1.1 200 OK', 'HTTP/1.0 304', 'HTTP/1.1 99', 'x'), lines)
        .map(([first, rest]) => `${[first, ...rest].join('\r\n')}\r\n\r\n`),
      fc.string({ unit: 'binary-ascii' }),
    )
    fc.assert(
      fc.property(texts, texts, (before, text) => {
        const fresh = new ResponseHead()
        const length = readResponseHead(text, 'GET', fresh)
        read(before)
        expect(read(text)).toBe(length)
        if (length > 0) expect(head).toEqual(fresh)
      }),
      { numRuns: fuzzRuns },
    )
  })
})
