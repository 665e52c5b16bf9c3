import { withBorders } from './places.ts'
import { argument } from './quote.ts'

/** A path that is not only letters, digits and `/._-` in order; few honest ones are (`formOf` in `canonicalPath`). */
const unusual = '[^A-Za-z0-9_./-]|//|/[.]|[.]/|[.]$'
/** An escape that is none. */
const broken = '%([^0-9A-Fa-f]|[0-9A-Fa-f]([^0-9A-Fa-f]|$)|$)'
const control = '%[01][0-9A-Fa-f]|%7[Ff]'
/** After two rounds: bytes beyond ASCII, and a third layer of escapes. */
const foreign = '[\\x80-\\xff]|%(u[0-9a-f]{4}|[0-9a-f]{2})'
const onlyDots = '(^|/)[. ]+(/|$)'
/** An NTFS stream, a session segment of ASP.NET, an 8.3 name. */
const trick = '::|:[$]|/[(][a-z][(]|/[^.~/]{1,6}~[0-9]{1,6}([.][^./]{0,3})?(/|$)'

const substitute = (pattern: string, by: string): string => `regsub(${argument(pattern)},${argument(by)},g)`

/** `+` and `?` are written as escapes, because `url_dec` makes blanks of every `+` behind a `?`. */
const decodedOnce = ['url_dec', substitute('[+]', '%2B'), substitute('[?]', '%3F')]
/** `url_dec` gives up on a percent sign that begins no escape, so that gets one. */
const decodedTwice = [substitute('%(?![0-9A-Fa-f]{2})', '%25'), 'url_dec']
/** Umlauts in UTF-8 and in the code page of Windows, folded as `foldCharacters` does. */
const folded = [
  substitute('\\xc3[\\x84\\xa4]|[\\xc4\\xe4]', 'a'),
  substitute('\\xc3[\\x96\\xb6]|[\\xd6\\xf6]', 'o'),
  substitute('\\xc3[\\x9c\\xbc]|[\\xdc\\xfc]', 'u'),
  substitute('\\xc3\\x9f|\\xdf', 'ss'),
]
const withoutParameters = [substitute('[\\x5c]', '/'), 'lower', substitute(';[^/]*', '')]
const tidied = [substitute('[. ]+(/|$)', '\\1'), substitute('/+', '/')]

/**
 * Lines that put the canonical path into `txn.path`, step for step as `canonicalPath` does, or refuse with `malformed`. What
 * they refuse beyond it: letters other than German umlauts outside of ASCII.
 */
export function canonicalLines(): readonly string[] {
  const set = (variable: string, from: string, by: readonly string[], condition: string): string =>
    `http-request set-var(txn.${variable}) '${[from, ...by].join(',')}' if ${condition}`
  const refuse = (condition: string): string =>
    `http-request set-var(txn.rule) str(malformed) if !decided unusual_path ${condition}`
  const path = (by: readonly string[], from = 'var(txn.path)'): string => set('path', from, by, '!decided unusual_path')
  return [
    '# The path as rules compare it; the origin gets it as it was sent.',
    `acl unusual_path path -m reg '${unusual}'`,
    'http-request set-var(txn.path) path,lower if !decided',
    refuse('{ path,length gt 4096 }'),
    refuse(`{ path -m reg '${broken}|${control}' }`),
    path(decodedOnce, 'path'),
    refuse(`{ var(txn.path) -m reg '${control}' }`),
    path(decodedTwice),
    path(folded),
    refuse(`{ var(txn.path) -m reg -i '${foreign}' }`),
    path(withoutParameters),
    refuse(`{ var(txn.path) -m reg '${onlyDots}' }`),
    path(tidied),
    refuse(`{ var(txn.path) -m reg '${trick}' }`),
    path([substitute('%', '%25')]),
    '# The server and the path, with a = behind each word, so that prefixes end where words do.',
    `http-request set-var(txn.place) 'var(txn.path),${withBorders}' if !decided`,
    'http-request set-var-fmt(txn.place) "%[var(txn.server)]:%[var(txn.place)]" if !decided',
  ]
}
