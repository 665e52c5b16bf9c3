import { describe, expect, it } from 'vitest'
import { type Prefix, parseAddress, parsePrefix } from '../model/address.ts'
import { implausible, readBlockList } from './block-list.ts'
import { peerOf } from './peer.ts'

function prefixes(...texts: readonly string[]): Prefix[] {
  return texts.flatMap((text) => {
    const parsed = parsePrefix(text)
    return parsed.ok ? [parsed.value] : []
  })
}

/** Which of the addresses a list holds. */
function held(text: string, addresses: readonly string[], own: readonly Prefix[] = []): readonly string[] {
  const list = readBlockList(text, own)
  if (!list.ok) throw new Error(list.problem.en)
  return addresses.filter((address) => {
    const parsed = parseAddress(address)
    return parsed.ok && list.table.find(peerOf(parsed.value)) > 0
  })
}

const addresses = ['192.0.2.1', '198.51.100.7', '198.51.100.8', '2001:db8:bad::1', '203.0.113.1']

describe('a block list', () => {
  it.each([
    ['plain text with comments', '# list\r\n\r\n192.0.2.0/24\r\n198.51.100.7 # one\r\n2001:db8:bad::/48;two\r\n'],
    ['Spamhaus DROP', '; Spamhaus DROP List\n192.0.2.0/24 ; SBL1\n198.51.100.7/32 ; SBL2\n2001:db8:bad::/48 ; SBL3'],
    [
      'lines of JSON',
      '{"cidr":"192.0.2.0/24","sblid":"SBL1","rir":"apnic"}\n{"cidr":"198.51.100.7"}\n{"cidr":"2001:db8:bad::/48"}\n{"type":"metadata","size":3}\n',
    ],
    ['text behind a byte order mark', '\uFEFF192.0.2.0/24\n198.51.100.7\n2001:db8:bad::/48'],
  ])('is read from %s', (_, text) => {
    expect(held(text, addresses)).toEqual(['192.0.2.1', '198.51.100.7', '2001:db8:bad::1'])
  })

  it.each([
    ['a name', '192.0.2.0/24\nexample.org\n', 2, /keine IP-Adresse/],
    ['an address for a network', '192.0.2.1/24', 1, /Meinten Sie 192\.0\.2\.0\/24/],
    ['more than /8', '\n\n64.0.0.0/7', 3, /höchstens \/8/],
    ['more than /12 of IPv6', '2000::/11', 1, /höchstens \/12/],
    ['torn JSON', '{"cidr":"192.0.2.0/24"}\n{"cidr":"198.51', 2, /keine IP-Adresse/],
    ['JSON without a network', '{"asn":64496}', 1, /keine IP-Adresse/],
    ['an error page', '<!doctype html>\n', 1, /keine IP-Adresse/],
    ['nothing but comments', '; empty\n', undefined, /keinen einzigen Eintrag/],
  ])('is refused for %s, with the line', (_, text, line, sentence) => {
    const list = readBlockList(text, [])
    expect(list).toMatchObject({ ok: false })
    if (list.ok) return
    expect(list.line).toBe(line)
    expect(list.problem.de).toMatch(sentence)
  })

  it('leaves out what covers our own, and keeps what lies inside of it', () => {
    const text = '192.0.2.0/24\n198.51.0.0/16\n198.51.100.8\n2001:db8::/32'
    const own = prefixes('198.51.100.0/24', '2001:db8:bad::1', '192.0.0.0/16')
    expect(held(text, addresses, own)).toEqual(['192.0.2.1', '198.51.100.8'])
    expect(readBlockList(text, own)).toMatchObject({
      entries: 4,
      leftOut: 2,
      named: ['198.51.0.0/16', '2001:db8::/32'],
    })
  })

  it.each([
    [99, 1, false],
    [99, 1000, false],
    [100, 80, false],
    [100, 79, true],
    [100, 200, false],
    [100, 201, true],
  ])('of %i entries is believed when it becomes %i, or not', (before, after, doubted) => {
    expect(implausible(before, after) !== undefined).toBe(doubted)
  })
})
