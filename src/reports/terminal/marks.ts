import type { Outcome, Severity } from '../../model/outcome.ts'
import type { Tone } from './style.ts'

interface Mark {
  readonly sign: string
  readonly ascii: string
  readonly tone: Tone
}

const marks: Readonly<Record<Outcome, Mark>> = {
  pass: { sign: '✓', ascii: '[+]', tone: 'good' },
  fail: { sign: '✗', ascii: '[x]', tone: 'bad' },
  unknown: { sign: '?', ascii: '[?]', tone: 'warning' },
  'not-applicable': { sign: '–', ascii: '[-]', tone: 'faint' },
  manual: { sign: '○', ascii: '[o]', tone: 'accent' },
  error: { sign: '!', ascii: '[!]', tone: 'bad' },
}

export const severityTones: Readonly<Record<Severity, Tone>> = {
  critical: 'bad',
  high: 'bad',
  medium: 'warning',
  low: 'accent',
}

/** The sign of an outcome and its tone; the word for it always stands beside it. */
export function markOf(outcome: Outcome, unicode: boolean): { readonly sign: string; readonly tone: Tone } {
  const { sign, ascii, tone } = marks[outcome]
  return { sign: unicode ? sign : ascii, tone }
}
