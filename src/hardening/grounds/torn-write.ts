/**
 * Whether a file can be what a write in place from `before` to `after`, or back, left when it broke off: each byte is
 * that of one side, or a zero where the file had grown and the byte had not arrived yet. Whatever passes holds nothing
 * that is not in one of the two, so that nothing of anybody else is lost when it is written over.
 */
export function isTornWrite(there: Uint8Array, before: Uint8Array, after: Uint8Array): boolean {
  const shorter = Math.min(before.length, after.length)
  if (there.length < shorter || there.length > Math.max(before.length, after.length)) return false
  return there.every((byte, at) => byte === before[at] || byte === after[at] || (byte === 0 && at >= shorter))
}
