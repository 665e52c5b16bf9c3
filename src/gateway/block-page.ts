import type { Language } from '../model/text.ts'
import { askedForm, firstLanguage } from './asked-form.ts'
import { blockPageHtml, escapeHtml } from './block-page-html.ts'
import { refusalWords } from './refusal-words.ts'

/** One refusal to be answered. */
interface RefusedRequest {
  readonly status: number
  readonly reference: string
  /** The `Accept` and `Accept-Language` headers as they came. */
  readonly accept?: string | undefined
  readonly acceptLanguage?: string | undefined
  /** Seconds after which it is worth trying again. */
  readonly retryAfter?: number
}

export interface RefusalAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** Answers refusals of one site. */
export type BlockPage = (request: RefusedRequest) => RefusalAnswer

const contentTypes = {
  html: 'text/html; charset=utf-8',
  json: 'application/json; charset=utf-8',
  text: 'text/plain; charset=utf-8',
} as const

/** Keeps the page below 2 KB, whatever the policy names. */
const longestContact = 120

const sameForAll = {
  'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'",
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
} as const

/**
 * Prepares the answers to refusals: a page in German and English for people, JSON for programs that ask for it, one
 * line for the others. They name the reference and whom to ask, and nothing that would help an attacker. What does not
 * depend on the request is made only once.
 */
export function prepareBlockPage(site: { readonly language: Language; readonly contact?: string }): BlockPage {
  const prepared = new Map<string, readonly [string, string]>()
  const contact = site.contact?.replaceAll(/\s+/g, ' ').slice(0, longestContact)
  return ({ status, reference, accept, acceptLanguage, retryAfter }) => {
    const form = askedForm(accept)
    const language = firstLanguage(acceptLanguage, site.language)
    const key = `${form} ${language} ${status}`
    const frame = prepared.get(key) ?? frameOf(form, { language, status, contact })
    prepared.set(key, frame)
    const body = frame[0] + (form === 'html' ? escapeHtml(reference) : reference) + frame[1]
    const headers = {
      'Content-Type': contentTypes[form],
      'Content-Length': String(Buffer.byteLength(body)),
      ...sameForAll,
      'X-Bollwerk-Reference': reference,
      ...(retryAfter !== undefined && { 'Retry-After': String(Math.ceil(retryAfter)) }),
    }
    return { status, headers, body }
  }
}

interface Wording {
  readonly language: Language
  readonly status: number
  readonly contact: string | undefined
}

/** What stands before and behind the reference. */
function frameOf(form: keyof typeof contentTypes, wording: Wording): readonly [string, string] {
  if (form === 'html') return blockPageHtml(wording)
  const { status, contact } = wording
  const { title } = refusalWords(status)
  if (form === 'text') {
    return [`${status} ${title.en} / ${title.de}. Reference / Kennung: `, contact ? `. ${contact}\n` : '.\n']
  }
  // A reference holds letters, digits and dashes only, and stands in JSON as it is.
  const before = JSON.stringify({ schema: 'bollwerk.refusal/1', status, message: title, contact })
  return [`${before.slice(0, -1)},"reference":"`, '"}\n']
}
