/** What the Unicode CLDR writes for an unknown country. */
const unknownCountry = 'ZZ'
const letters = 26
const before = 'A'.charCodeAt(0)

/**
 * A country's two capital letters as a number from 1 to 676, for tables. 0 for anything else, such as `EU`, `AP` and
 * `ZZ`, with which registries and data sets say that they know no country.
 */
export function countryNumber(code: string): number {
  if (!/^[A-Z]{2}$/.test(code) || code === 'EU' || code === 'AP' || code === unknownCountry) return 0
  return (code.charCodeAt(0) - before) * letters + code.charCodeAt(1) - before + 1
}

/** The two letters of a country's number. */
export function countryOf(number: number): string | undefined {
  if (!(number >= 1 && number <= letters * letters)) return undefined
  return String.fromCharCode(before + Math.floor((number - 1) / letters), before + ((number - 1) % letters))
}
