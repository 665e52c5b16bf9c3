import type { Address } from '../model/address.ts'

const dot = 46
const colon = 58
/** `ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255` */
const longestText = 45

/** The eight groups of the IPv6 text being read. Shared by all calls, so that reading an address allocates nothing. */
const groups = new Uint16Array(8)

/**
 * An address as 32-bit words in network order, so that looking it up needs neither text nor big numbers. IPv4 lies in
 * `w3` and the other words are 0; an IPv4 address written inside IPv6 (`::ffff:192.0.2.1`) is the IPv4 address.
 * Words are unsigned. One object serves many addresses: it is filled, looked up and filled again.
 */
export interface Peer {
  family: 4 | 6
  w0: number
  w1: number
  w2: number
  w3: number
}

/** An empty peer to be filled. */
export function newPeer(): Peer {
  return { family: 4, w0: 0, w1: 0, w2: 0, w3: 0 }
}

/** The words of an address. */
export function peerOf({ family, number }: Address): Peer {
  const [w0, w1, w2, w3] = [wordAt(number, 96n), wordAt(number, 64n), wordAt(number, 32n), wordAt(number, 0n)]
  return { family, w0, w1, w2, w3 }
}

/** The address that a peer holds, for text and for the rules of the model. */
export function addressOf({ family, w0, w1, w2, w3 }: Peer): Address {
  const number = [w0, w1, w2, w3].reduce((high, word) => (high << 32n) | BigInt(word), 0n)
  return { family, number }
}

/**
 * Reads the text of an IPv4 or IPv6 address, as a socket gives it, into a peer without allocating. Accepts what
 * `parseAddress` accepts: no port, no zone, no octal. False says that it is not an address, and leaves `into` as it was.
 */
export function readPeer(text: string, into: Peer): boolean {
  if (text.length > longestText) return false
  const four = readFour(text, 0)
  if (four >= 0) return fill(into, 4, four)
  if (!readGroups(text)) return false
  const w0 = wordOf(0)
  const w1 = wordOf(2)
  const w2 = wordOf(4)
  if (w0 === 0 && w1 === 0 && w2 === 0xffff) return fill(into, 4, wordOf(6))
  fill(into, 6, wordOf(6))
  into.w0 = w0
  into.w1 = w1
  into.w2 = w2
  return true
}

function fill(into: Peer, family: 4 | 6, w3: number): true {
  into.family = family
  into.w0 = 0
  into.w1 = 0
  into.w2 = 0
  into.w3 = w3
  return true
}

/** A dotted IPv4 address from `from` to the end of the text, or -1. */
function readFour(text: string, from: number): number {
  let address = 0
  let at = from
  for (let part = 0; part < 4; part++) {
    if (part > 0 && text.charCodeAt(at++) !== dot) return -1
    const octet = octetAt(text, at)
    if (octet < 0) return -1
    address = address * 256 + octet
    at += octet < 10 ? 1 : octet < 100 ? 2 : 3
  }
  return at === text.length ? address : -1
}

/** One part of a dotted address, or -1. A leading zero ends the part: some systems read `010` as eight. */
function octetAt(text: string, at: number): number {
  let octet = digitOf(text.charCodeAt(at))
  if (octet <= 0) return octet
  for (let next = at + 1; next < at + 3; next++) {
    const digit = digitOf(text.charCodeAt(next))
    if (digit < 0) break
    octet = octet * 10 + digit
  }
  return octet > 255 ? -1 : octet
}

/** Reads IPv6 text into `groups`; false for anything else. */
function readGroups(text: string): boolean {
  let gap = text.charCodeAt(0) === colon && text.charCodeAt(1) === colon ? 0 : -1
  let at = gap === 0 ? 2 : 0
  let count = 0
  while (at < text.length) {
    const end = readGroup(text, at, count)
    if (text.charCodeAt(end) === dot) return putFour(readFour(text, at), count) && spread(count + 2, gap)
    const separator = separatorAt(text, end)
    if (end <= at || separator < 0 || (separator === 2 && gap >= 0)) return false
    count++
    if (separator === 2) gap = count
    at = end + separator
  }
  return spread(count, gap)
}

/** Reads up to four hexadecimal digits into the group `count`; answers where they end, or -1 if there is no room. */
function readGroup(text: string, from: number, count: number): number {
  let at = from
  let group = 0
  for (; at < from + 4; at++) {
    const digit = hexadecimalOf(text.charCodeAt(at))
    if (digit < 0) break
    group = (group << 4) | digit
  }
  if (count > 7) return -1
  groups[count] = group
  return at
}

/** How many characters stand between two groups: none at the end of the text, else one or two colons; -1 is wrong. */
function separatorAt(text: string, at: number): number {
  if (at === text.length) return 0
  if (text.charCodeAt(at) !== colon || at + 1 === text.length) return -1
  return text.charCodeAt(at + 1) === colon ? 2 : 1
}

function putFour(address: number, count: number): boolean {
  if (address < 0 || count > 6) return false
  groups[count] = address >>> 16
  groups[count + 1] = address & 0xffff
  return true
}

/** Moves the groups behind `::` to the end and fills the gap with zeros. Without `::` eight groups must be there. */
function spread(count: number, gap: number): boolean {
  if (gap < 0) return count === 8
  if (count > 7) return false
  const zeros = 8 - count
  // Plain loops: for eight groups they are several times faster than the methods of the array.
  for (let index = 7; index >= gap + zeros; index--) groups[index] = groups[index - zeros] ?? 0
  for (let index = gap; index < gap + zeros; index++) groups[index] = 0
  return true
}

function digitOf(code: number): number {
  return code >= 48 && code <= 57 ? code - 48 : -1
}

function hexadecimalOf(code: number): number {
  const letter = code | 32
  return letter >= 97 && letter <= 102 ? letter - 87 : digitOf(code)
}

function wordOf(index: number): number {
  return (((groups[index] ?? 0) << 16) | (groups[index + 1] ?? 0)) >>> 0
}

function wordAt(number: bigint, shift: bigint): number {
  return Number((number >> shift) & 0xffff_ffffn)
}
