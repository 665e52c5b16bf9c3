import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Endpoint, formatEndpoint, parseEndpoint, type Scheme } from './endpoint.ts'

const all: readonly Scheme[] = ['http', 'https', 'tcp']

describe('an endpoint', () => {
  it.each<[string, Endpoint]>([
    ['https://10.20.0.10', { scheme: 'https', host: '10.20.0.10', port: 443 }],
    ['https://10.20.0.10/', { scheme: 'https', host: '10.20.0.10', port: 443 }],
    ['HTTP://Server.Local:8040', { scheme: 'http', host: 'server.local', port: 8040 }],
    ['http://server', { scheme: 'http', host: 'server', port: 80 }],
    ['tcp://[2001:DB8::1]:8041', { scheme: 'tcp', host: '2001:db8::1', port: 8041 }],
    ['tcp://[::ffff:10.20.0.11]:8041', { scheme: 'tcp', host: '10.20.0.11', port: 8041 }],
  ])('is read from %s', (text, endpoint) => expect(parseEndpoint(text, all)).toEqual({ ok: true, value: endpoint }))

  it.each([
    '',
    '10.20.0.10',
    '//10.20.0.10',
    'ftp://10.20.0.10',
    'tcp://10.20.0.11',
    'http://10.20.0.11:0',
    'http://10.20.0.11:65536',
    'http://10.20.0.11:080',
    'http://10.20.0.11:',
    'http://10.20.0.11/path',
    'http://10.20.0.11?x',
    'http://10.20.0.11#x',
    'http://user@10.20.0.11',
    'http://user:word@10.20.0.11',
    'http://2001:db8::1:80',
    'http://[2001:db8::1',
    'http://[10.20.0.11]',
    'http://[server.local]',
    'http://[fe80::1%1]',
    'http://010.0.0.1',
    'http://0x7f000001',
    'http:// 10.20.0.11',
    'http://10.20.0.11\n',
    'http://\u001b[2J',
  ])('is not %j', (text) => expect(parseEndpoint(text, all).ok).toBe(false))

  it('is refused when its scheme is not one of those asked for, with an example of each', () => {
    const parsed = parseEndpoint('tcp://10.20.0.11:8041', ['http', 'https'])
    expect(parsed).toMatchObject({
      ok: false,
      problem: { de: expect.stringContaining('http://10.20.0.11:8040 oder https://10.20.0.10') },
    })
  })

  it('survives being written and read again', () => {
    const host = fc.oneof(
      fc.domain().map((name) => name.toLowerCase()),
      fc.ipV4(),
      fc.constant('2001:db8::1'),
    )
    fc.assert(
      fc.property(fc.constantFrom(...all), host, fc.integer({ min: 1, max: 65_535 }), (scheme, name, port) => {
        const endpoint = { scheme, host: name, port }
        expect(parseEndpoint(formatEndpoint(endpoint), all)).toEqual({ ok: true, value: endpoint })
      }),
    )
  })

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string(), (rest) => {
        expect(typeof parseEndpoint(`http://${rest}`, all).ok).toBe('boolean')
      }),
    )
  })
})
