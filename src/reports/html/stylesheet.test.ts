import { expect, it } from 'vitest'
import { stylesheet } from './stylesheet.ts'

const [light = new Map(), dark = new Map()] = [...stylesheet.html.matchAll(/:root\{([^}]*--page[^}]*)\}/g)].map(
  ([, declarations = '']) =>
    new Map([...declarations.matchAll(/--([a-z-]+):#([0-9a-f]{3,6})/g)].map(([, name = '', hex = '']) => [name, hex])),
)

/** Relative luminance (WCAG 2.2, definition of relative luminance). */
function luminance(hex: string): number {
  const full = hex.length === 3 ? hex.replace(/./g, '$&$&') : hex
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => {
    const share = Number.parseInt(full.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

const pairs = [
  ...['ink', 'soft', 'accent'].flatMap((text) => [`${text} page`, `${text} paper`]),
  ...['bad', 'warn', 'good', 'calm', 'note'].flatMap((tone) => [`${tone} ${tone}-bg`, `${tone} paper`]),
  'paper bad',
  'ink calm-bg',
]

it.each(pairs)('keeps enough contrast in light and dark: %s', (pair) => {
  const [text = '', ground = ''] = pair.split(' ')
  for (const colors of [light, dark]) {
    const [low = 0, high = 0] = [luminance(colors.get(text)), luminance(colors.get(ground))].toSorted((a, b) => a - b)
    expect((high + 0.05) / (low + 0.05)).toBeGreaterThanOrEqual(4.5)
  }
})
