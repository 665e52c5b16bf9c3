import * as fc from 'fast-check'
import { hostile } from './fixture-entries.ts'

/** What tests put wherever a text can stand: any code points, lone surrogates, escape sequences, markup. */
export const hostileWords: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 30 }).map((units) => String.fromCharCode(...units)),
  fc
    .array(fc.constantFrom(...'\u001b[]m;\u0007\u009b\u202e\u2066\u200b\u0000\r\n\t\b <>"\'&/='), { maxLength: 30 })
    .map((signs) => signs.join('')),
  fc.constantFrom(
    ...Object.values(hostile),
    '</style><script>',
    '--><b>',
    '&#x3c;',
    'a\u0301\u0301\u0301',
    '漢字🙂'.repeat(40),
  ),
)
