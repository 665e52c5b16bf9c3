import type { Outcome, Overlay, Severity } from '../../model/outcome.ts'
import { type ServerKind, serverNames } from '../../model/server.ts'
import type { Language } from '../../model/text.ts'
import * as messages from '../messages.ts'
import { type Markup, markup } from './escape.ts'

/** Drawn on a field of 16 by 16; the word always stands beside the sign. */
const signs: Readonly<Record<Outcome, Markup>> = {
  pass: markup`<path d="M3.5 8.5l3 3 6-7"/>`,
  fail: markup`<path d="M4 4l8 8M12 4l-8 8"/>`,
  unknown: markup`<path d="M5.5 6a2.5 2.5 0 1 1 3.6 2.2c-.8.4-1.1.9-1.1 1.8M8 12.6v.1"/>`,
  'not-applicable': markup`<path d="M4 8h8"/>`,
  manual: markup`<path d="M8 4.2v.1M3.6 13a4.4 4.4 0 0 1 8.8 0M8 7.4a1.7 1.7 0 1 0 0-3.6 1.7 1.7 0 0 0 0 3.6"/>`,
  error: markup`<path d="M8 3.5v6M8 12.4v.1"/>`,
}

/** The sign of an outcome, for the eye alone. */
export function sign(outcome: Outcome): Markup {
  return markup`<svg class="sign ${outcome}" viewBox="0 0 16 16" aria-hidden="true" focusable="false">${signs[outcome]}</svg>`
}

/** The word for an outcome with its sign, and the word for what lies over it. */
export function outcomeBadge(outcome: Outcome, overlay: Overlay | undefined, language: Language): Markup {
  const word = messages.outcomeWords[outcome][language]
  const over = overlay && markup` <span class="badge overlay">${messages.overlayWords[overlay][language]}</span>`
  return markup`<span class="badge ${outcome}">${sign(outcome)}${word}</span>${over}`
}

/** The servers that something is said of, by the names that people know. */
export function serverTag(subjects: readonly { readonly subject: ServerKind }[]): Markup {
  const names = new Set(subjects.map(({ subject }) => serverNames[subject]))
  return markup`<span>${[...names].join(', ')}</span>`
}

export function severityBadge(severity: Severity, language: Language): Markup {
  return markup`<span class="badge severity ${severity}">${messages.severityWords[severity][language]}</span>`
}
