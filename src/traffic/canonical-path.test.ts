import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalPath } from './canonical-path.ts'

const everyByte = fc.string({ unit: fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code)) })
const piece = fc.constantFrom(
  ...[
    '/',
    '//',
    '\\',
    '.',
    '..',
    ';',
    '%',
    '%25',
    '%2',
    '%2e',
    '%2f',
    '%5c',
    '%00',
    '%u0041',
    '%c3%bc',
    '%c0%af',
    '%fc',
  ],
  ...[
    'A',
    'z',
    '~1',
    ' ',
    ':',
    '::$DATA',
    '(S(x))',
    '\xfc',
    '\xc3\xbc',
    '%ef%bc%85',
    '%e2%84%aa',
    '%e1%ba%9e',
    '%cf%92',
  ],
)
const hostile = fc.array(fc.oneof(piece, everyByte), { maxLength: 12 }).map((pieces) => `/${pieces.join('')}`)

const encoded = (text: string, chosen: (at: number) => boolean): string =>
  [...text]
    .map((character, at) => (chosen(at) ? `%${character.charCodeAt(0).toString(16).padStart(2, '0')}` : character))
    .join('')

describe('the canonical path', () => {
  it.each([
    ['/labtech/agent.aspx', '/labtech/agent.aspx'],
    ['/LabTech/Agent.ASPX', '/labtech/agent.aspx'],
    ['/', '/'],
    ['///', '/'],
    ['//a///b//', '/a/b/'],
    ['/a\\b%5cc%255Cd', '/a/b/c/d'],
    ['/%41%2542', '/ab'],
    ['/a;x=1/b;y;z', '/a/b'],
    ['/;a/b', '/b'],
    ['/a%3bx/b', '/a/b'],
    ['/a./b%20/c. .', '/a/b/c'],
    ['/Mein%20Dokument.pdf', '/mein dokument.pdf'],
    ['/a%3fb%23c', '/a?b#c'],
  ])('of %s is %s', (raw, canonical) => {
    expect(canonicalPath(raw)).toBe(canonical)
  })

  it.each([
    ['nothing', ''],
    ['no path', 'a/b'],
    ['an asterisk', '*'],
    ['a whole address', 'http://a/b'],
    ['a dot segment', '/a/./b'],
    ['a dot segment at the end', '/a/..'],
    ['an encoded dot segment', '/a/%2e%2E/b'],
    ['a twice encoded dot segment', '/a/%252e%252e/b'],
    ['a dot segment between backslashes', '/a\\..\\b'],
    ['a dot segment with a parameter', '/a/..;x/b'],
    ['a dot segment with a blank', '/a/..%20/b'],
    ['more dots than two', '/a/.../b'],
    ['a full-width dot segment', '/a/%ef%bc%8e%ef%bc%8e/b'],
    ['a two-dot leader', '/a/%e2%80%a5/b'],
    ['NUL', '/a%00'],
    ['a twice encoded NUL', '/a%2500'],
    ['a line break', '/a%0d%0ab'],
    ['DEL', '/a%7f'],
    ['a control character beyond ASCII', '/a%c2%85'],
    ['a percent sign that begins nothing', '/a%'],
    ['half an escape', '/a%4'],
    ['no digits', '/a%zz'],
    ['a %u escape', '/%u0041'],
    ['an encoded %u escape', '/%25u0041'],
    ['a third layer', '/%252541'],
    ['a third layer by full-width characters', '/%ef%bc%85%34%31'],
    ['an overlong slash', '/a%c0%af'],
    ['an overlong slash in three bytes', '/a%e0%80%af'],
    ['an overlong slash in four bytes', '/a%f0%80%80%af'],
    ['an overlong slash in five bytes', '/a%f8%80%80%80%af'],
    ['an impossible byte', '/a%c0%2f'],
    ['a surrogate', '/a%ed%a0%80'],
    ['torn UTF-8', '/a%e2%80'],
    ['a stream', '/a.exe::$DATA'],
    ['a stream of a folder', '/a:$i30:$INDEX_ALLOCATION/b'],
    ['an 8.3 name', '/SETUPW~1.ASP'],
    ['an 8.3 name without ending', '/LABTEC~12/x'],
    ['a session segment', '/(S(x))/b'],
    ['a session segment further in', '/a/(A(x)F(y))/b'],
    ['a character that is no byte', '/a\u2025'],
  ])('refuses %s', (_, raw) => {
    expect(canonicalPath(raw)).toBeUndefined()
  })

  it.each([
    ['/Gr%C3%BC%C3%9Fe.pdf', '/grusse.pdf', 'an umlaut in UTF-8'],
    ['/Gru%CC%88sse.pdf', '/grusse.pdf', 'an umlaut in two parts, as macOS writes it'],
    ['/Gr%FCsse.pdf', '/grusse.pdf', 'an umlaut of a single-byte code page'],
    ['/Gr\xc3\xbcsse.pdf', '/grusse.pdf', 'an umlaut that was not encoded'],
    ['/%C4%8Cech%20%C5%81%C3%B3d%C5%BA.txt', '/cech lodz.txt', 'names of the neighbours'],
    ['/Y%C4%B1ld%C4%B1z.txt', '/yildiz.txt', 'a Turkish name'],
    ['/%D0%A4%D0%B0%D0%B9%D0%BB.txt', '/%d1%84%d0%b0%d0%b8%d0%bb.txt', 'a Cyrillic name'],
    ['/%E6%97%A5.txt', '/%e6%97%a5.txt', 'a Japanese name'],
    ['/%F0%9F%98%80.txt', '/%f0%9f%98%80.txt', 'a smiley'],
    ['/a%96b', '/a%96b', 'a dash of code page 1252'],
    ['/100%25.txt', '/100%25.txt', 'a percent sign'],
    ['/100%25%20sicher', '/100%25 sicher', 'a percent sign before a blank'],
    ['/Rechnung%20(1).pdf', '/rechnung (1).pdf', 'brackets'],
    ['/~$Brief.docx', '/~$brief.docx', 'the lock file of a word processor'],
    ['/backup-2026~1.zip', '/backup-2026~1.zip', 'a tilde in a long name'],
    ['/12:30.log', '/12:30.log', 'a colon'],
  ])('lets %s pass as %s: %s', (raw, canonical) => {
    expect(canonicalPath(raw)).toBe(canonical)
  })

  it.each([
    ['full-width letters', '/%ef%bd%93%ef%bd%85tup'],
    ['the long s', '/%c5%bfetup'],
    ['a soft hyphen', '/se%c2%adtup'],
    ['a zero-width joiner', '/se%e2%80%8dtup'],
    ['a mathematical letter', '/%f0%9d%90%aeet'],
    ['an accent', '/s%c3%a9tup'],
  ])('takes %s for ASCII', (_, raw) => {
    expect(canonicalPath(raw)).toMatch(/^\/(setup|uet)$/)
  })

  it('is the canonical path of itself, and never throws', () => {
    fc.assert(
      fc.property(fc.oneof(hostile, everyByte, fc.string({ unit: 'binary' })), (raw) => {
        const path = canonicalPath(raw)
        if (path !== undefined) expect(canonicalPath(path)).toBe(path)
      }),
      { numRuns: 5000 },
    )
  })

  it('holds printable ASCII only, no capitals, no empty and no dotted segments', () => {
    fc.assert(
      fc.property(hostile, (raw) => {
        const path = canonicalPath(raw) ?? '/'
        expect(path).toMatch(/^\/[ -@[-~]*$/)
        expect(path).not.toMatch(/\/\/|\\|;|\/[. ]*\/|[. ](\/|$)|%u[0-9a-f]{4}/)
      }),
      { numRuns: 5000 },
    )
  })

  it('is idempotent for every character of Unicode', () => {
    for (let code = 0x80; code <= 0x1ffff; code++) {
      if (code >= 0xd800 && code <= 0xdfff) continue
      const path = canonicalPath(`/x${encodeURIComponent(String.fromCodePoint(code))}x`)
      if (path !== undefined && canonicalPath(path) !== path) expect([code, canonicalPath(path)]).toEqual([code, path])
    }
  })

  it('does not change when honest characters are encoded once or twice', () => {
    const honest = fc.string({ unit: fc.constantFrom(...'abcXYZ019-_'), minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(fc.array(honest, { minLength: 1 }), fc.infiniteStream(fc.boolean()), (names, coins) => {
        const path = `/${names.join('/')}`
        const once = encoded(path, (at) => at > 0 && (coins.next().value ?? false))
        const twice = once.replaceAll('%', () => (coins.next().value ? '%25' : '%'))
        expect([canonicalPath(once), canonicalPath(twice)]).toEqual([path.toLowerCase(), path.toLowerCase()])
      }),
    )
  })

  it('takes every character for ASCII that Unicode decomposes to ASCII', () => {
    const missed: string[] = []
    for (let code = 0xa0; code <= 0x1ffff; code++) {
      if (code >= 0xd800 && code <= 0xdfff) continue
      const character = String.fromCodePoint(code)
      const plain = character.normalize('NFKD').replace(/[\p{M}\p{Cf}]/gu, '')
      const isAscii = [plain, plain.toLowerCase(), plain.toUpperCase()].some((text) => /^[!-$&-~]+$/.test(text))
      if (isAscii && canonicalPath(`/x${encodeURIComponent(character)}x`)?.includes('%')) missed.push(character)
    }
    expect(missed).toEqual([])
  })

  it('refuses what is long and not plain', () => {
    expect(canonicalPath(`/${'a'.repeat(20_000)}`)).toHaveLength(20_001)
    expect(canonicalPath(`/${'%61'.repeat(1365)}`)).toHaveLength(1366)
    expect(canonicalPath(`/${'%61'.repeat(1366)}`)).toBeUndefined()
  })

  it('takes little time for the worst that it reads', () => {
    for (const unit of ['. ', '%25', '\\', ';', '(S(', '%c3%bc', '\xef\xb7\xba', '\xe3\x8d\xbf', '~1', '../']) {
      const began = performance.now()
      canonicalPath(`/${unit.repeat(4000 / unit.length)}x`)
      expect(performance.now() - began).toBeLessThan(200)
    }
  })
})
