const dot = 46
const colon = 58
const zero = 48

/** The eight groups of the IPv6 text being read. Shared by all calls, so that reading an address allocates nothing. */
const groups = new Uint16Array(8)

/** What a character is worth as a hexadecimal digit, or -1. */
const digits = Int8Array.from({ length: 128 }, (_, code) =>
  '0123456789abcdef'.indexOf(String.fromCharCode(code).toLowerCase()),
)

/**
 * Reads a dotted IPv4 address from `from` to the end of the text, of which `wordOf(6)` then gives the 32 bits; false
 * for anything else. A leading zero stands alone: some systems read `010` as eight.
 *
 * How many digits an octet has is what the processor guesses wrong, so nothing branches on it: a mask is -1 where a
 * character is a digit and 0 where it is not, and whatever is wrong turns `faults` negative.
 */
export function readFour(text: string, from: number): boolean {
  const { length } = text
  let at = from
  let address = 0
  let faults = 0
  for (let octets = 0; octets < 3; octets++) {
    // Behind any of the first three octets stand a dot and a digit.
    if (at + 2 >= length) return false
    const first = text.charCodeAt(at) - zero
    const second = text.charCodeAt(at + 1) - zero
    const third = text.charCodeAt(at + 2) - zero
    const hasSecond = maskOf(second)
    const hasThird = maskOf(third) & hasSecond
    const short = first + ((first * 9 + second) & hasSecond)
    const octet = short + ((short * 9 + third) & hasThird)
    faults |= notDigit(first) | ((first - 1) & hasSecond) | (255 - octet)
    at += 1 - hasSecond - hasThird
    if (at >= length || text.charCodeAt(at) !== dot) return false
    at++
    address = (address << 8) | octet
  }
  const last = readOctet(text, at)
  if ((faults | last) < 0) return false
  putWord(6, (address << 8) | last)
  return true
}

/** The octet from `at` to the end of the text, or a negative number. */
function readOctet(text: string, at: number): number {
  const count = text.length - at
  if (count < 1 || count > 3) return -1
  let octet = text.charCodeAt(at) - zero
  let faults = notDigit(octet)
  if (count > 1) {
    const second = text.charCodeAt(at + 1) - zero
    faults |= notDigit(second) | (octet - 1)
    octet = octet * 10 + second
  }
  if (count > 2) {
    const third = text.charCodeAt(at + 2) - zero
    faults |= notDigit(third)
    octet = octet * 10 + third
  }
  return faults < 0 || octet > 255 ? -1 : octet
}

/** Negative if a number is none from 0 to 9. */
function notDigit(digit: number): number {
  return digit | (9 - digit)
}

/** -1 for a number from 0 to 9, else 0. */
function maskOf(digit: number): number {
  return ~(notDigit(digit) >> 31)
}

/** Reads IPv6 text, of which `wordOf` then gives the words; false for anything else. */
export function readGroups(text: string): boolean {
  const { length } = text
  let gap = beginsWithGap(text) ? 0 : -1
  let count = 0
  for (let at = gap === 0 ? 2 : 0; at < length; ) {
    const end = readGroup(text, at, count)
    const separator = end > at ? separatorAt(text, end) : wrong
    if (separator === dotted) return putFour(text, at, count) && spread(count + 2, gap)
    if (separator === wrong || (separator === 2 && gap >= 0)) return false
    count++
    if (separator === 2) gap = count
    at = end + separator
  }
  return spread(count, gap)
}

function beginsWithGap(text: string): boolean {
  return text.length > 1 && text.charCodeAt(0) === colon && text.charCodeAt(1) === colon
}

const wrong = -1
const dotted = -2

/** How many characters stand between two groups: none at the end of the text, else one or two colons. */
function separatorAt(text: string, at: number): number {
  if (at === text.length) return 0
  const code = text.charCodeAt(at)
  if (code === dot) return dotted
  if (code !== colon || at + 1 === text.length) return wrong
  return text.charCodeAt(at + 1) === colon ? 2 : 1
}

/** Reads up to four hexadecimal digits into the group `count`; answers where they end, or -1 if there is no room. */
function readGroup(text: string, from: number, count: number): number {
  if (count > 7) return -1
  const end = Math.min(from + 4, text.length)
  // Most groups have four digits: read at once, without asking after each.
  const whole = end === from + 4 ? wholeGroup(text, from) : -1
  if (whole >= 0) {
    groups[count] = whole
    return end
  }
  let group = 0
  let at = from
  for (; at < end; at++) {
    const digit = hexadecimalAt(text, at)
    if (digit < 0) break
    group = (group << 4) | digit
  }
  groups[count] = group
  return at
}

/** What four characters are worth, or a negative number if one of them is no digit. */
function wholeGroup(text: string, at: number): number {
  const high = (hexadecimalAt(text, at) << 4) | hexadecimalAt(text, at + 1)
  return (high << 8) | (hexadecimalAt(text, at + 2) << 4) | hexadecimalAt(text, at + 3)
}

function hexadecimalAt(text: string, at: number): number {
  const code = text.charCodeAt(at)
  return code < 128 ? (digits[code] ?? -1) : -1
}

/** Reads the dotted end of an address into the groups `count` and the next. */
function putFour(text: string, at: number, count: number): boolean {
  if (count > 6 || !readFour(text, at)) return false
  putWord(count, wordOf(6))
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

/** The 32 bits of two groups that were read last, signed. */
export function wordOf(index: number): number {
  return ((groups[index] ?? 0) << 16) | (groups[index + 1] ?? 0)
}

function putWord(index: number, word: number): void {
  groups[index] = word >>> 16
  groups[index + 1] = word
}
