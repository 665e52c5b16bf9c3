import { describe, expect, it } from 'vitest'
import { type Prefix, parsePrefix } from '../model/address.ts'
import type { BanEntry } from '../traffic/bans.ts'
import { closingBans } from './closing-bans.ts'

function prefix(text: string): Prefix {
  const read = parsePrefix(text)
  if (!read.ok) throw new Error(text)
  return read.value
}

function ban(text: string, scopes: number, expiresAt: number): BanEntry {
  return { prefix: prefix(text), scopes, expiresAt, level: 1 }
}

describe('the bans that close a way in', () => {
  it('hold for all of its areas and have not ended', () => {
    const whole = ban('192.0.2.9/32', 0b111, 20)
    expect(closingBans([whole, ban('192.0.2.8/32', 0b101, 20), ban('192.0.2.7/32', 0b111, 10)], 0b011, 10)).toEqual([
      whole,
    ])
  })

  it('are also a /64 together with the /56 around it, until the first of both ends', () => {
    const own = ban('2001:db8:0:12::/64', 0b01, 30)
    const around = ban('2001:db8::/56', 0b10, 20)
    const elsewhere = ban('2001:db8:0:112::/64', 0b01, 30)
    expect(closingBans([own, around, elsewhere], 0b11, 10)).toEqual([{ ...own, expiresAt: 20 }])
    expect(closingBans([own, around], 0b11, 20)).toEqual([])
  })
})
