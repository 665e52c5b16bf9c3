import { accepted, type Parsed, rejected } from './parsed.ts'
import { quoted } from './quoted.ts'
import { say, type Text } from './text.ts'

/** An IP address as a number. An IPv4 address written inside IPv6 (`::ffff:192.0.2.1`) is the IPv4 address. */
export interface Address {
  readonly family: 4 | 6
  readonly number: bigint
}

/** All addresses whose first `length` bits are those of `number`; the other bits of `number` are zero. */
export interface Prefix {
  readonly family: 4 | 6
  readonly number: bigint
  readonly length: number
}

/** Reads an IPv4 or IPv6 address in its usual text forms (RFC 4291, section 2.2). No zone, no port, no octal. */
export function parseAddress(text: string): Parsed<Address> {
  const address = addressIn(text)
  return address ? accepted(address) : rejected(notAnAddress(text))
}

/** The same where nobody asks what is wrong with a text that is no address. */
export function addressIn(text: string): Address | undefined {
  const four = readV4(text)
  if (four !== undefined) return { family: 4, number: four }
  const six = readV6(text)
  if (six === undefined) return
  return six >> 32n === 0xffffn ? { family: 4, number: six & 0xffff_ffffn } : { family: 6, number: six }
}

/**
 * Reads `203.0.113.0/24`, `2001:db8::/32`, or a single address as the prefix of full length. A prefix inside
 * `::ffff:0:0/96` is the IPv4 prefix that it stands for.
 */
export function parsePrefix(text: string): Parsed<Prefix> {
  const [addressText = '', lengthText, ...more] = text.split('/')
  const address = parseAddress(addressText)
  if (!address.ok || more.length > 0) return rejected(notAnAddress(text))
  const { family, number } = address.value
  const width = family === 4 ? 32 : 128
  if (lengthText === undefined) return accepted({ family, number, length: width })
  // Written in IPv6, the length counts the 96 bits before the IPv4 address too.
  const before = family === 4 && addressText.includes(':') ? 96 : 0
  const length = /^(0|[1-9]\d{0,2})$/.test(lengthText) ? Number(lengthText) - before : Number.NaN
  if (!(length >= 0 && length <= width)) return rejected(wrongLength(text, before, before + width))
  const prefix = { family, number: clearHostBits(number, length, width), length }
  return prefix.number === number ? accepted(prefix) : rejected(hostBitsSet(text, formatPrefix(prefix)))
}

export function contains(prefix: Prefix, address: Address): boolean {
  const width = prefix.family === 4 ? 32 : 128
  return prefix.family === address.family && clearHostBits(address.number, prefix.length, width) === prefix.number
}

/** Writes an address; IPv6 in the canonical form of RFC 5952. */
export function formatAddress({ family, number }: Address): string {
  if (family === 4) {
    const word = Number(number)
    return `${word >>> 24}.${(word >>> 16) & 255}.${(word >>> 8) & 255}.${word & 255}`
  }
  const digits = number.toString(16).padStart(32, '0')
  const groups = Array.from({ length: 8 }, (_, index) => Number.parseInt(digits.slice(4 * index, 4 * index + 4), 16))
  const hexadecimal = groups.map((group) => group.toString(16))
  const zeros = longestZeros(groups)
  if (zeros.length < 2) return hexadecimal.join(':')
  return `${hexadecimal.slice(0, zeros.start).join(':')}::${hexadecimal.slice(zeros.start + zeros.length).join(':')}`
}

/** Writes a prefix; one of full length as the plain address. */
export function formatPrefix(prefix: Prefix): string {
  const address = formatAddress(prefix)
  return prefix.length === (prefix.family === 4 ? 32 : 128) ? address : `${address}/${prefix.length}`
}

/** Ranges that no router of the internet forwards to: RFC 1918, RFC 4193, loopback, link-local, RFC 6598. */
export const privateNetworks: readonly Prefix[] = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10',
  '169.254.0.0/16',
  '127.0.0.0/8',
  'fc00::/7',
  'fe80::/10',
  '::1',
].flatMap((text) => {
  const prefix = parsePrefix(text)
  return prefix.ok ? [prefix.value] : []
})

/** Says whether an address only has a meaning inside a private network. */
export function isPrivate(address: Address): boolean {
  return privateNetworks.some((prefix) => contains(prefix, address))
}

function clearHostBits(number: bigint, length: number, width: number): bigint {
  const hostBits = BigInt(width - length)
  return (number >> hostBits) << hostBits
}

/** Leading zeros are refused: some systems read `010` as eight. */
function readV4(text: string): bigint | undefined {
  if (!/^(?:(?:0|[1-9]\d?|1\d\d|2[0-4]\d|25[0-5])(?:\.(?=\d)|$)){4}$/.test(text)) return
  return BigInt(text.split('.').reduce((number, byte) => number * 256 + Number(byte), 0))
}

function readV6(text: string): bigint | undefined {
  if (!text.includes(':')) return
  const [head = '', tail, ...more] = text.split('::')
  if (more.length > 0) return
  const before = readGroups(head, tail === undefined)
  const after = readGroups(tail ?? '', true)
  if (!before || !after) return
  const missing = 8 - before.length - after.length
  if (tail === undefined ? missing !== 0 : missing < 1) return
  const groups = [...before, ...new Array<bigint>(missing).fill(0n), ...after]
  return groups.reduce((number, group) => (number << 16n) | group, 0n)
}

/** Groups of one side of `::`; the last may be a dotted IPv4 address if it ends the text. */
function readGroups(text: string, endsText: boolean): bigint[] | undefined {
  if (text === '') return []
  const groups: bigint[] = []
  const parts = text.split(':')
  for (const [index, part] of parts.entries()) {
    const four = endsText && index === parts.length - 1 ? readV4(part) : undefined
    if (four !== undefined) groups.push(four >> 16n, four & 0xffffn)
    else if (/^[0-9a-f]{1,4}$/i.test(part)) groups.push(BigInt(`0x${part}`))
    else return
  }
  return groups
}

/** The first of the longest runs of zero groups (RFC 5952, section 4.2.3). */
function longestZeros(groups: readonly number[]): { start: number; length: number } {
  let best = { start: 0, length: 0 }
  let start = 0
  for (const [index, group] of groups.entries()) {
    if (group !== 0) start = index + 1
    else if (index - start + 1 > best.length) best = { start, length: index - start + 1 }
  }
  return best
}

function notAnAddress(text: string): Text {
  return say(
    `${quoted(text)} ist keine IP-Adresse und kein Netz, zum Beispiel 203.0.113.7 oder 203.0.113.0/24.`,
    `${quoted(text)} is neither an IP address nor a network, for example 203.0.113.7 or 203.0.113.0/24.`,
  )
}

function wrongLength(text: string, least: number, most: number): Text {
  return say(
    `${quoted(text)}: hinter dem Schrägstrich steht eine Zahl von ${least} bis ${most}.`,
    `${quoted(text)}: behind the slash stands a number from ${least} to ${most}.`,
  )
}

function hostBitsSet(text: string, network: string): Text {
  return say(
    `${quoted(text)} ist eine Adresse in einem Netz, nicht das Netz. Meinten Sie ${network}?`,
    `${quoted(text)} is an address in a network, not the network. Did you mean ${network}?`,
  )
}
