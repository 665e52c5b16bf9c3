import { randomInt, timingSafeEqual } from 'node:crypto'

/** Without signs that a person takes for others: no I, L, O, U, 0, 1. */
const signs = 'ABCDEFGHJKMNPQRSTVWXYZ23456789'

/** A code for one use, `ABCDE-FGH23`: about 49 bits, read out over the telephone without a mistake. */
export function newCode(): string {
  const drawn = Array.from({ length: 10 }, () => signs[randomInt(signs.length)])
  return `${drawn.slice(0, 5).join('')}-${drawn.slice(5).join('')}`
}

/** Compares in the same time wherever the difference is. Case, blanks and hyphens do not matter. */
export function sameCode(given: string, wanted: string): boolean {
  const [one, other] = [given, wanted].map((code) => Buffer.from(code.toUpperCase().replaceAll(/[\s-]/g, '')))
  return one !== undefined && other !== undefined && one.length === other.length && timingSafeEqual(one, other)
}
