import type { AreaId } from '../../model/area.ts'
import type { ServerKind } from '../../model/server.ts'
import { recordLine } from './record-line.ts'

/**
 * What was decided about the one who is told of in an event. `would-refuse`: a rule that only observes; `forward`: let
 * through into a closed area, because the policy opened it for this address.
 */
export type EventVerdict = 'forward' | 'refuse' | 'drop' | 'answer' | 'would-refuse'

/**
 * One refusal, or one visit to an opened area, kept in full for as long as the retention says. Everything but what Bollwerk itself decided was written
 * by a stranger: it is data to show, never text to obey.
 */
export interface SecurityEvent {
  readonly schema: 'bollwerk.event/1'
  /** ISO 8601 in UTC, to the millisecond. */
  readonly at: string
  readonly reference: string
  readonly verdict: EventVerdict
  /** The HTTP status that was answered; absent where there was no answer. */
  readonly status?: number
  readonly rule: string
  readonly mode: 'observe' | 'enforce'
  readonly server?: ServerKind
  readonly area?: AreaId
  /** The whole address in canonical form. */
  readonly address: string
  readonly port?: number
  readonly country?: { readonly opinions: readonly string[]; readonly class: string }
  readonly method?: string
  readonly host?: string
  /** As it came, without the values of the query: sessions and passwords travel there. */
  readonly path?: string
  readonly userAgent?: string
  /** Where it came in, such as `tcp:443` or `udp:75`. */
  readonly listener: string
  readonly trace?: readonly { readonly step: string; readonly rule: string; readonly result: string }[]
}

/** How many characters of what strangers wrote are kept. A path of 2 KB shows every attack that we know of. */
const longest = { method: 32, host: 255, path: 2048, userAgent: 512, trace: 64 } as const

/** Writes an event as one line of a journal, with what strangers wrote cut to a bounded length. */
export function eventLine(event: SecurityEvent): string {
  return recordLine({
    ...event,
    ...kept('method', event.method),
    ...kept('host', event.host),
    ...kept('path', event.path === undefined ? undefined : withoutValues(event.path)),
    ...kept('userAgent', event.userAgent),
    ...(event.trace && { trace: event.trace.slice(0, longest.trace) }),
  })
}

/** Whether a line of a journal, parsed, is an event of this schema. */
export function isSecurityEvent(record: unknown): record is SecurityEvent {
  if (typeof record !== 'object' || record === null) return false
  const { schema, at, reference, address }: Partial<Record<string, unknown>> = { ...record }
  return (
    schema === 'bollwerk.event/1' &&
    typeof at === 'string' &&
    typeof reference === 'string' &&
    typeof address === 'string'
  )
}

function kept(name: 'method' | 'host' | 'path' | 'userAgent', text: string | undefined): object {
  return text === undefined ? {} : { [name]: cut(text, longest[name]) }
}

/** Cuts a text; the ellipsis says so. Never leaves half a character. */
function cut(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length).replace(/[\ud800-\udbff]$/, '')}…` : text
}

/** Keeps the names in a query, which show an attack, and hides their values, which may be secrets. */
function withoutValues(path: string): string {
  const query = path.indexOf('?')
  if (query === -1) return path
  // Cut first: nothing behind this is kept, and a hostile length must cost nothing.
  const names = path.slice(query, query + longest.path).replaceAll(/=[^&;]*/g, '=…')
  return path.slice(0, query) + names
}
