/** What a connection speaks, told by its first bytes; `more` as long as they fit several. */
export type FirstBytes = 'tls' | 'http' | 'relay' | 'ssl2' | 'more'

/** From this many bytes on the answer is never `more`. */
export const mostFirstBytes = 11

/** RFC 9110, PATCH, WebDAV (RFC 4918), and the first word of an HTTP/2 connection (RFC 9113, section 3.4). */
const methods: readonly Uint8Array[] = [
  ...['GET', 'POST', 'HEAD', 'OPTIONS', 'PUT', 'DELETE', 'PATCH', 'CONNECT', 'TRACE', 'PRI'],
  ...['PROPFIND', 'PROPPATCH', 'MKCOL', 'COPY', 'MOVE', 'LOCK', 'UNLOCK'],
].map((method) => Uint8Array.from(`${method} `, (character) => character.charCodeAt(0)))

const handshakeRecord = 0x16
const clientHello = 0x01
const largestFragment = 16_384

/**
 * Sorts a connection: a TLS ClientHello, an HTTP request, the ClientHello of SSL 2.0, or the relay of ScreenConnect,
 * which is everything else (its own protocol is not public, only that it is binary). Reads at most `mostFirstBytes`.
 */
export function firstBytesOf(bytes: Uint8Array): FirstBytes {
  const [first] = bytes
  if (first === undefined) return 'more'
  if (first === handshakeRecord) return sortTls(bytes)
  if (first >= 0x41 && first <= 0x5a) return sortHttp(bytes)
  return first >= 0x80 ? sortSsl2(bytes) : 'relay'
}

/**
 * RFC 8446, sections 4 and 5.1: type, legacy version 3.0 to 3.4, length of the fragment, then the type of the
 * handshake message. The hello may go on in later records, so the length only has to be possible.
 */
function sortTls(bytes: Uint8Array): FirstBytes {
  const [, major = 3, minor = 0, high, low, message] = bytes
  if (major !== 3 || minor > 4) return 'relay'
  if (high !== undefined && high << 8 > largestFragment) return 'relay'
  if (high === undefined || low === undefined) return 'more'
  const length = (high << 8) | low
  if (length === 0 || length > largestFragment) return 'relay'
  if (message === undefined) return 'more'
  return message === clientHello ? 'tls' : 'relay'
}

/** Methods are case-sensitive (RFC 9110, section 9.1), and a new connection starts with one, not with an empty line. */
function sortHttp(bytes: Uint8Array): FirstBytes {
  let answer: FirstBytes = 'relay'
  for (const method of methods) {
    const common = commonLength(bytes, method)
    if (common === method.length) return 'http'
    if (common === bytes.length) answer = 'more'
  }
  return answer
}

function commonLength(bytes: Uint8Array, word: Uint8Array): number {
  let length = 0
  while (length < word.length && bytes[length] === word[length]) length += 1
  return length
}

/**
 * RFC 5246, appendix E.2: length with its high bit set, type 1, version, then three lengths that add up with the 9
 * bytes before them. All of it is asked, so that no frame of the relay is taken for a hello that nobody should send.
 */
function sortSsl2(bytes: Uint8Array): FirstBytes {
  const [, , message = 1, major = 3, minor = 1] = bytes
  const known = (major === 3 && minor <= 4) || (major === 0 && (bytes.length < 5 || minor === 2))
  if (message !== 1 || !known) return 'relay'
  if (bytes.length < mostFirstBytes) return 'more'
  const ciphers = word(bytes, 5)
  const session = word(bytes, 7)
  const challenge = word(bytes, 9)
  const whole = (word(bytes, 0) & 0x7fff) === 9 + ciphers + session + challenge
  const plausible = ciphers > 0 && ciphers % 3 === 0 && (session === 0 || session === 16)
  return whole && plausible && challenge >= 16 && challenge <= 32 ? 'ssl2' : 'relay'
}

/** Two bytes in network order. */
function word(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)
}
