import { printable } from '../probe.ts'

/** The first packet of a connection, as far as it says what kind of server sent it. */
export type FirstPacket =
  | { readonly kind: 'greeting'; readonly version: string; readonly authentication?: string }
  | { readonly kind: 'error'; readonly code: number }
  | { readonly kind: 'incomplete' }
  | { readonly kind: 'not-mysql' }

/** More than any greeting or error of a first packet takes: version, plugin name and message are short. */
export const longestFirstPacket = 1024

const headerLength = 4
const protocolVersion = 10
const errorMark = 0xff
const notMysql: FirstPacket = { kind: 'not-mysql' }

/**
 * Reads the packet that a MySQL or MariaDB server sends unasked: the handshake of protocol 10, or an error before it.
 * Facts: MySQL client/server protocol documentation, "Protocol::Packet", "Protocol::HandshakeV10", "ERR_Packet".
 * Any bytes are allowed; a length beyond `longestFirstPacket` is `not-mysql` without waiting for it.
 */
export function readFirstPacket(bytes: Uint8Array): FirstPacket {
  const [low = 0, middle = 0, high = 0, sequence = 0] = bytes
  if (bytes.length < headerLength) return { kind: 'incomplete' }
  const length = low | (middle << 8) | (high << 16)
  if (sequence !== 0 || length < 3 || length > longestFirstPacket - headerLength) return notMysql
  const payload = bytes.subarray(headerLength, headerLength + length)
  if (payload.length > 0 && payload[0] !== protocolVersion && payload[0] !== errorMark) return notMysql
  if (payload.length < length) return { kind: 'incomplete' }
  return payload[0] === errorMark ? readError(payload) : readHandshake(payload)
}

/** Codes of the server begin at 1000 (MySQL error message reference). */
function readError(payload: Uint8Array): FirstPacket {
  const code = (payload[1] ?? 0) | ((payload[2] ?? 0) << 8)
  return code >= 1000 && code < 0xffff ? { kind: 'error', code } : notMysql
}

/** Bytes from the end of the version to the high half of the capabilities, and from there to the rest of the challenge. */
const toCapabilitiesHigh = 4 + 8 + 1 + 2 + 1 + 2
const toChallengeRest = 2 + 1 + 10
/** CLIENT_PLUGIN_AUTH, bit 19: bit 3 of the high half. */
const namesPlugin = 1 << 3

function readHandshake(payload: Uint8Array): FirstPacket {
  const versionEnd = payload.indexOf(0, 1)
  if (versionEnd < 2) return notMysql
  const version = printable(textOf(payload.subarray(1, versionEnd)), 80)
  const capabilities = versionEnd + 1 + toCapabilitiesHigh
  const authentication = (payload[capabilities] ?? 0) & namesPlugin ? readPlugin(payload, capabilities) : ''
  return { kind: 'greeting', version, ...(authentication === '' ? {} : { authentication }) }
}

/** The name stands behind the rest of the challenge, which takes at least 13 bytes, and ends with a NUL or the packet. */
function readPlugin(payload: Uint8Array, capabilities: number): string {
  const challenge = payload[capabilities + 2] ?? 0
  const start = capabilities + toChallengeRest + Math.max(13, challenge - 8)
  const end = payload.indexOf(0, start)
  return printable(textOf(payload.subarray(start, end === -1 ? payload.length : end)), 64)
}

function textOf(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes)
}
