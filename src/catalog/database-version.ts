import { accepted, type Parsed, rejected } from '../model/parsed.ts'
import type { say } from '../model/text.ts'
import type { Version } from './version.ts'
import { longestVersion, notVersion } from './version-problem.ts'

/** What a database greeting turned out to come from. */
interface RecognisedDatabase {
  readonly product: 'mysql' | 'mariadb' | 'percona'
  readonly version: Version
}

/** MariaDB puts this before its own version so that old replication clients accept it; it is no version. */
const replicationPrefix = /^5\.5\.5-(?=\d{1,3}\.)/

/** Percona Server adds the number of its own build: `8.0.36-28`, `5.6.51-91.0-log`, `5.1.73-rel14.12-log`. */
const perconaForm =
  /^(\d{1,3})\.(\d{1,3})\.(\d{1,5})(?:-(?:rel)?([1-9]\d{0,4})(?:\.(\d{1,4}))?)?(?:-[a-z][\w.+~-]{0,80})?$/i

const plainForm = /^(\d{1,3})\.(\d{1,3})(?:\.(\d{1,5}))?(?:[-+~][\w.+~:-]{1,150})?$/

/** Servers that speak the protocol of MySQL and count differently; their greetings carry these words. */
const strangers = /tidb|aurora|vitess|proxysql|oceanbase/i

/**
 * Tells MySQL, MariaDB and Percona Server apart by the version text of the greeting packet. MariaDB names itself or
 * uses the replication prefix; Percona has a purely numeric suffix or names itself. The forms are generally known
 * and not in the references: unverified.
 */
export function recogniseDatabase(greeting: string): Parsed<RecognisedDatabase> {
  const text = greeting.length > longestVersion ? greeting : greeting.trim()
  const product = productOf(text)
  const version = databaseVersion(product, text)
  return version.ok ? accepted({ product, version: version.value }) : version
}

/** Product and line of a `VERSION()`, the line as one number (`8.4` is 804); `undefined` where no database is recognised. */
export function databaseLineOf(
  version: string,
): { readonly product: RecognisedDatabase['product']; readonly line: number } | undefined {
  const recognised = recogniseDatabase(version)
  if (!recognised.ok) return
  const { product, version: known } = recognised.value
  const [major = 0, minor = 0] = known.parts
  return { product, line: major * 100 + minor }
}

/** Reads the version text of one database product; the forms of the other two are refused. */
export function databaseVersion(product: RecognisedDatabase['product'], text: string): Parsed<Version> {
  if (text.length > longestVersion || strangers.test(text)) return rejected(notDatabase(product, text))
  if (product === 'mariadb') return mariadbVersion(text)
  if (product === 'percona') return perconaVersion(text)
  const numbers = productOf(text) === 'mysql' ? numbersOf(plainForm.exec(text)) : undefined
  if (numbers === undefined) return rejected(notDatabase(product, text))
  return accepted({ product, parts: numbers, text: numbers.join('.') })
}

function productOf(text: string): RecognisedDatabase['product'] {
  if (text.length > longestVersion) return 'mysql'
  if (/mariadb/i.test(text) || replicationPrefix.test(text)) return 'mariadb'
  const ownBuild = perconaForm.exec(text)?.[4] !== undefined
  return ownBuild || /percona/i.test(text) ? 'percona' : 'mysql'
}

function mariadbVersion(text: string): Parsed<Version> {
  const numbers = numbersOf(plainForm.exec(text.replace(replicationPrefix, '')))
  if (numbers === undefined) return rejected(notDatabase('mariadb', text))
  return accepted({ product: 'mariadb', parts: numbers, text: numbers.join('.') })
}

function perconaVersion(text: string): Parsed<Version> {
  const numbers = numbersOf(perconaForm.exec(text) ?? /^(\d{1,3})\.(\d{1,3})$/.exec(text))
  if (numbers === undefined) return rejected(notDatabase('percona', text))
  const [release, build] = [numbers.slice(0, 3).join('.'), numbers.slice(3).join('.')]
  return accepted({ product: 'percona', parts: numbers, text: build === '' ? release : `${release}-${build}` })
}

function numbersOf(match: RegExpExecArray | null): number[] | undefined {
  return match?.slice(1).flatMap((digits: string | undefined) => (digits === undefined ? [] : [Number(digits)]))
}

function notDatabase(product: RecognisedDatabase['product'], text: string): ReturnType<typeof say> {
  if (product === 'mariadb') return notVersion(text, 'MariaDB', '10.11.6-MariaDB')
  if (product === 'percona') return notVersion(text, 'Percona Server', '8.0.36-28')
  return notVersion(text, 'MySQL', '8.4.13')
}
