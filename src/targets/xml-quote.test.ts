import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readXmlDocument, valueIn } from './xml-document.ts'
import { quoteAttribute } from './xml-quote.ts'

describe('the value of an attribute', () => {
  it('is read back as what was written, whatever it is', () => {
    const held = /^[\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]*$/u
    const value = fc.string({ unit: fc.oneof(fc.constantFrom('"', "'", '&', '<', '>', '\n', '\r', '\t'), fc.string()) })
    fc.assert(
      fc.property(
        value.filter((text) => held.test(text)),
        fc.constantFrom('"', "'"),
        (text, quote) => {
          const file = `<a b=${quote}${quoteAttribute(text, quote)}${quote}/>`
          return valueIn(readXmlDocument(new TextEncoder().encode(file)).root, 'b') === text
        },
      ),
    )
  })

  it('escapes only the quotes that stand around it', () => {
    expect(quoteAttribute(`a"b'c`, '"')).toBe(`a&quot;b'c`)
    expect(quoteAttribute(`a"b'c`, "'")).toBe(`a"b&apos;c`)
  })

  it.each(['\u0000', '\u001B', '\uFFFE', '\uD83C'])('is never one that XML cannot hold: %j', (text) => {
    expect(() => quoteAttribute(text, '"')).toThrow(RangeError)
  })
})
