import fc from 'fast-check'
import { expect, it } from 'vitest'
import { parseHost } from './host.ts'
import { parseHostName } from './host-name.ts'

it.each([
  ['support.muster-msp.de', 'support.muster-msp.de'],
  ['Support.Muster-MSP.de', 'support.muster-msp.de'],
  ['localhost', 'localhost'],
  ['xn--mnchen-3ya.de', 'xn--mnchen-3ya.de'],
  ['3com.com', '3com.com'],
  [`${'a'.repeat(63)}.de`, `${'a'.repeat(63)}.de`],
])('reads %s as %s', (text, name) => expect(parseHostName(text)).toEqual({ ok: true, value: name }))

it.each([
  '',
  '.',
  'support.muster-msp.de.',
  '.de',
  'a..de',
  '-a.de',
  'a-.de',
  'a_b.de',
  'a b.de',
  'a.de\n',
  'https://a.de',
  'a.de:443',
  '203.0.113.7',
  'server.1',
  '127.0.0.0x1',
  '0x7f000001',
  'a.0X',
  'münchen.de',
  'ban\u212A.de',
  `${'a'.repeat(64)}.de`,
  `${'a.'.repeat(127)}de`,
])('refuses %j', (text) => expect(parseHostName(text).ok).toBe(false))

it('answers only plain ASCII in lower case, and answers it again when asked again', () => {
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.domain(), fc.stringMatching(/^[a-zA-Z0-9.\-K]{1,30}$/))
  fc.assert(
    fc.property(text, (written) => {
      const parsed = parseHostName(written)
      if (!parsed.ok) return
      expect(parsed.value).toMatch(/^[a-z0-9.-]{1,253}$/)
      expect(parsed.value).toHaveLength(written.length)
      expect(parseHostName(parsed.value)).toEqual(parsed)
      expect(new URL(`http://${parsed.value}/`).hostname).toBe(parsed.value)
    }),
  )
})

it.each([
  ['Automate.Muster-MSP.de', 'automate.muster-msp.de'],
  ['203.0.113.7', '203.0.113.7'],
  ['2001:DB8:0::1', '2001:db8::1'],
])('reads the host %s as %s', (text, host) => expect(parseHost(text)).toEqual({ ok: true, value: host }))
