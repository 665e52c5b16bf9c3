import { controls } from '../../controls/index.ts'
import { noticesOf } from '../../controls/notices.ts'
import { type Standing, standingOf } from '../../controls/scope.ts'
import { daysFrom, endOfDayInBerlin } from '../../model/berlin.ts'
import type { Exception } from '../../model/exception.ts'
import { say, type Text } from '../../model/text.ts'
import { exceptionItem } from '../../policy/living-item.ts'
import { loadPolicy } from '../policy-file.ts'
import { type Program, print, speakingFor } from '../program.ts'
import { today } from '../term.ts'
import type { ListFlags } from './command.ts'
import { nameOf } from './report.ts'

const standings: Readonly<Record<Standing | 'no-such-control', Text>> = {
  'in-force': say('gilt', 'in force'),
  'to-come': say('gilt noch nicht', 'not yet in force'),
  ended: say('ABGELAUFEN', 'ENDED'),
  'other-version': say('GILT NICHT MEHR, die Prüfung hat sich geändert', 'NO LONGER HOLDS, the control has changed'),
  'no-such-control': say('GILT FÜR NICHTS, die Prüfung gibt es nicht', 'COVERS NOTHING, there is no such control'),
}

/** Shows every exception with its number, whether it holds, and what ends soon. */
export async function run(this: Program, flags: ListFlags): Promise<void> {
  const policy = await loadPolicy(flags.policy)
  const program = speakingFor(this, policy.language)
  const { language } = program
  const { exceptions } = policy
  const notices = noticesOf(
    { exceptions, attestations: [], disputes: [] },
    { controls, evidence: [], now: Date.now(), language },
  )
  if (flags.json) {
    const listed = exceptions.map((exception, index) => ({
      number: index + 1,
      standing: standing(exception),
      ...exceptionItem(exception),
      ends: endOfDayInBerlin(exception.until),
    }))
    print(program, JSON.stringify({ schema: 'bollwerk.exceptions/1', exceptions: listed, notices }, undefined, 2))
    return
  }
  if (exceptions.length === 0) print(program, none[language])
  for (const [index, exception] of exceptions.entries())
    for (const line of lines(exception, index)) print(program, line[language])
  for (const { text } of notices) print(program, `! ${text}`)
}

function lines(exception: Exception, index: number): readonly Text[] {
  const { until, owner, approver, reason, since } = exception
  const name = nameOf(exception)
  const state = standings[standing(exception)]
  const days = daysFrom(today(), until)
  const left = days < 0 ? say('', '') : say(`, noch ${days} Tage`, `, ${days} days left`)
  return [
    say(`${index + 1}. ${name}: ${state.de}`, `${index + 1}. ${name}: ${state.en}`),
    say(
      `   ${since} bis ${until} (Ende des Tages, Europe/Berlin)${left.de}; verantwortlich: ${owner}, genehmigt: ${approver}`,
      `   ${since} until ${until} (end of the day, Europe/Berlin)${left.en}; owner: ${owner}, approved by: ${approver}`,
    ),
    say(`   ${reason}`, `   ${reason}`),
  ]
}

function standing(exception: Exception): Standing | 'no-such-control' {
  const control = controls.find(({ id }) => id === exception.control)
  return control ? standingOf(exception, control.version, Date.now()) : 'no-such-control'
}

const none = say('Die Richtlinie hat keine Ausnahmen.', 'The policy has no exceptions.')
