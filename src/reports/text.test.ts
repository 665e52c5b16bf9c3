import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { measureTitles } from '../model/measure.ts'
import { languages } from '../model/text.ts'
import { assessmentSaying, calmAssessment, richAssessment } from './assessment-fixture.ts'
import { hostileWords } from './hostile-words.ts'
import { columnsOf } from './terminal/text-width.ts'
import { renderText, type TextOptions } from './text.ts'

const plain: TextOptions = { color: false, width: 80, unicode: true, verbose: false }

describe('renderText', () => {
  it.each(languages)('tells the whole assessment (%s)', async (language) => {
    await expect(renderText(richAssessment(language), plain)).toMatchFileSnapshot(`golden/rich.${language}.txt`)
  })

  it('tells every step, reference and piece of evidence when asked for more', async () => {
    const text = renderText(richAssessment('de'), { ...plain, verbose: true, width: 100 })
    await expect(text).toMatchFileSnapshot('golden/rich-verbose.de.txt')
  })

  it('says so where there is nothing to fix and nothing open', async () => {
    await expect(renderText(calmAssessment('de'), plain)).toMatchFileSnapshot('golden/calm.de.txt')
  })

  it.each(languages)('names the measures in the order of the guidance (%s)', (language) => {
    const text = renderText(richAssessment(language), plain)
    const places = Object.values(measureTitles).map((title) => text.indexOf(`${title[language]}\n`))
    expect(places).toEqual(places.toSorted((a, b) => a - b))
    expect(places[0]).toBeGreaterThan(0)
  })

  it('colours without changing a word', () => {
    const colored = renderText(richAssessment('de'), { ...plain, color: true })
    expect(colored).toContain('\u001b[31m✗ \u001b[39m')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the codes of colour are what is looked for
    expect(colored.replace(/\u001b\[\d+m/g, '')).toBe(renderText(richAssessment('de'), plain))
  })

  it('writes ASCII alone where the terminal knows nothing else', () => {
    const text = renderText(richAssessment('de'), { ...plain, unicode: false })
    expect(text).toMatch(/^[\n -~]*$/)
    expect(text).toContain('[x] Automate auf dem neuesten Stand')
    expect(text).toContain('Muster-MSP Sued')
  })

  it('lets nothing through that could steer the terminal, and keeps to its width', () => {
    const options = fc.record({
      color: fc.constant(false),
      width: fc.integer({ min: 40, max: 120 }),
      unicode: fc.boolean(),
      verbose: fc.boolean(),
    })
    fc.assert(
      fc.property(hostileWords, options, (text, chosen) => {
        for (const line of renderText(assessmentSaying(text, 'de'), chosen).split('\n')) {
          expect(line).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u)
          expect(columnsOf(line)).toBeLessThanOrEqual(chosen.width)
        }
      }),
      { numRuns: 60 },
    )
  })

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY, 7.5])(
    'takes a width of %d for one that can be used',
    (width) => {
      const lines = renderText(richAssessment('de'), { ...plain, width }).split('\n')
      expect(Math.max(...lines.map(columnsOf))).toBeLessThanOrEqual(100)
    },
  )
})
