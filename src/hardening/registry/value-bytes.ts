import type { RegistryValue } from '../change.ts'

/** What the registry itself keeps: the number of the type and the bytes. */
export interface Stored {
  readonly type: number
  readonly bytes: Buffer
}

/** The numbers of the types that a step may name, as Windows defines them (winnt.h). */
const typeNumbers: Readonly<Record<RegistryValue['type'], number>> = {
  REG_SZ: 1,
  REG_EXPAND_SZ: 2,
  REG_BINARY: 3,
  REG_DWORD: 4,
  REG_MULTI_SZ: 7,
  REG_QWORD: 11,
}

/** Between the entries of a REG_MULTI_SZ in the data of a step, as `reg.exe` writes it: a backslash and a zero. */
const entryEnd = '\\0'

/**
 * The bytes that a value is kept as. Throws where the data is no data of its type, or could not be told from other
 * bytes when read again.
 */
export function storedFrom(value: RegistryValue): Stored {
  const stored = { type: typeNumbers[value.type], bytes: bytesOf(value) }
  if (valueFrom(stored) === undefined) throw new Error(`this is no data of ${value.type}`)
  return stored
}

/**
 * The value that bytes stand for; absent where the type is another, or where the bytes are not in the form that
 * Windows itself would write them in, so that writing the value again would not bring the same bytes back.
 */
export function valueFrom(stored: Stored): RegistryValue | undefined {
  const type = (Object.keys(typeNumbers) as RegistryValue['type'][]).find((name) => typeNumbers[name] === stored.type)
  const data = type && dataFrom(type, stored.bytes)
  if (type === undefined || data === undefined) return undefined
  const value = { type, data }
  return bytesOf(value).equals(stored.bytes) ? value : undefined
}

function bytesOf({ type, data }: RegistryValue): Buffer {
  switch (type) {
    case 'REG_DWORD':
      return number(data, 4)
    case 'REG_QWORD':
      return number(data, 8)
    case 'REG_BINARY':
      return binary(data)
    case 'REG_MULTI_SZ':
      return Buffer.from(data === '' ? '\0' : `${data.split(entryEnd).join('\0')}\0\0`, 'utf16le')
    case 'REG_SZ':
    case 'REG_EXPAND_SZ':
      return Buffer.from(`${data}\0`, 'utf16le')
  }
}

function binary(data: string): Buffer {
  if (!/^(?:[0-9a-f]{2})*$/i.test(data)) throw new Error('this is no data of REG_BINARY')
  return Buffer.from(data, 'hex')
}

function number(data: string, length: 4 | 8): Buffer {
  if (!/^0x[0-9a-f]{1,16}$/i.test(data) || BigInt(data) >= 1n << BigInt(8 * length))
    throw new Error(`${data} is no number of ${length} bytes`)
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64LE(BigInt(data))
  return bytes.subarray(0, length)
}

function dataFrom(type: RegistryValue['type'], bytes: Buffer): string | undefined {
  switch (type) {
    case 'REG_DWORD':
      return bytes.length === 4 ? `0x${bytes.readUInt32LE().toString(16)}` : undefined
    case 'REG_QWORD':
      return bytes.length === 8 ? `0x${bytes.readBigUInt64LE().toString(16)}` : undefined
    case 'REG_BINARY':
      return bytes.toString('hex').toUpperCase()
    case 'REG_MULTI_SZ':
      return entries(bytes.toString('utf16le'))
    case 'REG_SZ':
    case 'REG_EXPAND_SZ':
      return singleText(bytes.toString('utf16le'))
  }
}

function singleText(text: string): string | undefined {
  return text.indexOf('\0') === text.length - 1 && text !== '' ? text.slice(0, -1) : undefined
}

/** An empty entry ends the list, so none may stand within it. */
function entries(text: string): string | undefined {
  if (text === '\0') return ''
  if (!text.endsWith('\0\0')) return undefined
  const list = text.slice(0, -2).split('\0')
  return list.some((entry) => entry === '' || entry.includes(entryEnd)) ? undefined : list.join(entryEnd)
}
