import type { Product } from './catalog.ts'

/** A version of one product, as exact as it was written: `25.2` may be any release that begins so. */
export interface Version {
  readonly product: Product
  /**
   * The numbers of the version. For Automate: year (two digits), patch, build; a patch of 0 and a missing build
   * are not known, because the product itself writes either or both (automate.md §6).
   */
  readonly parts: readonly number[]
  /** The canonical way to write it, for people; `parseVersion` reads it back. */
  readonly text: string
}

/** Compares lists of numbers from left to right; a missing number counts as 0. Negative if `a` comes first. */
export function compareParts(a: readonly number[], b: readonly number[]): number {
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const left = a[index] ?? 0
    const right = b[index] ?? 0
    if (left !== right) return left < right ? -1 : 1
  }
  return 0
}
