import { createHash } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { measureIds } from '../model/measure.ts'
import { languages, type Text } from '../model/text.ts'
import { assessmentSaying, calmAssessment, richAssessment } from './assessment-fixture.ts'
import { hostileWords } from './hostile-words.ts'
import { renderHtml } from './html.ts'
import * as messages from './messages.ts'

const rich = renderHtml(richAssessment('de'))

/** Tags with the names of their attributes, without any value: the structure that no text may influence. */
function skeleton(html: string): string {
  return [...html.matchAll(/<[^>]*>/g)].map(([tag]) => tag.replace(/="[^"]*"/g, '')).join('')
}

function withoutStyle(html: string): string {
  return html.replace(/<style>[\s\S]*?<\/style>/, '')
}

/** The elements that are still open at the end, or the first tag that closes another element than the innermost. */
function unbalanced(html: string): readonly string[] {
  const open: string[] = []
  for (const [, close, name = '', rest = ''] of withoutStyle(html).matchAll(/<(\/?)([a-z][a-z0-9]*)([^>]*)>/g)) {
    if (['meta', 'br'].includes(name) || rest.endsWith('/')) continue
    if (close === '') open.push(name)
    else if (open.pop() !== name) return [`</${name}>`]
  }
  return open
}

describe('renderHtml', () => {
  it.each(languages)('names its language and the measures in the order of the guidance (%s)', (language) => {
    const html = renderHtml(richAssessment(language))
    expect(html).toContain(`<html lang="${language}">`)
    expect([...html.matchAll(/<h3 id="measure-([a-z-]+)">/g)].map(([, id]) => id)).toEqual(measureIds)
  })

  it('loads nothing and runs nothing, and its own policy says so', () => {
    expect(rich).toContain('http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; style-src')
    expect(rich).not.toMatch(/<(?:script|link|img|iframe|object|embed|form|base|audio|video|source)\b/i)
    expect(rich).not.toMatch(/\s(?:src|style|on[a-z]+)="/i)
    expect(rich).not.toMatch(/@import|url\(|http:/i)
  })

  it('allows exactly the style sheet that it carries', () => {
    const [, style = ''] = /<style>([\s\S]*?)<\/style>/.exec(rich) ?? []
    const hash = createHash('sha256').update(style).digest('base64')
    expect(rich).toContain(`style-src &#39;sha256-${hash}&#39;;`)
  })

  it('links to https and to places in itself, which all exist', () => {
    const targets = [...rich.matchAll(/href="([^"]*)"/g)].map(([, target = '']) => target)
    const ids = new Set([...rich.matchAll(/\bid="([^"]*)"/g)].map(([, id]) => `#${id}`))
    for (const target of targets) expect(target.startsWith('https://') || ids.has(target), target).toBe(true)
    expect(targets).toContain('https://booking.example/termin?topic=upgrade&amp;site=1')
  })

  it('explains every lost point in a table that folds without a script, and tells what ends', () => {
    const rows = [...rich.matchAll(/<tr><th scope="row">[^<]* <span class="badge severity/g)]
    expect(rows).toHaveLength(richAssessment('de').scoreExplained?.lost.length ?? 0)
    expect(rich).toMatch(
      /<details><summary>Woraus sich die Punktzahl ergibt<\/summary>[\s\S]*Das bringt keine Punkte\.<\/td><td>5,56<\/td>/,
    )
    expect(rich).toContain('<p class="warning">Die Ausnahme endet in 13 Tagen.</p>')
  })

  it('shows an assessment from before scores were explained', () => {
    const { scoreExplained: _, notices: __, ...older } = richAssessment('de')
    expect(renderHtml(older)).not.toContain('<details>')
  })

  it('uses every id once', () => {
    const ids = [...rich.matchAll(/\bid="([^"]*)"/g)].map(([, id]) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it.each([
    ['rich', rich],
    ['calm', renderHtml(calmAssessment('en'))],
  ])('closes every element that it opens (%s)', (_, html) => {
    expect(unbalanced(html)).toEqual([])
  })

  it('has the same structure whatever servers, files and people say', () => {
    const harmless = skeleton(renderHtml(assessmentSaying('x', 'de')))
    fc.assert(
      fc.property(hostileWords, (text) => {
        const html = renderHtml(assessmentSaying(text, 'de'))
        expect(skeleton(html)).toBe(harmless)
        expect(unbalanced(html)).toEqual([])
        expect(html.replaceAll('\n', '')).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u)
      }),
      { numRuns: 60 },
    )
  })

  it('tells the steps of one remedy once in a measure', () => {
    expect(rich.split('Sichern Sie den Ordner App_Data')).toHaveLength(2)
    expect(rich).toContain(messages.stepsAbove.de)
  })

  it('offers the expert where an upgrade is needed', () => {
    expect(rich).toContain(messages.bookWith('EBERTLANG Support').de)
    const { support: _, ...alone } = richAssessment('de')
    expect(renderHtml(alone)).not.toContain(messages.expertLabel.de)
  })

  it('speaks one language at a time', () => {
    const sentences = Object.values(messages).filter((message): message is Text => 'de' in message && 'en' in message)
    const english = renderHtml(richAssessment('en'))
    expect(sentences.length).toBeGreaterThan(40)
    for (const { de, en } of sentences.filter((sentence) => sentence.de.length > 15)) {
      expect(en).not.toBe('')
      expect(english).not.toContain(de)
      expect(rich).not.toContain(en)
    }
  })
})
