import { describe, expect, it } from 'vitest'
import { decodeXml } from './xml-bytes.ts'
import { readXmlDocument, type XmlElement } from './xml-document.ts'
import { XmlEdit } from './xml-edit.ts'

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

/** The file after an edit of the one element `<p>`. */
function edited(text: string, change: (edit: XmlEdit, parent: XmlElement) => void): string {
  const edit = new XmlEdit(readXmlDocument(bytesOf(text)))
  const { root } = edit.document
  change(edit, root.name === 'p' ? root : (root.children.find(({ name }) => name === 'p') ?? root))
  let result = ''
  let position = 0
  for (const { at, out, in: put } of edit.splices()) {
    result += decodeXml(bytesOf(text).subarray(position, at)).text + new TextDecoder().decode(put)
    position = at + out.length
  }
  return result + decodeXml(bytesOf(text).subarray(position)).text
}

const added = (edit: XmlEdit, parent: XmlElement): void => edit.append(parent, { name: 'n', attributes: { a: 'ü' } })

describe('a new element', () => {
  it.each([
    ['<c>\n\t<p>\n\t\t<x/>\n\t</p>\n</c>', '<c>\n\t<p>\n\t\t<x/>\n\t\t<n a="ü"/>\n\t</p>\n</c>'],
    ['<c>\r\n  <p />\r\n</c>', '<c>\r\n  <p>\r\n    <n a="ü" />\r\n  </p>\r\n</c>'],
    ["<c>\n   <p q='1'/>\n</c>", "<c>\n   <p q='1'>\n      <n a='ü'/>\n   </p>\n</c>"],
    ['<c>\n  <p></p>\n</c>', '<c>\n  <p>\n    <n a="ü" />\n  </p>\n</c>'],
    ['<c>\n  <p>\n  </p>\n</c>', '<c>\n  <p>\n    <n a="ü" />\n  </p>\n</c>'],
    ['<c><p><x /></p></c>', '<c><p><x /><n a="ü" /></p></c>'],
    ['<c><p/></c>', '<c><p><n a="ü"/></p></c>'],
    ['<c>\n  <p><x />\n    <y /></p></c>', '<c>\n  <p><x />\n    <y />\n    <n a="ü" /></p></c>'],
    [
      '<c>\n  <p>\n    <x /> <!-- of x -->\n  </p>\n</c>',
      '<c>\n  <p>\n    <x /> <!-- of x -->\n    <n a="ü" />\n  </p>\n</c>',
    ],
    ['<c>\n  <p>\n    <!-- only -->\n  </p>\n</c>', '<c>\n  <p>\n    <!-- only -->\n    <n a="ü" />\n  </p>\n</c>'],
    ['<p/>', '<p>\r\n  <n a="ü"/>\r\n</p>'],
  ])('stands as its neighbours do: %j', (before, after) => {
    expect(edited(before, added)).toBe(after)
  })

  it('has its content on lines of its own, and several stand one after another', () => {
    const nested = { name: 'n', children: [{ name: 'm' }] }
    const result = edited('<c>\n  <p>\n    <x />\n  </p>\n</c>', (edit, parent) => {
      edit.append(parent, nested)
      edit.append(parent, nested)
    })
    const lines = '    <n>\n      <m />\n    </n>\n'
    expect(result).toBe(`<c>\n  <p>\n    <x />\n${lines}${lines}  </p>\n</c>`)
  })
})

describe('the value of an attribute', () => {
  it.each([
    ['<p a="1" b=\'2\'/>', '<p a="ü" b=\'2\'/>'],
    ["<p b='>' a = 'x' />", "<p b='>' a = 'ü' />"],
    ['<p b="2"/>', '<p b="2" a="ü"/>'],
    ['<p>ä</p>', '<p a="ü">ä</p>'],
    ['<p\n   b="2"\n   c="3">🏰</p>', '<p\n   b="2"\n   c="3"\n   a="ü">🏰</p>'],
    ['<!-- 🏰 <p a="1"/> --><p a="1"/>', '<!-- 🏰 <p a="1"/> --><p a="ü"/>'],
  ])('is all that changes: %j', (before, after) => {
    expect(edited(before, (edit, element) => edit.set(element, 'a', 'ü'))).toBe(after)
  })

  it('is not written where it is the same already, however it is spelt', () => {
    expect(edited('<p a="&#xFC;"/>', (edit, element) => edit.set(element, 'a', 'ü'))).toBe('<p a="&#xFC;"/>')
  })

  it('and a new element in the same tag are one splice', () => {
    const edit = new XmlEdit(readXmlDocument(bytesOf('<p b="2"/>')))
    edit.set(edit.document.root, 'a', '1')
    edit.append(edit.document.root, { name: 'n' })
    expect(edit.splices()).toHaveLength(1)
  })
})
