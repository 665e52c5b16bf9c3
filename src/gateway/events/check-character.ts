/** The 32 characters of Crockford's base 32: no I, L, O or U, which are misread or misheard. */
export const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/**
 * The value of the character that closes a reference. It is a weighted sum over the field of 32 elements with a
 * different weight for each place, so that one wrong character and any two exchanged ones are always noticed, at the
 * price of one character that is typed like all others (Crockford's own check needs `*~$=U`).
 */
export function checkValue(values: readonly number[]): number {
  return values.reduce((sum, value, index) => sum ^ times(value, weights[index] ?? 0), 0)
}

/** The powers of the element x, beginning with x itself: the check character has the weight 1. */
const weights: readonly number[] = powers(10)

function powers(count: number): number[] {
  const found: number[] = []
  for (let weight = 2; found.length < count; weight = times(weight, 2)) found.push(weight)
  return found
}

/** Multiplies two polynomials of degree below 5 over two elements, modulo x^5 + x^2 + 1. */
function times(left: number, right: number): number {
  let product = 0
  for (let bit = 0; bit < 5; bit += 1) {
    if ((right >> bit) & 1) product ^= left << bit
  }
  for (let bit = 8; bit >= 5; bit -= 1) {
    if ((product >> bit) & 1) product ^= 0b100101 << (bit - 5)
  }
  return product
}
