import type { MeasureOutline } from '../outline.ts'
import { type Markup, markup } from './escape.ts'

const radius = 42
const circumference = 2 * Math.PI * radius

/** A ring that is filled to `percent`. The number stands beside it as text, so it is hidden from screen readers. */
export function ring(percent: number, standing: string): Markup {
  const filled = (circumference * Math.max(0, Math.min(percent, 100))) / 100
  return markup`<svg class="figure ring ${standing}" viewBox="0 0 100 100" aria-hidden="true" focusable="false">
<circle class="track" cx="50" cy="50" r="${radius}"/>
<circle class="value" cx="50" cy="50" r="${radius}" stroke-dasharray="${filled.toFixed(1)} ${circumference.toFixed(1)}" transform="rotate(-90 50 50)"/>
</svg>`
}

/** One square for each measure, in the order of the guidance, in the colour of its outcome. */
export function squares(outline: readonly MeasureOutline[]): Markup {
  const drawn = outline.map(
    ({ outcome }, index) =>
      markup`<rect class="${outcome}" x="${(index % 7) * 14 + 0.5}" y="${Math.floor(index / 7) * 14 + 0.5}" width="11" height="11" rx="3"/>`,
  )
  return markup`<svg class="figure squares" viewBox="0 0 96 26" aria-hidden="true" focusable="false">${drawn}</svg>`
}

/** A bar of which `part` of `whole` is filled. */
export function bar(part: number, whole: number): Markup {
  const width = whole > 0 ? (95 * Math.min(part, whole)) / whole : 0
  return markup`<svg class="figure bar" viewBox="0 0 95 25" aria-hidden="true" focusable="false">
<rect class="track" y="8" width="95" height="9" rx="4.5"/><rect class="value" y="8" width="${width.toFixed(1)}" height="9" rx="4.5"/>
</svg>`
}
