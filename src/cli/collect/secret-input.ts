import { say, type Text } from '../../model/text.ts'
import { canAsk, type Program } from '../program.ts'
import { Refusal } from '../refusal.ts'

/** A secret from an environment variable or, hidden, from the person at the terminal; never from a flag. */
export async function secretFrom(program: Program, variable: string, what: Text): Promise<string> {
  const given = program.process.env[variable]
  if (given !== undefined && given !== '') return given
  const asked = canAsk(program) ? await hidden(program, what) : undefined
  if (asked !== undefined) return asked
  throw new Refusal(
    say(
      `Es fehlt das Kennwort. Bitte setzen Sie ${variable} oder starten Sie den Befehl am Bildschirm.`,
      `The password is missing. Please set ${variable} or start the command at a terminal.`,
    ),
  )
}

/** The code of a second factor: the one given, or asked for now, because it is valid for seconds only. */
export async function codeFrom(program: Program, given: string | undefined): Promise<string | undefined> {
  if (given !== undefined || !canAsk(program)) return given
  return await hidden(program, say('Code des zweiten Faktors', 'Code of the second factor'))
}

async function hidden(program: Program, what: Text): Promise<string | undefined> {
  const { isCancel, password } = await import('@clack/prompts')
  const answer = await password({ message: what[program.language], output: program.process.stderr })
  return isCancel(answer) || answer === '' ? undefined : answer
}
