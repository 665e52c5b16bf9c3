/** 100 nanoseconds since year 1, as .NET counts them, at the beginning of 1970. */
const ticksAt1970 = 621_355_968_000_000_000
const ticksPerMillisecond = 10_000
const earliest = Date.parse('2000-01-01T00:00:00Z')
const latest = Date.parse('2100-01-01T00:00:00Z')

/**
 * A point in time as the product's files write it, in ISO 8601 and UTC; null for "never" (year 1) and for what is no
 * time. Text without a zone is taken as UTC. Which form the databases use is not known for sure (screenconnect.md §10),
 * so numbers are told apart by their size: ticks of .NET, milliseconds or seconds since 1970, or a Julian day.
 */
export function momentOf(value: unknown): string | null {
  const milliseconds = typeof value === 'string' ? fromText(value) : fromNumber(Number(value ?? Number.NaN))
  return milliseconds >= earliest && milliseconds < latest ? new Date(milliseconds).toISOString() : null
}

function fromText(text: string): number {
  const form = /^\s*(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(\.\d{1,3})?\d*\s*(Z|[+-]\d\d:\d\d)?\s*$/.exec(text)
  if (!form) return /^\s*\d{9,18}\s*$/.test(text) ? fromNumber(Number(text)) : Number.NaN
  const [, day = '', time = '', fraction = '', zone = 'Z'] = form
  return Date.parse(`${day}T${time}${fraction}${zone}`)
}

function fromNumber(number: number): number {
  if (number > 1e17) return Math.round((number - ticksAt1970) / ticksPerMillisecond)
  if (number > 1e11) return number
  if (number > 1e8) return number * 1000
  return Math.round((number - 2_440_587.5) * 86_400_000)
}
