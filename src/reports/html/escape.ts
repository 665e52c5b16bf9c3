import { parseLink } from '../../model/link.ts'
import { printable } from '../printable.ts'

/** HTML that was put together by `markup`, and by nothing else. */
class Fragment {
  readonly html: string
  constructor(html: string) {
    this.html = html
  }
}

export type Markup = Fragment

type Part = string | number | Markup | readonly Markup[] | undefined

/**
 * HTML from a template. What is written in the template stays as it is; every text put into it is made printable and
 * escaped so that it is harmless as the content of an element and as an attribute value in double quotes. This is the
 * only place in the reports where a text becomes HTML. It is not for URLs (see `link`), nor for scripts.
 */
export function markup(template: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Fragment(template.reduce((html, literal, index) => html + written(parts[index - 1]) + literal))
}

/** A link that opens what the text names, if it is an https link; otherwise the text alone. */
export function link(url: string, text: string): Markup {
  const target = parseLink(url)
  if (!target.ok) return text === url ? markup`${text}` : markup`${text} (${url})`
  return markup`<a href="${target.value}" rel="noreferrer">${text}</a>`
}

function written(part: Part): string {
  if (part === undefined) return ''
  if (part instanceof Fragment) return part.html
  if (typeof part === 'number') return String(part)
  if (typeof part === 'string') return printable(part).replace(/[&<>"'`]/g, (sign) => references[sign] ?? '')
  // Adding costs nothing until the whole is written; `join` would copy everything anew at every level.
  return part.reduce((html, fragment) => html + fragment.html, '')
}

/** Character references (HTML Living Standard, section 13.5). */
const references: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
}
