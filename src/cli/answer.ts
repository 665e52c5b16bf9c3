import type { Parsed } from '../model/parsed.ts'
import { say, type Text } from '../model/text.ts'
import { canAsk, type Program } from './program.ts'
import { Refusal } from './refusal.ts'

/** Something that a command must know: a flag says it, or a person at the terminal is asked. */
export interface Wanted<Value> {
  /** Without the dashes. */
  readonly flag: string
  readonly question: Text
  readonly example: string
  /** What a person most likely answers. */
  readonly usual?: string
  readonly parse: (text: string) => Parsed<Value>
}

/** What the flag says, or what the person answers. A value that is wrong or missing is refused with the flag's name. */
export async function wantedAnswer<Value>(
  program: Program,
  given: string | undefined,
  wanted: Wanted<Value>,
): Promise<Value> {
  const { flag, example, parse } = wanted
  if (given === undefined && !canAsk(program))
    throw new Refusal(
      say(
        `--${flag} fehlt, zum Beispiel: --${flag} ${example}`,
        `--${flag} is missing, for example: --${flag} ${example}`,
      ),
    )
  const parsed = parse(given ?? (await asked(program, wanted)))
  if (parsed.ok) return parsed.value
  throw new Refusal(say(`--${flag}: ${parsed.problem.de}`, `--${flag}: ${parsed.problem.en}`))
}

async function asked<Value>(program: Program, { question, example, parse, usual }: Wanted<Value>): Promise<string> {
  const { isCancel, text } = await import('@clack/prompts')
  const answer = await text({
    message: question[program.language],
    placeholder: example,
    ...(usual === undefined ? {} : { initialValue: usual }),
    output: program.process.stderr,
    validate: (typed) => {
      const parsed = parse((typed ?? '').trim())
      return parsed.ok ? undefined : parsed.problem[program.language]
    },
  })
  if (isCancel(answer)) throw stopped()
  return answer.trim()
}

/** Lets a person at the terminal choose. */
export async function chosen<Value extends string>(
  program: Program,
  question: Text,
  options: readonly { readonly value: Value; readonly label: string; readonly hint?: string }[],
): Promise<Value> {
  const { isCancel, select } = await import('@clack/prompts')
  const answer = await select<string>({
    message: question[program.language],
    options: options.map((option) => ({ ...option })),
    output: program.process.stderr,
  })
  const known = options.find(({ value }) => value === answer)
  if (isCancel(answer) || !known) throw stopped()
  return known.value
}

function stopped(): Refusal {
  return new Refusal(say('Abgebrochen; nichts wurde geändert.', 'Stopped; nothing was changed.'))
}
