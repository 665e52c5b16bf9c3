import { automatePlace, automateSpan, type Span } from './automate-timeline.ts'
import { compareParts, type Version } from './version.ts'

const mostParts = 5

/**
 * Orders two versions of the same product: negative if `a` is older. Numbers are compared from left to right and a
 * missing one counts as 0, so `26.1` equals `26.1.0.0`. For Automate the year decides, then the patch as far as
 * the releases of the catalogue tell it, then the build; `2025.11` and `25.0.436` are the same.
 */
export function compareVersions(a: Version, b: Version): number {
  return compareParts(place(a), place(b))
}

/** Everything that a version may stand for: `25.2` begins at 25.2.0 and has no last number. */
export function spanOf(version: Version): Span {
  if (version.product === 'automate') return automateSpan(version.parts)
  const open = Array.from({ length: mostParts - version.parts.length }, () => Number.POSITIVE_INFINITY)
  return { low: version.parts, high: [...version.parts, ...open] }
}

function place(version: Version): readonly number[] {
  return version.product === 'automate' ? automatePlace(version.parts) : version.parts
}
