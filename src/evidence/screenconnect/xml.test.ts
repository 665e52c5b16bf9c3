import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { childOf, parseXml, textIn, xmlLimits } from './xml.ts'

describe('XML from a folder that anybody may have written', () => {
  it('is read into a tree with attributes, text and lines', () => {
    const read = parseXml('<?xml version="1.0"?>\r\n<a>\r\n  <b c="1 &amp; 2">x<![CDATA[<y>]]>z</b>\r\n</a>')
    if (!read.ok) throw new Error(read.detail)
    const b = childOf(read.root, 'b')
    expect([b?.attributes.get('c'), b?.line, textIn(read.root, 'b')]).toEqual(['1 & 2', 3, 'x<y>z'])
  })

  it.each([
    [
      'a bomb of entities',
      '<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><a>&c;</a>',
      'a document type is not allowed, line 1',
    ],
    [
      'a file from elsewhere',
      '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
      'a document type is not allowed, line 1',
    ],
    ['an unknown entity', '<a>&geheim;</a>', 'not well-formed, line 1'],
    ['an end that is missing', '<a>\n<b>', 'not well-formed, line 2'],
    ['nothing', '', 'not well-formed, line 1'],
    ['two outermost elements', '<a/>\n<GEHEIM/>', 'not well-formed, line 2'],
    ['an attribute twice', '<a b="1" b="GEHEIM"/>', 'not well-formed, line 1'],
    ['elements in elements without end', '<a>'.repeat(xmlLimits.depth + 1), 'nested too deep, line 1'],
    ['elements without number', `<a>${'<b/>'.repeat(xmlLimits.elements)}</a>`, 'too many elements, line 1'],
  ])('refuses %s and tells the line only', (_, content, detail) => {
    expect(parseXml(content)).toEqual({ ok: false, detail })
  })

  it('refuses what is larger than any file of the product without reading it', () => {
    const started = performance.now()
    expect(parseXml('x'.repeat(xmlLimits.characters + 1))).toEqual({ ok: false, detail: 'too large' })
    expect(performance.now() - started).toBeLessThan(1000)
  })

  it('never throws, whatever comes', () => {
    const piece = fc.constantFrom(
      '<a>',
      '</a>',
      '<b c="',
      '"',
      '&amp;',
      '&#x0;',
      '<![CDATA[',
      ']]>',
      '<!--',
      '-->',
      '<?',
      'é',
      '\u0000',
      '<',
    )
    fc.assert(fc.property(fc.array(piece), (pieces) => typeof parseXml(pieces.join('')).ok === 'boolean'))
  })
})
