import type { Language } from '../model/text.ts'

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** An ISO 8601 time in UTC as people write it, to the minute: `23.11.2026, 14:05 UTC`. Anything else stays as it is. */
export function shownTime(iso: string, language: Language): string {
  const clock = /^\d{4}-\d{2}-\d{2}T(\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?Z$/.exec(iso)?.[1]
  return clock === undefined ? iso : `${shownDay(iso, language)}, ${clock} UTC`
}

/** The day of an ISO 8601 date or time: `23.11.2026`, `23 Nov 2026`. Anything else stays as it is. */
export function shownDay(iso: string, language: Language): string {
  const [, year, month = '', day] = /^(\d{4})-(\d{2})-(\d{2})(?:T|$)/.exec(iso) ?? []
  const name = months[Number(month) - 1]
  if (name === undefined) return iso
  return language === 'de' ? `${day}.${month}.${year}` : `${Number(day)} ${name} ${year}`
}
