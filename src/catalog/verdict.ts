import type { Span } from './automate-timeline.ts'
import type { Advisory, AffectedRange } from './catalog.ts'
import { compareParts, type Version } from './version.ts'
import { parseVersion } from './version-forms.ts'
import { spanOf } from './version-order.ts'

/**
 * Says whether a version of the product that the advisory belongs to has the fault.
 *
 * `unclear` where the version is not exact enough (`25.2` against a fix in 25.2.4, an Automate build whose patch
 * nobody published), where the vendor did not say, and always for extensions, whose versions are their own.
 * For a fault of the client it tells about the client that comes with this server version; clients that are
 * already installed stay as they are until they are replaced.
 */
export function verdictOn(advisory: Advisory, version: Version): 'affected' | 'not-affected' | 'unclear' {
  if (advisory.part === 'extension') return 'unclear'
  const span = spanOf(version)
  const repaired = (advisory.repaired ?? []).map((text) => meet(span, { from: text, through: text }, version))
  if (repaired.includes('inside')) return 'not-affected'
  const affected = advisory.affected.map((range) => meet(span, range, version))
  const unclear = (advisory.unclear ?? []).map((range) => meet(span, range, version))
  if (affected.includes('inside') && !repaired.includes('partly')) return 'affected'
  return [...affected, ...unclear].every((meeting) => meeting === 'outside') ? 'not-affected' : 'unclear'
}

/**
 * The version that repairs the fault on the line that a version belongs to, as the catalogue writes it: where the
 * range that holds the version ends, else what the advisory names. Absent if no repair is known.
 */
export function repairOf(advisory: Advisory, version: Version): string | undefined {
  const span = spanOf(version)
  const range = advisory.affected.find((candidate) => meet(span, candidate, version) === 'inside')
  return range?.before ?? advisory.fixed
}

type Meeting = 'inside' | 'partly' | 'outside'

function meet(span: Span, range: AffectedRange, version: Version): Meeting {
  const from = bound(range.from, version)
  const before = bound(range.before, version)
  const through = bound(range.through, version)
  if (from === 'unreadable' || before === 'unreadable' || through === 'unreadable') return 'partly'
  const begins = (at: readonly number[]): boolean => from === undefined || compareParts(at, from.low) >= 0
  const holds = (at: readonly number[]): boolean =>
    (before === undefined || compareParts(at, before.low) < 0) &&
    (through === undefined || compareParts(at, through.high) <= 0)
  if (!begins(span.high) || !holds(span.low)) return 'outside'
  return begins(span.low) && holds(span.high) ? 'inside' : 'partly'
}

function bound(text: string | undefined, version: Version): Span | 'unreadable' | undefined {
  if (text === undefined) return undefined
  const parsed = parseVersion(version.product, text)
  return parsed.ok ? spanOf(parsed.value) : 'unreadable'
}
