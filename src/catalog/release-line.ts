import type { ProductEntry, Release, ReleaseLine } from './catalog.ts'
import { compareParts, type Version } from './version.ts'
import { parseVersion } from './version-forms.ts'
import { compareVersions } from './version-order.ts'

/**
 * The newest release that the catalogue knows, of the whole product or of one of its lines; its own `sure` says how
 * well it is known. Absent if none is known.
 */
export function newestRelease(entry: ProductEntry, line?: string): Release | undefined {
  const dated = entry.releases.flatMap((release) => {
    const version = parseVersion(entry.product, release.version)
    if (!version.ok) return []
    const belongs = line === undefined || lineOf(entry, version.value)?.line === line
    return belongs ? [{ release, version: version.value }] : []
  })
  return dated.sort((a, b) => compareVersions(b.version, a.version))[0]?.release
}

/**
 * The line that a version belongs to: the one whose numbers it begins with (`8.4` for 8.4.13), or the one that is
 * named like the release that it begins with (Windows Server `2019` for 10.0.17763.5329). Absent if not known.
 */
export function lineOf(entry: ProductEntry, version: Version): ReleaseLine | undefined {
  const name = named(entry, version)
  return entry.lines.find((line) => beginsWith(version, numbersOf(line.line)) || name === line.line)
}

function named(entry: ProductEntry, version: Version): string | undefined {
  return entry.releases.find((release) => beginsWith(version, numbersOf(release.version)))?.name
}

function beginsWith(version: Version, start: readonly number[] | undefined): boolean {
  if (start === undefined || start.length > version.parts.length) return false
  return compareParts(version.parts.slice(0, start.length), start) === 0
}

function numbersOf(text: string): number[] | undefined {
  return /^\d+(\.\d+)+$/.test(text) ? text.split('.').map(Number) : undefined
}
