/** Writes one element of DER: tag, length, contents (ITU-T X.690, section 8.1). */
export function element(tag: number, ...contents: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(contents)
  return Buffer.concat([Buffer.from([tag]), lengthOf(body.length), body])
}

export function sequence(...contents: readonly Uint8Array[]): Buffer {
  return element(0x30, ...contents)
}

/** A constructed element with a context tag, as in `[0] EXPLICIT`. */
export function tagged(number: number, ...contents: readonly Uint8Array[]): Buffer {
  return element(0xa0 + number, ...contents)
}

/** A primitive element with a context tag, as in `[2] IMPLICIT IA5String`. */
export function taggedValue(number: number, content: Uint8Array): Buffer {
  return element(0x80 + number, content)
}

/** A non-negative integer from its bytes, most significant first. */
export function integer(bytes: Uint8Array): Buffer {
  const start = bytes.findIndex((byte) => byte !== 0)
  const significant = start < 0 ? Buffer.from([0]) : bytes.subarray(start)
  const negative = ((significant[0] ?? 0) & 0x80) !== 0
  return element(0x02, negative ? Buffer.from([0]) : Buffer.alloc(0), significant)
}

/** An object identifier from its dotted form (X.690, section 8.19). */
export function objectIdentifier(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  return element(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]))
}

export function bitString(bytes: Uint8Array, unusedBits = 0): Buffer {
  return element(0x03, Buffer.from([unusedBits]), bytes)
}

export function octetString(bytes: Uint8Array): Buffer {
  return element(0x04, bytes)
}

export function utf8String(text: string): Buffer {
  return element(0x0c, Buffer.from(text, 'utf8'))
}

export const nothing: Buffer = element(0x05)

export const yes: Buffer = element(0x01, Buffer.from([0xff]))

/** A moment in whole seconds: UTCTime up to 2049, GeneralizedTime after (RFC 5280, section 4.1.2.5). */
export function moment(date: Date): Buffer {
  const digits = date.toISOString().replace(/[-:T]|\.\d+/g, '')
  const short = date.getUTCFullYear() >= 1950 && date.getUTCFullYear() < 2050
  return short ? element(0x17, Buffer.from(digits.slice(2))) : element(0x18, Buffer.from(digits))
}

function lengthOf(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length])
  const bytes: number[] = []
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256)
  return Buffer.from([0x80 + bytes.length, ...bytes])
}

function base128(value: number): number[] {
  const bytes = [value % 128]
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128)) bytes.unshift(0x80 + (rest % 128))
  return bytes
}
