import type { Language, Text } from '../../../model/text.ts'
import { say } from '../../../model/text.ts'
import { writtenIn } from '../../written.ts'
import type { UpgradePlan } from '../plan.ts'
import { contentLine, textValue, utcValue } from './content-line.ts'

/** When something is planned, and for whom. */
export interface MaintenanceWindow {
  readonly site: string
  /** Milliseconds since 1970. */
  readonly from: number
  readonly to: number
  /** The plans that are due. */
  readonly plans: readonly UpgradePlan[]
  readonly support?: { readonly name: string; readonly booking?: string }
  readonly language: Language
  /** When the file is written, in milliseconds since 1970. */
  readonly now: number
  readonly toolVersion: string
}

/**
 * A calendar (RFC 5545) with one appointment: the window, its steps, and where an expert is booked. Times are in UTC, so
 * that no time zone has to be described. The same site and beginning have the same UID: a calendar takes a file that is
 * written again as the same appointment.
 */
export function maintenanceCalendar(window: MaintenanceWindow): string {
  const { language, now, from, to, support } = window
  const worded = `;LANGUAGE=${language}`
  const lines: readonly (readonly [string, string])[] = [
    ['BEGIN', 'VCALENDAR'],
    ['VERSION', '2.0'],
    ['PRODID', textValue(`-//Bollwerk//Bollwerk ${window.toolVersion}//${language.toUpperCase()}`)],
    ['CALSCALE', 'GREGORIAN'],
    ['METHOD', 'PUBLISH'],
    ['BEGIN', 'VEVENT'],
    ['UID', textValue(uidOf(window))],
    ['DTSTAMP', utcValue(now)],
    ['DTSTART', utcValue(from)],
    ['DTEND', utcValue(to)],
    [`SUMMARY${worded}`, textValue(summary(window)[language])],
    [`DESCRIPTION${worded}`, textValue(description(window))],
    // It names versions with open vulnerabilities.
    ['CLASS', 'CONFIDENTIAL'],
    ['TRANSP', 'OPAQUE'],
    ...(support === undefined ? [] : [[`CONTACT${worded}`, textValue(support.name)] as const]),
    ...(support?.booking === undefined ? [] : [['URL', support.booking] as const]),
    ...alarm(window),
    ['END', 'VEVENT'],
    ['END', 'VCALENDAR'],
  ]
  return lines.map(([name, value]) => contentLine(name, value)).join('')
}

/** A day before, because the backup has to be rehearsed by then. */
function alarm(window: MaintenanceWindow): readonly (readonly [string, string])[] {
  return [
    ['BEGIN', 'VALARM'],
    ['ACTION', 'DISPLAY'],
    ['TRIGGER', '-P1D'],
    [`DESCRIPTION;LANGUAGE=${window.language}`, textValue(summary(window)[window.language])],
    ['END', 'VALARM'],
  ]
}

function uidOf({ site, from }: MaintenanceWindow): string {
  const name = Array.from(new TextEncoder().encode(site), (octet) => octet.toString(16).padStart(2, '0')).join('')
  return `${utcValue(from)}-${name}@upgrades.bollwerk.invalid`
}

const productNames = { automate: 'Automate', mysql: 'MySQL', screenconnect: 'ScreenConnect' } as const

function summary({ site, plans }: MaintenanceWindow): Text {
  const names = plans.map(({ product }) => productNames[product]).join(', ')
  return say(`Wartungsfenster ${site}: ${names}`, `Maintenance window ${site}: ${names}`)
}

function description({ plans, support, language }: MaintenanceWindow): string {
  const booking = support?.booking === undefined ? '' : ` ${support.booking}`
  const help = say(
    `Hilfe: ${support?.name}.${support?.booking === undefined ? '' : ` Termin buchen:${booking}`}`,
    `Help: ${support?.name}.${support?.booking === undefined ? '' : ` Book an appointment:${booking}`}`,
  )
  return [
    ...(support === undefined ? [] : [help[language], '']),
    ...plans.flatMap((plan) => written(plan, language)),
    fuller[language],
  ].join('\n')
}

function written(plan: UpgradePlan, language: Language): readonly string[] {
  const { title, from, path, steps } = writtenIn(plan, language)
  const way = [...(from === undefined ? [] : [from]), ...path].join(' → ')
  return [
    way === '' ? title : `${title} (${way})`,
    ...steps.flatMap((step, index) => [
      `${index + 1}. ${step.title}`,
      ...step.instructions.map((instruction) => `   - ${instruction}`),
      `   ${words.proof[language]}: ${step.proof}`,
      `   ${words.back[language]}: ${step.rollback}`,
    ]),
    '',
  ]
}

const words = {
  proof: say('Prüfen', 'Check'),
  back: say('Zurück', 'Way back'),
}

const fuller = say(
  'Vorbedingungen und ihr Stand: bollwerk plan upgrades',
  'Conditions and how they stand: bollwerk plan upgrades',
)
