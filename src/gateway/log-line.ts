import { codePoint, isVisible } from '../model/quoted.ts'

const notFields = new Set(['level', 'time', 'code', 'msg'])

/** Writes a line of JSON, as pino made it, for people: time, level, words, then the fields. */
export function humanLine(json: string): string {
  const entry: unknown = JSON.parse(json)
  const { level, time, msg, ...rest }: Partial<Record<string, unknown>> = { ...Object(entry) }
  const fields = Object.entries(rest)
    .filter(([name]) => !notFields.has(name))
    .map(([name, value]) => `${name}=${fieldText(value)}`)
  const words = [clock(String(time)), String(level).toUpperCase().padEnd(5), visible(String(msg)), ...fields]
  return `${words.join(' ')}\n`
}

/** The time of day in the machine's time zone: who looks on compares it with a watch. */
function clock(time: string): string {
  const date = new Date(time)
  const two = (number: number) => String(number).padStart(2, '0')
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`
}

function fieldText(value: unknown): string {
  const text = String(value)
  return /^[^\s"=]+$/.test(text) ? visible(text) : `"${visible(text.replaceAll('"', "'"))}"`
}

/** Writes what a terminal would obey as its code point. */
function visible(text: string): string {
  if (isVisible(text)) return text
  return [...text].map((character) => (isVisible(character) ? character : `<${codePoint(character)}>`)).join('')
}
