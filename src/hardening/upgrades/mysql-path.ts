import type { Catalog } from '../../catalog/catalog.ts'
import {
  compareVersions,
  lineOf,
  newestRelease,
  parseVersion,
  type Release,
  type Version,
} from '../../catalog/index.ts'
import { say, type Text } from '../../model/text.ts'

/** MySQL goes from one line to the next and skips none (MySQL reference manual 8.4, "Upgrade Paths"). */
const lines: readonly string[] = ['5.5', '5.6', '5.7', '8.0', '8.4']

/** Lines with long-term support; whoever is on another one later than 8.0 goes to the next of these. */
const longTerm: readonly string[] = ['8.4', '9.7']

/** One stretch of the way: from the line that runs then to the newest release of a line. */
export interface Stretch {
  readonly fromLine: string
  readonly toLine: string
  /** The newest release of that line. */
  readonly version: string
  /** The same for a reader, with how sure it is. */
  readonly to: Text
}

/**
 * The stretches from a version to a supported long-term line. A version of such a line stays on it and gets its newest
 * patch. Empty if no way is known: another product, or a line that the catalogue does not have.
 */
export function mysqlPath(version: Version, catalog: Catalog): readonly Stretch[] {
  if (version.product !== 'mysql') return []
  const line = lineOf(catalog.products.mysql, version)?.line
  if (line === undefined) return []
  return stops(line, version).flatMap((toLine, index, all) => {
    const newest = newestRelease(catalog.products.mysql, toLine)
    return newest ? [{ fromLine: all[index - 1] ?? line, toLine, version: newest.version, to: shown(newest) }] : []
  })
}

function stops(line: string, version: Version): readonly string[] {
  const place = lines.indexOf(line)
  if (place >= 0 && line !== '8.4') return lines.slice(place + 1)
  if (longTerm.includes(line)) return [line]
  const ahead = longTerm.find((one) => isOlder(version, `${one}.0`))
  return [ahead ?? line]
}

function isOlder(version: Version, than: string): boolean {
  const known = parseVersion('mysql', than)
  return known.ok && compareVersions(version, known.value) < 0
}

function shown({ version, sure }: Release): Text {
  return sure === 'confirmed'
    ? say(version, version)
    : say(`${version} (aus öffentlichen Quellen geschlossen)`, `${version} (concluded from public sources)`)
}
