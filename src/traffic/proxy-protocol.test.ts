import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { WireEnd } from './proxy-header.ts'
import { longestProxyHeader, readProxyHeader, writeProxyHeader } from './proxy-protocol.ts'

function ascii(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, 'latin1'))
}

function hex(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'))
}

const signature = '0d 0a 0d 0a 00 0d 0a 51 55 49 54 0a'
const v4Block = 'c0 a8 00 01 c0 a8 00 0b dc 04 01 bb'
const v6Block = `20010db8000000000000000000000001 20010db8000000000000000000000002 ffff 01bb`

/** Sections 2.1 and 2.2 of the specification, by hand. */
const fromV4 = { address: '192.168.0.1', port: 56_324 }
const toV4 = { address: '192.168.0.11', port: 443 }
const fromV6 = { address: '2001:db8::1', port: 65_535 }
const toV6 = { address: '2001:db8::2', port: 443 }
const line = 'PROXY TCP4 192.168.0.1 192.168.0.11 56324 443\r\n'

describe('a PROXY header', () => {
  it.each([
    [ascii(line), { source: fromV4, destination: toV4, local: false }],
    [
      ascii(`PROXY TCP6 ${'ffff:'.repeat(7)}ffff ${'ffff:'.repeat(7)}ffff 65535 65535\r\n`),
      {
        source: { address: `${'ffff:'.repeat(7)}ffff`, port: 65_535 },
        destination: { address: `${'ffff:'.repeat(7)}ffff`, port: 65_535 },
        local: false,
      },
    ],
    [ascii('PROXY TCP6 2001:DB8::1 2001:db8::2 65535 443\r\n'), { source: fromV6, destination: toV6, local: false }],
    [
      ascii('PROXY TCP6 ::ffff:192.168.0.1 2001:db8::2 56324 443\r\n'),
      { source: fromV4, destination: toV6, local: false },
    ],
    [ascii('PROXY UNKNOWN\r\n'), { local: false }],
    [ascii(`PROXY UNKNOWN ${'ffff:'.repeat(7)}ffff ${'ffff:'.repeat(7)}ffff 65535 65535\r\n`), { local: false }],
    [hex(`${signature} 21 11 00 0c ${v4Block}`), { source: fromV4, destination: toV4, local: false }],
    [hex(`${signature} 21 21 00 24 ${v6Block}`), { source: fromV6, destination: toV6, local: false }],
    [
      hex(`${signature} 21 11 00 13 ${v4Block} 04 00 04 00 00 00 00`),
      { source: fromV4, destination: toV4, local: false },
    ],
    [hex(`${signature} 20 00 00 00`), { local: true }],
    [hex(`${signature} 20 11 00 0c ${v4Block}`), { local: true }],
    [hex(`${signature} 20 ff 00 02 00 00`), { local: true }],
    [hex(`${signature} 21 00 00 00`), { local: false }],
    [hex(`${signature} 21 12 00 0c ${v4Block}`), { local: false }],
    [hex(`${signature} 21 31 00 d8 ${'61'.repeat(216)}`), { local: false }],
  ])('is read as the specification writes it (%#)', (bytes, expected) => {
    const whole = { state: 'header', length: bytes.length, ...expected }
    expect(readProxyHeader(bytes)).toEqual(whole)
    expect(readProxyHeader(Uint8Array.from([...bytes, ...ascii('GET / HTTP/1.1\r\n')]))).toEqual(whole)
    for (let length = 0; length < bytes.length; length++) {
      expect(readProxyHeader(bytes.subarray(0, length))).toEqual({ state: 'more' })
    }
  })

  it.each([
    ['no-header', ascii('GET / HTTP/1.1\r\n')],
    ['no-header', ascii('PROXX')],
    ['no-header', ascii('proxy ')],
    ['no-header', ascii('PROXY\t')],
    ['no-header', ascii(` ${line}`)],
    ['no-header', hex('16 03 01 02 00 01')],
    ['no-header', hex('0d 0a 0d 0a 01')],
    ['malformed-line', ascii('PROXY TCP4 192.168.0.1 192.168.0.11 56324 443\n')],
    ['malformed-line', ascii('PROXY TCP4 192.168.0.1 192.168.0.11 56324 443\r\r\n')],
    ['malformed-line', ascii('PROXY UNKNOWN\rx\r\n')],
    ['malformed-line', ascii('PROXY UNKNOWNX\r\n')],
    ['malformed-line', ascii('PROXY  TCP4 192.168.0.1 192.168.0.11 56324 443\r\n')],
    ['malformed-line', ascii('PROXY TCP4 192.168.0.1  192.168.0.11 56324 443\r\n')],
    ['malformed-line', ascii('PROXY TCP4 192.168.0.1 192.168.0.11 56324 443 \r\n')],
    ['malformed-line', ascii('PROXY TCP4 192.168.0.1 192.168.0.11 56324\r\n')],
    ['malformed-line', ascii('PROXY TCP4 192.168.0.01 192.168.0.11 56324 443\r\n')],
    ['malformed-line', ascii('PROXY TCP4 192.168.0.256 192.168.0.11 56324 443\r\n')],
    ['malformed-line', ascii('PROXY TCP4 2001:db8::1 2001:db8::2 56324 443\r\n')],
    ['malformed-line', ascii('PROXY TCP6 192.168.0.1 192.168.0.11 56324 443\r\n')],
    ['malformed-line', ascii('PROXY TCP6 2001:db8::1%1 2001:db8::2 56324 443\r\n')],
    ['malformed-line', ascii('PROXY TCP4 192.168.0.1 192.168.0.11 056324 443\r\n')],
    ['malformed-line', ascii('PROXY TCP4 192.168.0.1 192.168.0.11 65536 443\r\n')],
    ['malformed-line', ascii('PROXY TCP4 192.168.0.1 192.168.0.11 -1 443\r\n')],
    ['malformed-line', ascii('PROXY UDP4 192.168.0.1 192.168.0.11 56324 443\r\n')],
    ['malformed-line', ascii('PROXY \r\n')],
    ['line-too-long', ascii(`PROXY UNKNOWN ${'x'.repeat(92)}\r\n`)],
    ['line-too-long', ascii(`PROXY TCP4 ${'1'.repeat(200)}`)],
    ['unknown-version', hex(`${signature} 11`)],
    ['unknown-version', hex(`${signature} 31`)],
    ['unknown-command', hex(`${signature} 22`)],
    ['unknown-family', hex(`${signature} 21 41`)],
    ['unknown-family', hex(`${signature} 21 13`)],
    ['block-too-short', hex(`${signature} 21 11 00 0b`)],
    ['block-too-short', hex(`${signature} 21 21 00 23`)],
    ['block-too-short', hex(`${signature} 21 31 00 d7`)],
    ['block-too-long', hex(`${signature} 21 11 08 01`)],
    ['block-too-long', hex(`${signature} 20 00 ff ff`)],
  ])('is refused as soon as it can be: %s (%#)', (why, bytes) =>
    expect(readProxyHeader(bytes)).toEqual({ state: 'invalid', why }),
  )

  it('is written as the specification writes it', () => {
    expect(writeProxyHeader(1, fromV4, toV4)).toEqual(ascii(line))
    expect(writeProxyHeader(1, fromV6, toV6)).toEqual(ascii('PROXY TCP6 2001:db8::1 2001:db8::2 65535 443\r\n'))
    expect(writeProxyHeader(2, fromV4, toV4)).toEqual(hex(`${signature} 21 11 00 0c ${v4Block}`))
    expect(writeProxyHeader(2, fromV6, toV6)).toEqual(hex(`${signature} 21 21 00 24 ${v6Block}`))
    const nowhere = { address: '', port: 0 }
    expect(writeProxyHeader(1, nowhere, toV4)).toEqual(ascii('PROXY UNKNOWN\r\n'))
    expect(writeProxyHeader(2, fromV4, nowhere)).toEqual(hex(`${signature} 21 00 00 00`))
  })
})

const anyAddress = fc.oneof(
  fc.ipV4(),
  fc.bigInt({ min: 0n, max: 2n ** 128n - 1n }).map((number) => {
    const groups = Array.from({ length: 8 }, (_, index) =>
      ((number >> BigInt(112 - 16 * index)) & 0xffffn).toString(16),
    )
    return groups.join(':')
  }),
)
const anyEnd: fc.Arbitrary<WireEnd> = fc.record({ address: anyAddress, port: fc.nat(65_535) })

describe('reading and writing PROXY headers', () => {
  it('are each the reverse of the other, whatever the families and whatever follows', () => {
    fc.assert(
      fc.property(fc.constantFrom(1, 2), anyEnd, anyEnd, fc.uint8Array({ maxLength: 8 }), (version, from, to, rest) => {
        const written = writeProxyHeader(version, from, to)
        const header = readProxyHeader(Uint8Array.from([...written, ...rest]))
        if (header.state !== 'header' || !header.source || !header.destination) throw new Error(header.state)
        expect(header.length).toBe(written.length)
        expect(writeProxyHeader(version, header.source, header.destination)).toEqual(written)
        expect([header.source.port, header.destination.port]).toEqual([from.port, to.port])
      }),
      { numRuns: 500, seed: 443 },
    )
  })

  it('come to an end after a bounded number of bytes, and never change their mind', () => {
    const start = fc.constantFrom(
      new Uint8Array(0),
      ascii('PROXY '),
      ascii('PROXY TCP4 1.2.3.4 '),
      hex(signature),
      hex(`${signature} 21 11 00`),
      hex(`${signature} 21 21 08 00`),
    )
    const rest = fc.oneof(fc.uint8Array({ maxLength: 120 }), fc.uint8Array({ minLength: 2048, maxLength: 2100 }))
    fc.assert(
      fc.property(start, rest, fc.nat(2100), (first, more, cut) => {
        const bytes = Uint8Array.from([...first, ...more])
        const all = readProxyHeader(bytes)
        if (bytes.length >= longestProxyHeader) expect(all.state).not.toBe('more')
        if (all.state === 'header') expect(all.length).toBeLessThanOrEqual(bytes.length)
        const early = readProxyHeader(bytes.subarray(0, cut))
        if (early.state !== 'more') expect(early).toEqual(all)
      }),
      { numRuns: 1000, seed: 8041 },
    )
  })
})
