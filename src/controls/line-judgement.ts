import { type Catalog, lineOf, type ProductEntry, type ReleaseLine, type Version } from '../catalog/index.ts'
import { joined, say, type Text } from '../model/text.ts'
import type { Judgement } from './control.ts'
import { daysLeft, daysText, warningAt } from './life-cycle-clock.ts'
import type { KnownVersion } from './running-version.ts'

/** What a judgement on a line of releases is made of. */
export interface LineQuestion {
  readonly running: KnownVersion
  readonly catalog: Catalog
  /** Milliseconds since 1970. */
  readonly now: number
}

/**
 * Whether the line of a database still gets security fixes, by the day in Berlin: a line holds through its last day.
 * A line that ends within 180 days fails with the days that are left. MariaDB and Percona Server are named as what
 * they are and never pass, because ConnectWise's support for them is not confirmed (automate.md §8.1).
 */
export function lineJudgement({ running, catalog, now }: LineQuestion): Judgement {
  const { version, evidence } = running
  const entry = catalog.products[version.product]
  const line = lineOf(entry, version)
  if (line?.ends === undefined) return { outcome: 'unknown', detail: endNotKnown(entry, version), evidence }
  const { ends } = line
  const left = daysLeft(ends, now)
  const doubt = doubts(entry, line)
  if (left < 0) return { outcome: 'fail', detail: joined([ended(entry, version, ends), ...doubt]), evidence }
  const warning = warningAt(left)
  const days = daysText(left)
  const detail = say(
    `Es läuft ${entry.name} ${version.text}. Diese Linie erhält noch bis ${ends} Sicherheitsupdates (${days.de}).`,
    `${entry.name} ${version.text} runs. This line gets security fixes until ${ends} (${days.en}).`,
  )
  if (warning)
    return {
      outcome: 'fail',
      severity: warning.severity,
      detail: joined([detail, warning.advice, ...doubt]),
      evidence,
    }
  const outcome = version.product === 'mysql' ? 'pass' : 'unknown'
  return { outcome, detail: joined([detail, ...doubt, asOf(catalog)]), evidence }
}

function asOf(catalog: Catalog): Text {
  return say(`Stand des Katalogs: ${catalog.asOf}.`, `Catalogue of ${catalog.asOf}.`)
}

function ended({ name }: ProductEntry, { text }: Version, ends: string): Text {
  return say(
    `Es läuft ${name} ${text}. Für diese Linie gibt es seit ${ends} keine Sicherheitsupdates mehr; neue Lücken bleiben offen.`,
    `${name} ${text} runs. This line has had no security fixes since ${ends}; new vulnerabilities stay open.`,
  )
}

function endNotKnown({ name }: ProductEntry, { text }: Version): Text {
  return say(
    `Es läuft ${name} ${text}. Wann diese Linie endet, weiß der Katalog nicht.`,
    `${name} ${text} runs. The catalogue does not know when this line ends.`,
  )
}

function doubts({ product, name }: ProductEntry, { line, sure }: ReleaseLine): readonly Text[] {
  const support =
    product === 'mysql'
      ? say(
          `Ob ConnectWise die Linie ${line} für Ihre Automate-Ausgabe freigibt, ist öffentlich nicht belegt.`,
          `Whether ConnectWise approves the line ${line} for your Automate release is not publicly documented.`,
        )
      : say(
          `Das ist ${name}, nicht MySQL: Dass ConnectWise Automate darauf unterstützt, ist nicht belegt; bitte fragen Sie nach.`,
          `This is ${name}, not MySQL: that ConnectWise supports Automate on it is not documented; please ask.`,
        )
  const date = say('Das Datum ist nicht bestätigt.', 'The date is not confirmed.')
  return sure === 'confirmed' ? [support] : [date, support]
}
