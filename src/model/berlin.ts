const dayMs = 86_400_000
const berlinDay = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin', dateStyle: 'short' })
const berlinHour = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Berlin', hour: '2-digit', hourCycle: 'h23' })

/** The calendar day (`YYYY-MM-DD`) in Berlin: what ends with a day ends with it there, wherever this runs. */
export function dayInBerlin(now: number): string {
  return berlinDay.format(new Date(now))
}

/** The last second of a day in Berlin with its zone: `2027-01-31T23:59:59+01:00`. */
export function endOfDayInBerlin(day: string): string {
  // Clocks change in the night to a Sunday, never in the last hour of a day; one hour before midnight in UTC+1 tells which offset holds.
  const hour = Number(berlinHour.format(new Date(`${day}T22:30:00+01:00`)))
  return `${day}T23:59:59+0${hour === 23 ? 2 : 1}:00`
}

/** How many days lie between two days (`YYYY-MM-DD`); negative if the second one comes first. */
export function daysFrom(day: string, other: string): number {
  return Math.round((Date.parse(`${other}T00:00:00Z`) - Date.parse(`${day}T00:00:00Z`)) / dayMs)
}

/** The day so many days later. */
export function daysLater(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10)
}
