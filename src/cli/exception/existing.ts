import type { Exception } from '../../model/exception.ts'
import { quoted } from '../../model/quoted.ts'
import { say } from '../../model/text.ts'
import { parseControlId } from '../../policy/control-id.ts'
import type { Policy } from '../../policy/policy.ts'
import { nearest } from '../../policy/suggestion.ts'
import { chosen } from '../answer.ts'
import { canAsk, type Program } from '../program.ts'
import { Refusal } from '../refusal.ts'
import type { EndFlags } from './command.ts'
import { nameOf } from './report.ts'

/** An exception of the policy and its place in the list, from 0. */
export interface Existing {
  readonly index: number
  readonly exception: Exception
}

/** The one exception that is meant, by its number or by what it is about. Refused if none or several fit. */
export async function existingException(
  program: Program,
  policy: Policy,
  { flags, name }: { readonly flags: EndFlags; readonly name: string | undefined },
): Promise<Existing> {
  const all = policy.exceptions.map((exception, index) => ({ index, exception }))
  if (all.length === 0) throw new Refusal(say('Die Richtlinie hat keine Ausnahmen.', 'The policy has no exceptions.'))
  if (flags.number !== undefined) return numbered(all, flags.number)
  if (name === undefined && canAsk(program)) return await picked(program, all)
  if (name === undefined) throw new Refusal(notNamed)
  const fitting = all.filter(({ exception }) => fits(exception, { ...flags, name }))
  const [only, other] = fitting
  if (only !== undefined && other === undefined) return only
  throw fitting.length === 0 ? notThere(name, all) : several(fitting)
}

function fits(exception: Exception, { name, server, item }: { name: string; server?: string; item?: string }): boolean {
  const [control, subject = server, ...rest] = name.split('/')
  const wanted = rest.length === 0 ? item : rest.join('/')
  return (
    exception.control === control &&
    (subject === undefined || exception.server === subject) &&
    (wanted === undefined || exception.item === wanted)
  )
}

function numbered(all: readonly Existing[], text: string): Existing {
  const found = all.find(({ index }) => String(index + 1) === text)
  if (found) return found
  throw new Refusal(
    say(
      `--number: Die Nummer ${quoted(text)} gibt es nicht; die Ausnahmen haben die Nummern 1 bis ${all.length}.`,
      `--number: there is no number ${quoted(text)}; the exceptions have the numbers 1 to ${all.length}.`,
    ),
  )
}

async function picked(program: Program, all: readonly Existing[]): Promise<Existing> {
  const options = all.map(({ index, exception }) => ({
    value: String(index + 1),
    label: nameOf(exception),
    hint: exception.until,
  }))
  return numbered(all, await chosen(program, say('Welche Ausnahme?', 'Which exception?'), options))
}

function notThere(name: string, all: readonly Existing[]): Refusal {
  const ids = [...new Set(all.map(({ exception }) => exception.control))]
  const id = parseControlId(name.split('/')[0] ?? '')
  const near = nearest(name.split('/')[0] ?? '', ids)
  if (!id.ok && near === undefined) return new Refusal(id.problem)
  const hint =
    near === undefined || near === name
      ? say('"bollwerk exception list" zeigt alle.', '"bollwerk exception list" shows them all.')
      : say(`Meinten Sie ${near}?`, `Did you mean ${near}?`)
  return new Refusal(
    say(
      `Für ${quoted(name)} gibt es hier keine Ausnahme. ${hint.de}`,
      `There is no exception for ${quoted(name)} here. ${hint.en}`,
    ),
  )
}

function several(fitting: readonly Existing[]): Refusal {
  const named = fitting.map(({ index, exception }) => `${index + 1}. ${nameOf(exception)}`).join('; ')
  return new Refusal(
    say(
      `Das passt auf mehrere Ausnahmen: ${named}. Nennen Sie eine mit --number.`,
      `That fits several exceptions: ${named}. Name one with --number.`,
    ),
  )
}

const notNamed = say(
  'Nennen Sie die Prüfung oder --number; "bollwerk exception list" zeigt alle Ausnahmen.',
  'Name the control or --number; "bollwerk exception list" shows all exceptions.',
)
