import { type Address, formatAddress, parseAddress } from '../model/address.ts'
import { type ProxyHeader, startsLike, type WireEnd } from './proxy-header.ts'

const longestLine = 107
const signature = Uint8Array.from('PROXY ', (character) => character.charCodeAt(0))
const lineFeed = 0x0a
const carriageReturn = 0x0d

const malformed: ProxyHeader = { state: 'invalid', why: 'malformed-line' }

/**
 * Reads a header of version 1 (PROXY protocol, section 2.1): one line of at most 107 bytes. Addresses are read only
 * when the whole line is there. Undefined for bytes that start otherwise.
 */
export function readProxyLine(bytes: Uint8Array): ProxyHeader | undefined {
  if (!startsLike(bytes, signature)) return undefined
  const end = lineEnd(bytes)
  if (end === 'malformed') return malformed
  if (end === 'absent') {
    return bytes.length < longestLine ? { state: 'more' } : { state: 'invalid', why: 'line-too-long' }
  }
  let line = ''
  for (let index = signature.length; index < end - 2; index++) line += String.fromCharCode(bytes[index] ?? 0)
  return readWords(line, end)
}

/** Where the line ends, its CRLF included. Neither CR nor LF is taken alone. */
function lineEnd(bytes: Uint8Array): number | 'absent' | 'malformed' {
  const length = Math.min(bytes.length, longestLine)
  for (let index = 0; index < length; index++) {
    if (bytes[index] === lineFeed) return 'malformed'
    if (bytes[index] !== carriageReturn) continue
    if (index + 1 >= length) return 'absent'
    return bytes[index + 1] === lineFeed ? index + 2 : 'malformed'
  }
  return 'absent'
}

function readWords(line: string, length: number): ProxyHeader {
  if (line === 'UNKNOWN' || line.startsWith('UNKNOWN ')) return { state: 'header', length, local: false }
  const [family, from = '', to = '', fromPort = '', toPort = '', ...more] = line.split(' ')
  if ((family !== 'TCP4' && family !== 'TCP6') || more.length > 0) return malformed
  const source = readEnd(family, from, fromPort)
  const destination = readEnd(family, to, toPort)
  return source && destination ? { state: 'header', length, source, destination, local: false } : malformed
}

/** An IPv4 address inside IPv6 is the IPv4 address: proxies write it where the two ends are of different families. */
function readEnd(family: 'TCP4' | 'TCP6', text: string, port: string): WireEnd | undefined {
  const address = parseAddress(text)
  if (!address.ok || text.includes(':') !== (family === 'TCP6')) return undefined
  if (!/^(0|[1-9]\d{0,4})$/.test(port) || Number(port) > 65_535) return undefined
  return { address: formatAddress(address.value), port: Number(port) }
}

/** Writes a header of version 1. An end whose address cannot be read makes it `UNKNOWN`. */
export function writeProxyLine(source: WireEnd, destination: WireEnd): Uint8Array {
  const from = parseAddress(source.address)
  const to = parseAddress(destination.address)
  const line =
    from.ok && to.ok ? `${familyAndAddresses(from.value, to.value)} ${source.port} ${destination.port}` : 'UNKNOWN'
  return Uint8Array.from(`PROXY ${line}\r\n`, (character) => character.charCodeAt(0))
}

function familyAndAddresses(from: Address, to: Address): string {
  if (from.family === 4 && to.family === 4) return `TCP4 ${formatAddress(from)} ${formatAddress(to)}`
  return `TCP6 ${insideV6(from)} ${insideV6(to)}`
}

function insideV6(address: Address): string {
  return address.family === 6
    ? formatAddress(address)
    : formatAddress({ family: 6, number: 0xffff_0000_0000n | address.number })
}
