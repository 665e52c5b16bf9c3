import type { Policy } from '../../policy/policy.ts'
import type { CompiledFile } from '../compiled.ts'
import { inLogFormat, word } from './quote.ts'

/** Answers refusals as the gateway does: the same page, of which only the reference and the status are filled in later. */
export type RefusalPage = (request: {
  readonly status: number
  readonly reference: string
  readonly accept?: string
  readonly acceptLanguage?: string
}) => { readonly headers: Readonly<Record<string, string>>; readonly body: string }

/** The status of each rule; the longest beginning counts. */
export const statuses: readonly (readonly [rule: string, status: number])[] = [
  ['malformed', 400],
  ['malformed.host', 421],
  ['patch.', 404],
  ['closed', 404],
  ['ban', 403],
  ['block-list.', 403],
  ['country', 403],
  ['fixed-networks', 403],
  ['audience', 403],
  ['method', 405],
  ['size', 413],
  ['rate', 429],
]

const reference = '%[var(txn.reference)]'

/** The forms of a refusal, the most particular first. */
const forms = [
  { name: 'de.html', accept: 'text/html', acceptLanguage: 'de', condition: 'asks_html german' },
  { name: 'en.html', accept: 'text/html', acceptLanguage: 'en', condition: 'asks_html' },
  { name: 'json', accept: 'application/json', acceptLanguage: 'de', condition: 'asks_json' },
  { name: 'txt', accept: '', acceptLanguage: 'de', condition: '' },
] as const

/** What becomes of a refusal: a page, JSON or a line of text, which name the reference. */
export function refusalFiles(page: RefusalPage, { support }: Policy): readonly CompiledFile[] {
  return kinds.flatMap(({ kind, status }) =>
    forms.map(({ name, accept, acceptLanguage }) => {
      const mark = markBesides(support?.name ?? '')
      const { body } = page({ status, reference: mark, accept, acceptLanguage })
      const [before = '', behind = ''] = splitAt(body, mark)
      const told = inLogFormat(before).replace(
        new RegExp(`^${status}(?= )|(?<="status":)${status}`),
        '%[var(txn.status)]',
      )
      return { path: `pages/${kind}.${name}`, text: `${told}${reference}${inLogFormat(behind)}` }
    }),
  )
}

/** Lines that answer whoever was refused. The status is put in afterwards, since an answer names one only. */
export function refusalLines(page: RefusalPage, { language }: Policy): readonly string[] {
  return [
    '# The answer to a refusal.',
    'http-request set-var(txn.status) var(txn.rule),map_beg(maps/statuses.map) if decided',
    "acl asks_html req.fhdr(accept) -m reg -i '\\btext/html\\b'",
    "acl asks_json req.fhdr(accept) -m reg -i '\\bapplication/([a-z0-9_.-]+[+])?json\\b'",
    ...germanIf[language],
    ...[...kinds].reverse().flatMap(({ kind, status, more, condition }) =>
      forms.map(({ name, accept, acceptLanguage, condition: asked }) => {
        const { headers } = page({ status, reference: 'REFERENCE', accept, acceptLanguage })
        const shown = Object.entries(headers).filter(([header]) => !/^(content-|x-bollwerk)/i.test(header))
        const csp = Object.entries(headers).filter(([header]) => /^content-security/i.test(header))
        const fields = [...csp, ...shown, ...more].map(
          ([header, value]) => `hdr ${word(header)} ${word(inLogFormat(value))}`,
        )
        const type = word(headers['Content-Type'] ?? 'text/plain')
        const when = ['decided', condition, asked].filter((part) => part !== '').join(' ')
        return `http-request return status ${status} content-type ${type} lf-file pages/${kind}.${name} ${fields.join(' ')} hdr X-Bollwerk-Reference ${reference} if ${when}`
      }),
    ),
    ...[...new Set(statuses.map(([, status]) => status))]
      .filter((status) => kinds.every((kind) => kind.status !== status))
      .map((status) => `http-after-response set-status ${status} if { var(txn.status) -m str ${status} }`),
  ]
}

const kinds = [
  { kind: 'refused', status: 403, more: [], condition: '' },
  {
    kind: 'too-many',
    status: 429,
    more: [['Retry-After', '30']] as const,
    condition: '{ var(txn.status) -m str 429 }',
  },
] as const

const germanIf = {
  de: ['acl german req.fhdr(accept-language),lower -m reg ^(?!en)', 'acl german req.fhdr_cnt(accept-language) 0'],
  en: ['acl german req.fhdr(accept-language) -m beg -i de'],
} as const

function markBesides(contact: string): string {
  let mark = 'REFERENCE'
  while (contact.includes(mark)) mark += 'X'
  return mark
}

function splitAt(text: string, mark: string): readonly string[] {
  const at = text.indexOf(mark)
  return [text.slice(0, at), text.slice(at + mark.length)]
}
