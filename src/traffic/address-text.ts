const dot = 46
const colon = 58
const zero = 48

/** The eight groups of the IPv6 text being read. Shared by all calls, so that reading an address allocates nothing. */
const groups = new Uint16Array(8)

/** What a character is worth as a hexadecimal digit, or -1. */
const digits = Int8Array.from({ length: 128 }, (_, code) =>
  '0123456789abcdef'.indexOf(String.fromCharCode(code).toLowerCase()),
)

/** A dotted IPv4 address from `from` to the end of the text, or -1. */
export function readFour(text: string, from: number): number {
  const { length } = text
  let address = 0
  let dots = 0
  let octet = -1
  for (let at = from; at < length; at++) {
    const code = text.charCodeAt(at)
    const digit = code - zero
    if (digit >= 0 && digit <= 9) {
      octet = withDigit(octet, digit)
      if (octet < 0) return -1
    } else {
      if (code !== dot || octet < 0 || dots === 3) return -1
      address = (address << 8) | octet
      octet = -1
      dots++
    }
  }
  return dots === 3 && octet >= 0 ? ((address << 8) | octet) >>> 0 : -1
}

/** An octet with one more digit, or -1. A leading zero stands alone: some systems read `010` as eight. */
function withDigit(octet: number, digit: number): number {
  if (octet < 0) return digit
  const longer = octet * 10 + digit
  return octet === 0 || longer > 255 ? -1 : longer
}

/** Reads IPv6 text, of which `wordOf` then gives the words; false for anything else. */
export function readGroups(text: string): boolean {
  const { length } = text
  let gap = codeAt(text, 0) === colon && codeAt(text, 1) === colon ? 0 : -1
  let count = 0
  for (let at = gap === 0 ? 2 : 0; at < length; ) {
    const end = readGroup(text, at, count)
    if (codeAt(text, end) === dot) return putFour(readFour(text, at), count) && spread(count + 2, gap)
    const separator = separatorAt(text, end)
    if (end <= at || separator < 0 || (separator === 2 && gap >= 0)) return false
    count++
    if (separator === 2) gap = count
    at = end + separator
  }
  return spread(count, gap)
}

/** Reads up to four hexadecimal digits into the group `count`; answers where they end, or -1 if there is no room. */
function readGroup(text: string, from: number, count: number): number {
  if (count > 7) return -1
  const end = Math.min(from + 4, text.length)
  let group = 0
  let at = from
  for (; at < end; at++) {
    const digit = hexadecimalOf(text.charCodeAt(at))
    if (digit < 0) break
    group = (group << 4) | digit
  }
  groups[count] = group
  return at
}

/** How many characters stand between two groups: none at the end of the text, else one or two colons; -1 is wrong. */
function separatorAt(text: string, at: number): number {
  if (at === text.length) return 0
  if (codeAt(text, at) !== colon || at + 1 === text.length) return -1
  return text.charCodeAt(at + 1) === colon ? 2 : 1
}

/** The character at a place, or -1 outside the text, where `charCodeAt` would give NaN, which is many times slower. */
function codeAt(text: string, at: number): number {
  return at >= 0 && at < text.length ? text.charCodeAt(at) : -1
}

function putFour(address: number, count: number): boolean {
  if (address < 0 || count > 6) return false
  groups[count] = address >>> 16
  groups[count + 1] = address & 0xffff
  return true
}

/** Moves the groups behind `::` to the end and fills the gap with zeros. Without `::` eight groups must be there. */
function spread(count: number, gap: number): boolean {
  if (gap < 0) return count === 8
  if (count > 7) return false
  const zeros = 8 - count
  // Plain loops: for eight groups they are several times faster than the methods of the array.
  for (let index = 7; index >= gap + zeros; index--) groups[index] = groups[index - zeros] ?? 0
  for (let index = gap; index < gap + zeros; index++) groups[index] = 0
  return true
}

function hexadecimalOf(code: number): number {
  return code < digits.length ? (digits[code] ?? -1) : -1
}

/** The 32 bits of two groups that were read last. */
export function wordOf(index: number): number {
  return (((groups[index] ?? 0) << 16) | (groups[index + 1] ?? 0)) >>> 0
}
