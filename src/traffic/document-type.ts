/** `<?xm` in EBCDIC, which .NET's XML reader recognises and filters overlook. */
const ebcdic = '\x4c\x6f\xa7\x94'

/**
 * Whether a body is an XML document with a document type declaration (XML 1.0, section 2.8), the only place that can
 * declare entities; SOAP forbids it (SOAP 1.1, section 3). Only the first bytes are needed, since it precedes the first
 * element. If so much stands before the first element that the element is out of sight, the answer is yes: padding is
 * how a declaration gets past such a look.
 *
 * Text in UTF-16 is read too. Documents inside of something else (a form, JSON, base64) are not seen.
 */
export function hasDocumentType(body: string): boolean {
  if (body.startsWith(ebcdic)) return true
  const text = body.replaceAll('\0', '').replace(/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, '')
  let at = afterBlanks(text, 0)
  if (text[at] !== '<') return false
  while (at < text.length) {
    const end = endOfRemark(text, at)
    if (end === at) return /^<!doctype/i.test(text.slice(at, at + 9))
    at = afterBlanks(text, end)
  }
  return true
}

/** Behind a comment or a processing instruction; `at` itself if neither begins there. */
function endOfRemark(text: string, at: number): number {
  const closing = text.startsWith('<?', at) ? '?>' : text.startsWith('<!--', at) ? '-->' : undefined
  if (closing === undefined) return at
  const end = text.indexOf(closing, at + 2)
  return end === -1 ? text.length : end + closing.length
}

function afterBlanks(text: string, from: number): number {
  let at = from
  while (at < text.length && ' \t\r\n'.includes(text.charAt(at))) at++
  return at
}
