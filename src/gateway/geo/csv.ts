import type { AddressRange } from '../../traffic/address-range.ts'
import { countryNumber } from '../../traffic/country-number.ts'

/**
 * Reads lines such as `16777216,16777471,AU`: first and last address as decimal numbers, and a country.
 * @throws Error for a line of any other form, and for a file with no line: half a file would be silence about half the
 * world.
 */
export function readCountryCsv(text: string, { family, file }: { family: 4 | 6; file: string }): AddressRange[] {
  if (!text.endsWith('\n')) throw new Error(`${file} is cut off: its last line does not end`)
  return text
    .slice(0, -1)
    .split('\n')
    .map((line, index) => {
      const form = /^(\d{1,39}),(\d{1,39}),([A-Z]{2})\r?$/.exec(line)
      if (!form) throw new Error(`${file}, line ${index + 1}: not two addresses and a country`)
      const [, first = '', last = '', country = ''] = form
      return { family, first: BigInt(first), last: BigInt(last), value: countryNumber(country) }
    })
}
