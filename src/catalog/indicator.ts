import type { Text } from '../model/text.ts'
import bundled from './indicators.json' with { type: 'json' }

/** A trace that a known attack leaves behind in a product's own files and databases. */
export interface Indicator {
  readonly id: string
  /** What is looked for, whole and in any case of letters. */
  readonly text: string
  readonly kind: 'address' | 'host' | 'file' | 'instance'
  readonly title: Text
  /** When the attack was reported, `YYYY-MM-DD` or `YYYY-MM`. */
  readonly reported: string
  readonly sure: 'confirmed' | 'derived' | 'unverified'
  readonly url: string
}

/** Indicators of attacks on ScreenConnect that Bollwerk brings, as of `asOf` (screenconnect.md §7.2 H7 and H10). */
export const bundledIndicators: { readonly asOf: string; readonly indicators: readonly Indicator[] } = {
  asOf: bundled.asOf,
  indicators: bundled.indicators.map((indicator) => ({
    ...indicator,
    // The test of this file proves that every entry has one of these.
    kind: indicator.kind as Indicator['kind'],
    sure: indicator.sure as Indicator['sure'],
  })),
}
