import { describe, expect, it } from 'vitest'
import { controls } from '../../controls/index.ts'
import { measureIds } from '../../model/measure.ts'
import { controlsPage } from './controls-page.ts'

describe.each([
  ['de', 'controls.de.md'],
  ['en', 'controls.md'],
] as const)('the page of all controls (%s)', (language, file) => {
  const page = controlsPage(controls, language)

  it(`is docs/reference/${file}`, async () => {
    await expect(page).toMatchFileSnapshot(`../../../docs/reference/${file}`)
  })

  it('names every control once, with what it asks, under its measure', () => {
    for (const { id, title } of controls) {
      expect(page.split(`### \`${id}\`\n`)).toHaveLength(2)
      expect(page).toContain(title[language].replaceAll('_', '\\_'))
    }
    const places = measureIds.map((id) => page.indexOf(`(\`${id}\`)\n`))
    expect(places).toEqual(places.toSorted((a, b) => a - b))
    expect(places[0]).toBeGreaterThan(0)
  })

  it('holds nothing that Markdown would swallow', () => {
    const text = page.replaceAll(/`[^`\n]*`|<https:\/\/[^>\s]*>/g, '').replaceAll(/\\[\\*_<>`|]/g, '')
    expect(text.replaceAll('**', '')).not.toMatch(/[*_<>|\\]/)
  })
})
