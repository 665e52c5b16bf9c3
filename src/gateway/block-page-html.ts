import type { Language } from '../model/text.ts'
import { refusalWords } from './refusal-words.ts'

const style =
  'body{font:16px/1.5 system-ui,sans-serif;margin:3em auto;max-width:34em;padding:0 1em;color:#222;background:#fff}' +
  'h1{font-size:1.4em}code{font-size:1.3em;font-weight:bold}section{margin-bottom:2em}@media print{body{margin:0}}'

/**
 * The page for people, as what stands before and what stands behind the reference. Both languages lead to the one
 * reference at the end.
 */
export function blockPageHtml(of: {
  readonly language: Language
  readonly status: number
  readonly contact: string | undefined
}): readonly [string, string] {
  const { title, advice } = refusalWords(of.status)
  const order: readonly Language[] = of.language === 'de' ? ['de', 'en'] : ['en', 'de']
  const sections = order.map(
    (language) =>
      `<section lang="${language}"><h1>${escapeHtml(title[language])}</h1><p>${escapeHtml(advice[language])}</p></section>`,
  )
  const head =
    `<!doctype html><html lang="${of.language}"><meta charset="utf-8">` +
    '<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">' +
    `<title>${escapeHtml(title[of.language])}</title><style>${style}</style>`
  const contact = of.contact ? `<p>${escapeHtml(of.contact)}</p>` : ''
  return [`${head}${sections.join('')}<p><code>`, `</code></p>${contact}</html>\n`]
}

/** The only place where text becomes HTML here. */
export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
