import automate from './automate.json' with { type: 'json' }
import { automateVersion } from './automate-version.ts'

/** A patch whose build number is known: year (two digits), patch, build. */
interface KnownPatch {
  readonly year: number
  readonly patch: number
  readonly build: number
}

/** The numbers between which a version lies in the order year, patch, build. */
export interface Span {
  readonly low: readonly number[]
  readonly high: readonly number[]
}

const knownPatches: readonly KnownPatch[] = automate.releases.flatMap(knownPatch)

/**
 * Where a version of Automate lies. A build alone is placed between the patches of its year whose builds are known;
 * that builds grow through a year is derived (automate.md §6). What is not known stays open, up to `Infinity`.
 */
export function automateSpan(parts: readonly number[]): Span {
  const [year = 0, patch = 0, build] = parts
  if (patch !== 0) return { low: [year, patch, build ?? 0], high: [year, patch, build ?? Number.POSITIVE_INFINITY] }
  const reached = build ?? 0
  const sameYear = knownPatches.filter((known) => known.year === year)
  const before = sameYear.filter((known) => known.build <= reached).map((known) => known.patch)
  const after = sameYear.filter((known) => known.build >= reached).map((known) => known.patch)
  return {
    low: [year, Math.max(0, ...before), reached],
    high: [year, Math.min(Number.POSITIVE_INFINITY, ...after), reached],
  }
}

/** One place in the order for every version: the lowest that is possible, with the known build of a named patch. */
export function automatePlace(parts: readonly number[]): readonly number[] {
  const [year, patch, build] = parts
  if (build !== undefined) return automateSpan(parts).low
  const named = knownPatches.find((known) => known.year === year && known.patch === patch)
  return named === undefined ? automateSpan(parts).low : [named.year, named.patch, named.build]
}

function knownPatch(release: { readonly version: string; readonly name?: string }): KnownPatch[] {
  const file = automateVersion(release.version)
  const name = automateVersion(release.name ?? '')
  if (!file.ok || !name.ok) return []
  const [year, , build] = file.value.parts
  const patch = name.value.parts[1]
  return year === undefined || patch === undefined || build === undefined ? [] : [{ year, patch, build }]
}
