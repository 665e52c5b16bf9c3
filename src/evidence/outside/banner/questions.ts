/**
 * A TLS 1.2 ClientHello (RFC 5246, section 7.4.1.2) that any TLS server answers with a handshake or an alert:
 * it is only sent to see which, never continued. `host` is named in SNI (RFC 6066, section 3) if it is given.
 */
export function clientHello(host?: string): Uint8Array {
  const suites = [0xc02f, 0xc030, 0xc02b, 0xc02c, 0xc013, 0xc014, 0x009c, 0x002f, 0x0035, 0x000a]
  const extensions = [
    ...(host === undefined ? [] : [...number16(0), ...sized16(sized16([0, ...sized16(asciiOf(host))]))]),
    ...[...number16(10), ...sized16(sized16([0x001d, 0x0017, 0x0018].flatMap(number16)))],
    ...[...number16(11), ...sized16([1, 0])],
    ...[...number16(13), ...sized16(sized16([0x0403, 0x0804, 0x0401, 0x0501, 0x0601, 0x0201].flatMap(number16)))],
  ]
  const random = new Array<number>(32).fill(0x42)
  const body = [3, 3, ...random, 0, ...sized16(suites.flatMap(number16)), 1, 0, ...sized16(extensions)]
  return Uint8Array.from([0x16, 3, 1, ...sized16([1, 0, ...sized16(body)])])
}

/** `HEAD /` in HTTP/1.0, with `Host` where the name is known (RFC 9112, section 3.2). */
export function headRequest(host?: string): Uint8Array {
  const hostLine = host === undefined ? '' : `Host: ${host}\r\n`
  return Uint8Array.from(asciiOf(`HEAD / HTTP/1.0\r\n${hostLine}Connection: close\r\n\r\n`))
}

/** TPKT, X.224 Connection Request and RDP_NEG_REQ that offers TLS and CredSSP ([MS-RDPBCGR], section 2.2.1.1). */
export const remoteDesktopRequest: Uint8Array = Uint8Array.from([
  ...[3, 0, 0, 19],
  ...[14, 0xe0, 0, 0, 0, 0, 0],
  ...[1, 0, 8, 0, 3, 0, 0, 0],
])

function number16(value: number): number[] {
  return [value >> 8, value & 0xff]
}

function sized16(bytes: readonly number[]): number[] {
  return [...number16(bytes.length), ...bytes]
}

function asciiOf(text: string): number[] {
  return Array.from(text, (character) => character.charCodeAt(0) & 0x7f)
}
