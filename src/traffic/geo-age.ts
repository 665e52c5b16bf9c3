const day = 86_400_000
/** Data sets come out monthly at best: 31 days until the next one is due, and 14 more until it is overdue. */
const overdueAfter = 45
const tooOldAfter = 90

/** `fresh`; `overdue`: say so aloud; `too-old`: no longer a reason to lock more people out. */
type GeoAgeState = 'fresh' | 'overdue' | 'too-old'

/** How old geo data are, for the log, a metric, and whoever is about to make the policy stricter. */
export interface GeoAge {
  /** Whole days; 0 for data from the future. */
  readonly days: number
  readonly state: GeoAgeState
  /** False when new country rules must not lock out anybody on the word of these data. Rules in force stay in force. */
  readonly mayTighten: boolean
}

/**
 * Judges the age of geo data on a day, both written `YYYY-MM-DD`. More than 45 days are overdue, more than 90 too old.
 * A day that is not one counts as too old.
 */
export function geoAge(asOf: string, today: string): GeoAge {
  const days = Math.max(0, Math.floor((Date.parse(`${today}T00:00:00Z`) - Date.parse(`${asOf}T00:00:00Z`)) / day))
  if (!(days <= tooOldAfter)) return { days, state: 'too-old', mayTighten: false }
  return { days, state: days > overdueAfter ? 'overdue' : 'fresh', mayTighten: true }
}
