/** Bytes from the beginning of a program that hold the table of its sections. */
export const longestHead: number = 4096

export interface Span {
  readonly offset: number
  readonly size: number
}

/** Where the resources of a Windows program stand in the file (PE format, section table); absent if it is none. */
export function resourcesOf(head: Uint8Array): Span | undefined {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength)
  if (head.length < 64 || view.getUint16(0, true) !== 0x5a4d) return
  const pe = view.getUint32(0x3c, true)
  if (pe > head.length - 24 || view.getUint32(pe, true) !== 0x4550) return
  const first = pe + 24 + view.getUint16(pe + 20, true)
  const count = view.getUint16(pe + 6, true)
  for (let section = first, index = 0; index < count && section + 40 <= head.length; index += 1, section += 40) {
    if (nameAt(head, section) === '.rsrc')
      return { offset: view.getUint32(section + 20, true), size: view.getUint32(section + 16, true) }
  }
  return
}

/** File version of `VS_FIXEDFILEINFO` inside the resources, such as `26.6.5.9742`. */
export function fileVersionIn(resources: Uint8Array): string | undefined {
  const view = new DataView(resources.buffer, resources.byteOffset, resources.byteLength)
  for (let at = 0; at + 16 <= resources.length; at += 4) {
    if (view.getUint32(at, true) !== 0xfeef04bd || view.getUint32(at + 4, true) !== 0x0001_0000) continue
    const [high, low] = [view.getUint32(at + 8, true), view.getUint32(at + 12, true)]
    return [high >>> 16, high & 0xffff, low >>> 16, low & 0xffff].join('.')
  }
  return
}

function nameAt(head: Uint8Array, section: number): string {
  const name = [...head.subarray(section, section + 8)].filter((byte) => byte !== 0)
  return String.fromCharCode(...name)
}
