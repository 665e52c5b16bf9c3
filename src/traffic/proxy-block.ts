import { type Address, formatAddress, parseAddress } from '../model/address.ts'
import { type ProxyFault, type ProxyHeader, startsLike, type WireEnd } from './proxy-header.ts'

const signature = Uint8Array.of(0x0d, 0x0a, 0x0d, 0x0a, 0x00, 0x0d, 0x0a, 0x51, 0x55, 0x49, 0x54, 0x0a)
export const fixedPart = 16
/** Addresses and TLVs. The protocol allows 65,535 bytes; proxies send a few hundred, certificates never. */
export const longestBlock = 2048

const unspecified = 0
const inet = 1
const inet6 = 2
const unix = 3
const stream = 1
const datagram = 2

/** Bytes of both addresses, and of both ports where there are any. */
const addressBytes: Readonly<Record<number, number>> = { [unspecified]: 0, [inet]: 12, [inet6]: 36, [unix]: 216 }

/**
 * Reads a header of version 2 (PROXY protocol, section 2.2), whose TLVs are skipped unread. Only TCP over IPv4 or
 * IPv6 names a client; for the other pairs that the protocol knows it falls back to no address, as it asks for.
 * Undefined for bytes that start otherwise.
 */
export function readProxyBlock(bytes: Uint8Array): ProxyHeader | undefined {
  if (!startsLike(bytes, signature)) return undefined
  const [versionAndCommand, familyAndProtocol, high, low] = bytes.subarray(signature.length, fixedPart)
  if (versionAndCommand === undefined) return { state: 'more' }
  if (versionAndCommand >> 4 !== 2) return invalid('unknown-version')
  const local = versionAndCommand === 0x20
  if (!local && versionAndCommand !== 0x21) return invalid('unknown-command')
  if (familyAndProtocol === undefined) return { state: 'more' }
  // Whatever stands here for a connection of the proxy's own is ignored.
  const pair = local ? 0 : familyAndProtocol
  if (pair >> 4 > unix || (pair & 0x0f) > datagram) return invalid('unknown-family')
  if (high === undefined || low === undefined) return { state: 'more' }
  return readBlock(bytes, { length: (high << 8) | low, family: pair >> 4, protocol: pair & 0x0f, local })
}

interface Announced {
  readonly length: number
  readonly family: number
  readonly protocol: number
  readonly local: boolean
}

function readBlock(bytes: Uint8Array, { length, family, protocol, local }: Announced): ProxyHeader {
  if (length > longestBlock) return invalid('block-too-long')
  if (length < (addressBytes[family] ?? 0)) return invalid('block-too-short')
  const end = fixedPart + length
  if (bytes.length < end) return { state: 'more' }
  if (protocol !== stream || (family !== inet && family !== inet6)) return { state: 'header', length: end, local }
  const width = family === inet ? 4 : 16
  const block = bytes.subarray(fixedPart, end)
  return {
    state: 'header',
    length: end,
    source: { address: readAddress(block.subarray(0, width)), port: readPort(block, 2 * width) },
    destination: { address: readAddress(block.subarray(width, 2 * width)), port: readPort(block, 2 * width + 2) },
    local,
  }
}

function invalid(why: ProxyFault): ProxyHeader {
  return { state: 'invalid', why }
}

/** IPv4 inside IPv6 is the IPv4 address. */
function readAddress(bytes: Uint8Array): string {
  const number = bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n)
  if (bytes.length === 16 && number >> 32n !== 0xffffn) return formatAddress({ family: 6, number })
  return formatAddress({ family: 4, number: number & 0xffff_ffffn })
}

function readPort(block: Uint8Array, at: number): number {
  return ((block[at] ?? 0) << 8) | (block[at + 1] ?? 0)
}

/** Writes a header of version 2 without TLVs. An end whose address cannot be read leaves both addresses out. */
export function writeProxyBlock(source: WireEnd, destination: WireEnd): Uint8Array {
  const from = parseAddress(source.address)
  const to = parseAddress(destination.address)
  if (!from.ok || !to.ok) return Uint8Array.of(...signature, 0x21, unspecified, 0, 0)
  const family = from.value.family === 4 && to.value.family === 4 ? inet : inet6
  return Uint8Array.of(
    ...signature,
    0x21,
    (family << 4) | stream,
    0,
    addressBytes[family] ?? 0,
    ...writeAddress(from.value, family),
    ...writeAddress(to.value, family),
    ...writePort(source.port),
    ...writePort(destination.port),
  )
}

function writeAddress({ family, number }: Address, written: number): number[] {
  const inside = family === 4 && written === inet6 ? 0xffff_0000_0000n | number : number
  const width = written === inet ? 4 : 16
  return Array.from({ length: width }, (_, index) => Number((inside >> BigInt(8 * (width - 1 - index))) & 0xffn))
}

function writePort(port: number): [number, number] {
  return [port >> 8, port & 0xff]
}
