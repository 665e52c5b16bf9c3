/** An account by both of its names, as `mysql.user` writes them. */
export interface AccountName {
  /** Empty for an anonymous account. */
  readonly user: string
  readonly host: string
}

/** A name or a text that no statement can carry as it is. Nothing was sent. */
export class Unquotable extends Error {
  override readonly name = 'Unquotable'
}

/** `'root'@'localhost'`: the account, whatever its names hold and whichever `sql_mode` holds. */
export function quotedAccount({ user, host }: AccountName): string {
  return `${quotedName(user)}@${quotedName(host)}`
}

/**
 * One half of an account. Inside single quotes a backslash means something or nothing, depending on `sql_mode`
 * (`NO_BACKSLASH_ESCAPES`); inside backticks it never does. The grant tables hold three bytes for a character (MySQL
 * Reference Manual, "Account Names" and "Schema Object Names"), so that nothing beyond U+FFFF can be meant.
 */
function quotedName(name: string): string {
  carried(name)
  if (/[\u{10000}-\u{10ffff}]/u.test(name)) throw new Unquotable('a character beyond U+FFFF')
  return name.includes('\\') ? `\`${name.replaceAll('`', '``')}\`` : `'${name.replaceAll("'", "''")}'`
}

/** A text as a value. With a backslash in it, it is written as its bytes: those read the same in every `sql_mode`. */
export function quotedText(text: string): string {
  carried(text)
  if (!text.includes('\\')) return `'${text.replaceAll("'", "''")}'`
  const bytes = encodeURIComponent(text).replaceAll(/%([\dA-F]{2})|([^%])/g, (_, hex?: string, plain = '') =>
    hex === undefined ? String(plain).charCodeAt(0).toString(16).padStart(2, '0') : hex,
  )
  return `_utf8mb4 X'${bytes.toUpperCase()}'`
}

function carried(text: string): void {
  if (text.includes('\0')) throw new Unquotable('a NUL character')
  if (/\p{Cs}/u.test(text)) throw new Unquotable('half of a character')
}

/** The name of a variable. Only what a variable can be called is taken, so that nothing needs quotes. */
export function variableName(name: string): string {
  if (!/^[a-z][a-z0-9_]{0,63}$/.test(name)) throw new Unquotable('not the name of a variable')
  return name
}
