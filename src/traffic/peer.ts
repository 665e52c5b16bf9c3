import type { Address } from '../model/address.ts'
import { readFour, readGroups, wordOf } from './address-text.ts'

/** `ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255` */
const longestText = 45

/**
 * An address as 32-bit words in network order, so that looking it up needs neither text nor big numbers. IPv4 lies in
 * `w3` and the other words are 0; an IPv4 address written inside IPv6 (`::ffff:192.0.2.1`) is the IPv4 address.
 * Words are signed, which the engine keeps as they are, where half of the unsigned ones would need an object each. One
 * peer serves many addresses: it is filled, looked up and filled again.
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
  const number = [w0, w1, w2, w3].reduce((high, word) => (high << 32n) | BigInt(word >>> 0), 0n)
  return { family, number }
}

/**
 * Reads the text of an IPv4 or IPv6 address, as a socket gives it, into a peer without allocating. Accepts what
 * `parseAddress` accepts: no port, no zone, no octal. False says that it is not an address, and leaves `into` as it was.
 */
export function readPeer(text: string, into: Peer): boolean {
  if (text.length > longestText) return false
  if (readFour(text, 0)) return fill(into, 4, wordOf(6))
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

function wordAt(number: bigint, shift: bigint): number {
  return Number(BigInt.asIntN(32, number >> shift)) | 0
}
