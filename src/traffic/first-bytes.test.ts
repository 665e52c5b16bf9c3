import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type FirstBytes, firstBytesOf, mostFirstBytes } from './first-bytes.ts'

function hex(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'))
}

const ssl2Hello = '80 2e 01 03 01 00 15 00 00 00 10'

describe('the first bytes of a connection', () => {
  it.each<[FirstBytes, string, string]>([
    ['tls', '16 03 01 02 00 01 00 01 fc 03 03', 'a usual ClientHello'],
    ['tls', '16 03 03 02 00 01', 'a ClientHello with the record version of TLS 1.2'],
    ['tls', '16 03 00 00 2d 01', 'an old ClientHello'],
    ['tls', '16 03 01 00 01 01', 'a ClientHello in records of one byte'],
    ['tls', '16 03 01 40 00 01', 'a record of 16 KB'],
    ['relay', '16 03 01 40 01 01', 'a record that is too large'],
    ['relay', '16 03 01 00 00', 'an empty record'],
    ['relay', '16 03 01 02 00 02', 'a ServerHello'],
    ['relay', '16 02', 'no version of TLS'],
    ['relay', '16 03 05', 'a version that does not exist'],
    ['relay', '15 03 01 00 02 01', 'an alert'],
    ['relay', '17 03 03 00 10 01', 'encrypted bytes without a hello'],
    ['more', '16', 'one byte of TLS'],
    ['more', '16 03 01 02 00', 'a record header'],
    ['ssl2', ssl2Hello, 'a hello of SSL 2.0 that offers TLS 1.0'],
    ['ssl2', '80 2e 01 00 02 00 15 00 00 00 10', 'a hello of SSL 2.0'],
    ['more', '80 2e 01 03 01', 'the start of a hello of SSL 2.0'],
    ['more', '80 2e 01 00', 'half a version'],
    ['relay', '80 2e 02', 'another message'],
    ['relay', '80 2e 01 00 03', 'another version'],
    ['relay', '80 2f 01 03 01 00 15 00 00 00 10', 'lengths that do not add up'],
    ['relay', '80 2f 01 03 01 00 16 00 00 00 10', 'half a cipher'],
    ['relay', '81 08 b0 11 fe 8c 00 01 d5 e9', "the greeting of the lab's relay"],
    ['relay', '82 04 01 02 03 04', "the hello of the lab's relay"],
    ['relay', '00', 'a zero'],
    ['relay', '0d 0a 0d 0a 00 0d 0a 51 55 49 54 0a', 'a PROXY header where none is expected'],
  ])('are %s: %s (%s)', (kind, bytes) => expect(firstBytesOf(hex(bytes))).toBe(kind))

  it.each<[FirstBytes, string]>([
    ['http', 'GET / HTTP/1.1\r\n'],
    ['http', 'POST '],
    ['http', 'PROPPATCH /'],
    ['http', 'PRI * HTTP/2.0\r\n'],
    ['more', 'G'],
    ['more', 'GET'],
    ['more', 'PROPPATCH'],
    ['more', 'PRO'],
    ['relay', 'GET/'],
    ['relay', 'GETS '],
    ['relay', 'get / HTTP/1.1\r\n'],
    ['relay', ' GET / HTTP/1.1\r\n'],
    ['relay', '\r\nGET / HTTP/1.1\r\n'],
    ['relay', 'PROXY TCP4 192.0.2.1 192.0.2.2 1 443\r\n'],
    ['relay', 'SSH-2.0-x'],
    ['more', ''],
  ])('are %s: %j', (kind, text) => expect(firstBytesOf(Buffer.from(text, 'latin1'))).toBe(kind))

  it('say the same whether they come at once or one at a time', () => {
    const start = fc.constantFrom(...['16 03 01 02 00 01', '80 2e 01 03 01', ssl2Hello, '50 52 4f 50', '47 45 54 20'])
    const any = fc.uint8Array({ maxLength: 16 })
    const started = fc.tuple(start, any).map(([bytes, rest]) => Uint8Array.from([...hex(bytes), ...rest]))
    fc.assert(
      fc.property(fc.oneof(any, started), (bytes) => {
        const last = firstBytesOf(bytes)
        if (bytes.length >= mostFirstBytes) expect(last).not.toBe('more')
        for (let length = 0; length < bytes.length; length++) {
          const early = firstBytesOf(bytes.subarray(0, length))
          if (early !== 'more') expect(early).toBe(last)
        }
      }),
      { numRuns: 2000, seed: 75 },
    )
  })
})
