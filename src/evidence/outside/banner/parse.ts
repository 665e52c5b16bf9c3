import { readFirstPacket } from '../database/parse.ts'
import type { Spoken } from '../facts.ts'
import { printable } from '../probe.ts'

const longestBanner = 200

/**
 * Bytes that a port sent as text for people: printable ASCII, at most 200 characters. Of a database's greeting it is the
 * version, of its refusal nothing, because the rest is not text; of anything else it is the first line.
 */
export function bannerOf(bytes: Uint8Array): string {
  const packet = readFirstPacket(bytes)
  if (packet.kind === 'greeting') return printable(packet.version, longestBanner)
  if (packet.kind === 'error') return ''
  const [line = ''] = textOf(bytes).split(/[\r\n]/, 1)
  return printable(line, longestBanner)
}

/**
 * The protocol that the first bytes of a port show, asked or unasked; `unknown` for bytes of none, `silent` for no bytes.
 * Facts: SSH RFC 4253, 4.2 · TLS record RFC 8446, 5.1 · HTTP RFC 9112, 4 · FTP RFC 959, 5.4 and SMTP RFC 5321, 4.2, which
 * both greet with 220 and are told apart by their name · X.224 Connection Confirm [MS-RDPBCGR], 2.2.1.2 · MySQL: `database/parse.ts`.
 */
export function recognise(bytes: Uint8Array): Spoken {
  if (bytes.length === 0) return 'silent'
  const text = textOf(bytes)
  const said = greetings.find(([, greeting]) => greeting.test(text))?.[0]
  return (
    said ?? (isTlsRecord(bytes) ? 'tls' : isConnectionConfirm(bytes) ? 'rdp' : isMysql(bytes) ? 'mysql' : 'unknown')
  )
}

/** Says whether more bytes would change neither what is recognised nor the banner's line. */
export function isWholeGreeting(bytes: Uint8Array): boolean {
  const spoken = recognise(bytes)
  return spoken === 'tls' || spoken === 'mysql' || spoken === 'rdp' || bytes.includes(0x0a)
}

const greetings: readonly (readonly [Spoken, RegExp])[] = [
  ['ssh', /^SSH-\d/],
  ['http', /^HTTP\/\d/],
  ['smtp', /^(?:220|421|554)[ -][^\r\n]*SMTP/i],
  ['ftp', /^(?:220|421)[ -][^\r\n]*FTP/i],
]

/** A handshake or an alert of SSL 3.0 to TLS 1.3, in a record of at most 2^14 bytes. */
function isTlsRecord(bytes: Uint8Array): boolean {
  const [type, major, minor = 255, length = 255] = bytes
  return (type === 0x15 || type === 0x16) && major === 3 && minor <= 4 && length <= 0x40
}

/** TPKT version 3 around an X.224 Connection Confirm. */
function isConnectionConfirm(bytes: Uint8Array): boolean {
  return bytes.length >= 6 && bytes[0] === 3 && bytes[1] === 0 && bytes[5] === 0xd0
}

function isMysql(bytes: Uint8Array): boolean {
  const { kind } = readFirstPacket(bytes)
  return kind === 'greeting' || kind === 'error'
}

function textOf(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes.subarray(0, 1024))
}
