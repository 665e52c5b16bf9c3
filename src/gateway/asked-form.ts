import type { Language } from '../model/text.ts'

/** How much of a header is read: no honest client needs more. */
const longest = 500

/**
 * The form that a client asks for: a page for browsers, JSON for programs that ask for it, one line of text for those
 * that say nothing of either, as agents do.
 */
export function askedForm(accept: string | undefined): 'html' | 'json' | 'text' {
  const asked = accept?.slice(0, longest).toLowerCase() ?? ''
  if (/\btext\/html\b/.test(asked)) return 'html'
  return /\bapplication\/(?:[\w.-]+\+)?json\b/.test(asked) ? 'json' : 'text'
}

/** The language that stands first on the page: the better one of `Accept-Language` (RFC 9110, section 12.5.4). */
export function firstLanguage(acceptLanguage: string | undefined, otherwise: Language): Language {
  if (!acceptLanguage) return otherwise
  const asked = acceptLanguage.slice(0, longest).toLowerCase()
  const german = weight(asked, 'de')
  const english = weight(asked, 'en')
  if (german === english) return otherwise
  return german > english ? 'de' : 'en'
}

/** The weight of a language, the earlier of two equal ones a little heavier; 0 if it is not asked for. */
function weight(asked: string, language: Language): number {
  let best = 0
  for (const [index, range] of asked.split(',').entries()) {
    const [tag = '', parameter = ''] = range.trim().split(';')
    if (tag.split('-')[0] !== language) continue
    const quality = /^\s*q=([01](?:\.\d{0,3})?)$/.exec(parameter)?.[1] ?? '1'
    best = Math.max(best, Number(quality) - index / 1e6)
  }
  return best
}
