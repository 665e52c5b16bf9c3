import type { Situation } from '../../controls/examine.ts'
import { maintenanceCalendar } from '../../hardening/upgrades/calendar/maintenance-window.ts'
import type { UpgradePlan } from '../../hardening/upgrades/plan.ts'
import { type Instant, parseInstant } from '../../model/instant.ts'
import { say } from '../../model/text.ts'
import { wantedAnswer } from '../answer.ts'
import { type Program, tell } from '../program.ts'
import { Refusal } from '../refusal.ts'
import { writeNew } from '../written-file.ts'
import { parseHours } from './hours.ts'
import type { PlanUpgradesFlags } from './upgrades-command.ts'

/** When the maintenance window is, and the file that it is written to. */
export interface Appointment {
  readonly path: string
  readonly from: Instant
  readonly hours: number
}

const hourMs = 3_600_000

/** The appointment that the flags ask for; what is missing is asked of whoever sits at the terminal. */
export async function appointmentOf(program: Program, flags: PlanUpgradesFlags): Promise<Appointment | undefined> {
  const { ics, from, hours } = flags
  if (ics !== undefined)
    return {
      path: ics,
      from: from ?? (await wantedAnswer(program, undefined, beginning)),
      hours: hours ?? (await wantedAnswer(program, undefined, length)),
    }
  if (from === undefined && hours === undefined) return undefined
  throw new Refusal(
    say(
      '--from und --hours gehören zu einer Kalenderdatei; nennen Sie sie mit --ics DATEI.',
      '--from and --hours belong to a calendar file; name it with --ics FILE.',
    ),
  )
}

/** Writes the calendar file of the plans that are due; without one there is no appointment. */
export async function writeAppointment(
  program: Program,
  { path, from, hours }: Appointment,
  { situation, plans }: { readonly situation: Situation; readonly plans: readonly UpgradePlan[] },
): Promise<void> {
  const due = plans.filter(({ state }) => state === 'due')
  if (due.length === 0) return tell(program, noneDue)
  const { policy, now } = situation
  const calendar = maintenanceCalendar({
    site: policy.site,
    from: from.milliseconds,
    to: from.milliseconds + hours * hourMs,
    plans: due,
    ...(policy.support ? { support: policy.support } : {}),
    language: program.language,
    now,
    toolVersion: program.version,
  })
  await writeNew(path, calendar)
  tell(program, say(`Das Wartungsfenster steht in ${path}.`, `The maintenance window is in ${path}.`))
}

const noneDue = say(
  'Kein Update ist fällig; es wurde keine Kalenderdatei geschrieben.',
  'No upgrade is due; no calendar file was written.',
)

const beginning = {
  flag: 'from',
  question: say('Wann beginnt das Wartungsfenster?', 'When does the maintenance window begin?'),
  example: '2026-12-05T20:00+01:00',
  parse: parseInstant,
}

const length = {
  flag: 'hours',
  question: say('Wie viele Stunden dauert es?', 'How many hours does it take?'),
  example: '3',
  parse: parseHours,
}
