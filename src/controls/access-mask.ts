/** One entry of a list of rights, as Windows has them for files, folders, registry keys and shares. */
export interface AccessEntry {
  readonly sid: string
  readonly allow: boolean
  readonly rights: number
}

/**
 * Bits of an access mask ([MS-DTYP] 2.4.3). For files, folders and registry keys the lowest three mean the same in
 * kind: look into, change, add to.
 */
const read = 0x0000_0001 | 0x8000_0000 | 0x1000_0000
const write = 0x0000_0002 | 0x0000_0004 | 0x0001_0000 | 0x0004_0000 | 0x0008_0000 | 0x4000_0000 | 0x1000_0000

/** What one SID may do: what allows it, less what denies it to the very same SID. */
export function rightsOf(
  entries: readonly AccessEntry[],
  sid: string,
): { readonly reads: boolean; readonly writes: boolean } {
  const bits = (allow: boolean) =>
    entries.reduce((mask, entry) => (entry.sid === sid && entry.allow === allow ? mask | entry.rights : mask), 0)
  const granted = bits(true) & ~bits(false)
  return { reads: (granted & read) !== 0, writes: (granted & write) !== 0 }
}
