/** A Windows program with nothing in it but its file version (PE format, `VS_FIXEDFILEINFO`). */
export function programWithVersion(version: string): Uint8Array {
  const bytes = new Uint8Array(0x600)
  const view = new DataView(bytes.buffer)
  const pe = 0x80
  view.setUint16(0, 0x5a4d, true)
  view.setUint32(0x3c, pe, true)
  view.setUint32(pe, 0x4550, true)
  view.setUint16(pe + 6, 1, true)
  view.setUint16(pe + 20, 0xe0, true)
  const section = pe + 24 + 0xe0
  bytes.set(new TextEncoder().encode('.rsrc'), section)
  view.setUint32(section + 16, 0x200, true)
  view.setUint32(section + 20, 0x400, true)
  const [major = 0, minor = 0, build = 0, revision = 0] = version.split('.').map(Number)
  view.setUint32(0x440, 0xfeef04bd, true)
  view.setUint32(0x444, 0x0001_0000, true)
  view.setUint32(0x448, major * 0x1_0000 + minor, true)
  view.setUint32(0x44c, build * 0x1_0000 + revision, true)
  return bytes
}
