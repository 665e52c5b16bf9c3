import { measureIds } from '../model/measure.ts'
import { accepted, type Parsed, rejected } from '../model/parsed.ts'
import { quoted } from '../model/quoted.ts'
import { say } from '../model/text.ts'
import { nearest } from './suggestion.ts'

/** Reads the id of a control: its measure, a dot, its name. Whether the measure has such a control is not known here. */
export function parseControlId(text: string): Parsed<string> {
  const [measure = '', name = ''] = text.split('.')
  const known = measureIds.some((id) => id === measure)
  if (known && name !== '' && /^[a-z-]+\.[A-Za-z0-9.-]+$/.test(text) && text.length <= 100) return accepted(text)
  const meant = known ? undefined : nearest(measure, measureIds)
  const remedy = meant
    ? say(`Meinten Sie ${meant}?`, `Did you mean ${meant}?`)
    : say(
        'Im Bericht steht sie bei jedem Ergebnis, zum Beispiel ports-minimal.tcp.',
        'The report shows it with each result, for example ports-minimal.tcp.',
      )
  return rejected(
    say(
      `${quoted(text)} ist keine Kennung einer Prüfung. ${remedy.de}`,
      `${quoted(text)} is not the id of a control. ${remedy.en}`,
    ),
  )
}
