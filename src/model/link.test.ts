import fc from 'fast-check'
import { expect, it } from 'vitest'
import { parseLink } from './link.ts'

it.each([
  'https://support.muster-msp.de',
  'https://support.muster-msp.de/',
  'https://support.muster-msp.de:8443/termin?art=1&tag=mo#oben',
  'https://support.muster-msp.de?termin',
  'https://support.muster-msp.de#termin',
  'https://buchen.example/kalender/termin@muster-msp.de/bookings/',
  'HTTPS://support.muster-msp.de/A',
  'https://203.0.113.7/',
])('reads %s', (text) => expect(parseLink(text)).toEqual({ ok: true, value: text }))

it.each([
  '',
  'http://support.muster-msp.de/',
  'javascript:alert(1)',
  'https:support.muster-msp.de',
  'https://',
  'https:///termin',
  'https://.../',
  'https://user@support.muster-msp.de/',
  'https://user:word@support.muster-msp.de/',
  'https://support.muster-msp.de@evil.example/',
  'https://support.muster-msp.de:0/',
  'https://support.muster-msp.de:99999/',
  'https://2130706433/',
  'https://0x7f.1/',
  'https://münchen.de/',
  'https://support.muster-msp.de/a b',
  'https://support.muster-msp.de/"onclick="x',
  'https://support.muster-msp.de/<script>',
  'https://support.muster-msp.de\\evil',
  'https://support.muster-msp.de/\u001b[2J',
  'https://support.muster-msp.de/\n',
  `https://support.muster-msp.de/${'a'.repeat(2_000)}`,
])('refuses %j', (text) => expect(parseLink(text).ok).toBe(false))

it('accepts only what a browser takes for the same https address without credentials', () => {
  const text = fc.oneof(
    fc.webUrl({ validSchemes: ['https'], withQueryParameters: true, withFragments: true }),
    fc.string(),
  )
  fc.assert(
    fc.property(text, (written) => {
      const parsed = parseLink(written)
      if (!parsed.ok) return
      const url = new URL(parsed.value)
      expect([url.protocol, url.username, url.password]).toEqual(['https:', '', ''])
      expect(parsed.value.toLowerCase().startsWith(`https://${url.hostname}`)).toBe(true)
    }),
  )
})
