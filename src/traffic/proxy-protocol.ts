import { fixedPart, longestBlock, readProxyBlock, writeProxyBlock } from './proxy-block.ts'
import type { ProxyHeader, WireEnd } from './proxy-header.ts'
import { readProxyLine, writeProxyLine } from './proxy-line.ts'

/** No header is longer: the 16 fixed bytes of version 2 and the largest block that is taken. */
export const longestProxyHeader: number = fixedPart + longestBlock

/**
 * Reads the header of the PROXY protocol, version 1 or 2, from the first bytes of a connection. Ask again with more
 * bytes as long as it says `more`; that ends after `longestProxyHeader` bytes at the latest. Only for connections of
 * which a header is required: whether there is one must never be guessed (section 2 of the protocol).
 */
export function readProxyHeader(bytes: Uint8Array): ProxyHeader {
  if (bytes.length === 0) return { state: 'more' }
  return readProxyBlock(bytes) ?? readProxyLine(bytes) ?? { state: 'invalid', why: 'no-header' }
}

/** Writes a header of the PROXY protocol for a connection on behalf of `source`. */
export function writeProxyHeader(version: 1 | 2, source: WireEnd, destination: WireEnd): Uint8Array {
  return version === 1 ? writeProxyLine(source, destination) : writeProxyBlock(source, destination)
}
