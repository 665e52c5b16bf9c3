import { say } from '../model/text.ts'
import type { GeoData } from '../traffic/geo.ts'
import { geoAge } from '../traffic/geo-age.ts'
import type { Log } from './log.ts'
import { errorFields } from './log-fields.ts'

const day = 86_400_000

/** Says at once and once a day how old the geo data are and whose they are. Answers how to stop that. */
export function tellGeoAge(geo: () => GeoData, log: Log): () => void {
  const tell = (): void => {
    for (const { name, asOf, attribution } of geo().sources) {
      const age = geoAge(asOf, new Date().toISOString().slice(0, 10))
      const source = [attribution.text, attribution.link].filter((part) => part !== undefined).join(', ')
      const fields = { source: name, asOf, days: age.days, attribution: source }
      if (age.state === 'fresh') log.info('geo.age', fresh, fields)
      else log.warn('geo.age', age.state === 'overdue' ? overdue : tooOld, fields)
    }
  }
  tell()
  const timer = setInterval(tell, day).unref()
  return () => clearInterval(timer)
}

/** Says that compiled geo data are in use, but could not be kept. */
export function tellUnkeptGeo(cause: unknown, log: Log): void {
  log.warn('geo.not-kept', notKept, errorFields(cause))
}

const notKept = say(
  'Die Geodaten sind in Gebrauch, ließen sich aber nicht in den Zustandsordner schreiben: Jeder Start dauert deshalb länger. Bitte prüfen Sie Ordner, Platz und Rechte, oder nennen Sie mit --state-folder einen anderen.',
  'The geo data are in use, but could not be written to the folder of state: each start takes longer because of that. Please check the folder, its space and permissions, or name another one with --state-folder.',
)
const fresh = say('Diese Geodaten sind in Gebrauch.', 'These geo data are in use.')
const overdue = say(
  'Diese Geodaten sind älter als 45 Tage. Bitte bringen Sie Bollwerk auf den neuen Stand.',
  'These geo data are older than 45 days. Please update Bollwerk.',
)
const tooOld = say(
  'Diese Geodaten sind älter als 90 Tage: Adressen können inzwischen in einem anderen Land sein. Bitte bringen Sie Bollwerk auf den neuen Stand, oder nennen Sie eigene unter geo.database.',
  'These geo data are older than 90 days: addresses may be in another country by now. Please update Bollwerk, or name your own under geo.database.',
)
