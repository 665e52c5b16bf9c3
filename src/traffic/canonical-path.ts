import { foldCharacters } from './character-fold.ts'

/**
 * The path of a request as rules compare it, or undefined for what no honest client sends, which is refused with 400.
 * The server behind still gets the path as it was sent.
 *
 * `raw` is the target up to the query, one character for each byte, as `node:http` gives it. The order is that of
 * the decision order, step 1: percent-decoding twice, look-alikes to ASCII, `\` to `/`, `;…` removed from every
 * segment, `//` collapsed, lower case. Beyond that, for the tricks of http.sys, IIS and Windows (each of them can
 * name a page by other characters than a rule in front of it expects):
 *
 * - refused: dot segments, also when only dots and blanks (`/.. /`); NUL and other control characters; escapes that are
 *   none, among them `%u0041`, which http.sys accepts (`PercentUAllowed`); a third layer of escapes; overlong UTF-8;
 *   NTFS streams (`::$DATA`, `:$I30:$INDEX_ALLOCATION`); 8.3 names (`SETUPW~1.ASP`); ASP.NET's session segments
 *   (`/(S(x))/`), which ASP.NET removes before it looks for the page
 * - ignored: dots and blanks at the end of a segment, which Windows drops from names
 * - also refused: more than 4096 characters, if they are not all plain letters, digits and `/._-`
 * - kept: a percent sign in a name (`100%25.txt`), written `%25`; other scripts, written as lower-case escapes
 *
 * It is idempotent: the canonical form of a canonical path is that path.
 */
export function canonicalPath(raw: string): string | undefined {
  const form = formOf(raw)
  if (form === usual) return raw
  return form === mixedCase ? raw.toLowerCase() : unusualPath(raw)
}

const usual = 0
const mixedCase = 1
const unusual = 2

const other = 0
const word = 1
const capital = 2
const slash = 3
const dot = 4

/** What each ASCII character is to the first test. */
const kinds = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code)
  if (/[a-z0-9_-]/.test(character)) return word
  if (/[A-Z]/.test(character)) return capital
  return character === '/' ? slash : character === '.' ? dot : other
})

/** Which kind may follow which, as `before * 8 + kind`: no `//`, `/.`, `./`, and a slash first, where `before` is 0. */
const mayFollow = new Uint8Array(40)
for (const before of [word, capital, dot]) for (const kind of [word, capital, dot]) mayFollow[before * 8 + kind] = 1
for (const kind of [word, capital]) mayFollow[slash * 8 + kind] = 1
for (const before of [other, word, capital]) mayFollow[before * 8 + slash] = 1

/** Nearly every honest path consists of letters, digits and `/._-` without empty or dotted segments: one pass tells. */
function formOf(raw: string): number {
  let form = usual
  let before = other
  for (let at = 0; at < raw.length; at++) {
    const code = raw.charCodeAt(at)
    const kind = code < 128 ? (kinds[code] ?? other) : other
    if (mayFollow[before * 8 + kind] !== 1) return unusual
    if (kind === capital) form = mixedCase
    before = kind
  }
  return before === other || before === dot ? unusual : form
}

/** In characters as sent. Windows has names of 260; 4096 are enough for one that is encoded twice, and bound the work. */
const longest = 4096

function unusualPath(raw: string): string | undefined {
  const once = raw.length > longest || /%(?![0-9a-f]{2})/i.test(raw) ? undefined : percentDecoded(raw)
  if (once === undefined) return undefined
  const bytes = percentDecoded(once)
  const text = isPrintable(bytes) ? foldCharacters(bytes) : undefined
  if (text === undefined || /%(?:u[0-9a-f]{4}|[0-9a-f]{2})/i.test(text)) return undefined
  const path = tidied(text.replaceAll('\\', '/').toLowerCase())
  return path?.replace(/%|[^ -~]/gu, escaped)
}

/** Escapes decoded once; a percent sign that begins none stays, since the second round may meet a name's own. */
function percentDecoded(text: string): string {
  return text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}

/** No control characters, and bytes only. */
function isPrintable(bytes: string): boolean {
  for (let at = 0; at < bytes.length; at++) {
    const code = bytes.charCodeAt(at)
    if (code < 0x20 || code === 0x7f || code > 0xff) return false
  }
  return true
}

/** Segments without parameters, empty ones and what Windows drops; undefined if one of them is a trick. */
function tidied(path: string): string | undefined {
  if (!path.startsWith('/')) return undefined
  const segments = path
    .slice(1)
    .split('/')
    .map((segment) => segment.replace(/;.*$/s, ''))
  const kept = segments.map((segment) => withoutTail(segment))
  if (kept.some((segment, index) => isTrick(segment) || (segment === '' && segments[index] !== ''))) return undefined
  const folder = kept.at(-1) === '' ? '/' : ''
  const names = kept.filter((segment) => segment !== '')
  return names.length === 0 ? '/' : `/${names.join('/')}${folder}`
}

/** Without dots and blanks at the end. A loop, since a regular expression would take quadratic time on `. . . x`. */
function withoutTail(segment: string): string {
  let end = segment.length
  while (end > 0 && (segment[end - 1] === '.' || segment[end - 1] === ' ')) end--
  return segment.slice(0, end)
}

/** An NTFS stream, a session segment of ASP.NET or an 8.3 name. */
function isTrick(segment: string): boolean {
  return /::|:\$|^\([a-z]\(|^[^.~]{1,6}~\d{1,6}(?:\.[^.]{0,3})?$/.test(segment)
}

function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0
  return code < 0xa0 ? `%${code.toString(16)}` : encodeURIComponent(character).toLowerCase()
}
