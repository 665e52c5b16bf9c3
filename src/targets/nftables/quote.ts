import { type Address, formatAddress } from '../../model/address.ts'
import { codePoint } from '../../model/quoted.ts'
import { type Family, type Span, widthOf } from '../address-set.ts'
import { plainText, Unwritable } from '../plain-text.ts'

/** Bytes that libnftnl keeps of a comment (NFTNL_UDATA_COMMENT_MAXLEN is 128, the NUL included). */
const longestComment = 120

/** Any text as a comment. A string of nft has no escapes, so that what could end it is written as its code point. */
export function quotedComment(text: string): string {
  return `"${plainText(text, longestComment)}"`
}

/** Any text for a line that begins with `#`. */
export function commentText(text: string): string {
  return plainText(text, 400)
}

/** The name of a set, a chain or a counter. Only what needs no quotes is taken. */
export function objectName(name: string): string {
  if (!/^[a-z][a-z0-9_]{0,63}$/.test(name)) throw new Unwritable(`not a name of the table: ${codePoints(name)}`)
  return name
}

/** An address in its canonical text. */
export function addressText(number: bigint, family: Family): string {
  const address: Address = { family, number }
  if (number < 0n || number >> BigInt(widthOf[family]) !== 0n) throw new Unwritable('an address outside its family')
  return formatAddress(address)
}

/** Addresses from the first to the last as an element of an interval set. */
export function spanText({ first, last }: Span, family: Family): string {
  const [from, to] = [addressText(first, family), addressText(last, family)]
  return first === last ? from : `${from}-${to}`
}

/** A number that stands where nft expects one: whole, not negative, at most 32 bits. */
export function numberText(number: number): string {
  if (!Number.isInteger(number) || number < 0 || number > 0xffff_ffff) throw new Unwritable(`no number: ${number}`)
  return String(number)
}

function codePoints(text: string): string {
  return [...text].slice(0, 80).map(codePoint).join(' ')
}
