import { expect, it } from 'vitest'
import { parseMailAddress } from './mail-address.ts'

it.each(['technik@muster-msp.de', 'a.b+c@x.example', "o'neill@muster-msp.de"])('reads %s', (text) => {
  expect(parseMailAddress(text)).toEqual({ ok: true, value: text })
})

it.each([
  'technik',
  '@muster-msp.de',
  'a@localhost',
  'a b@muster-msp.de',
  '.a@muster-msp.de',
  'a..b@muster-msp.de',
  'a@b@muster-msp.de',
  'mailto:a@muster-msp.de',
  'a@muster-msp.de\n',
  `${'a'.repeat(65)}@muster-msp.de`,
])('refuses %s', (text) => {
  expect(parseMailAddress(text)).toMatchObject({ ok: false })
})
