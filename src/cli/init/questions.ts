import { say } from '../../model/text.ts'
import type { AnswerTexts } from '../../policy/answers.ts'
import { type AnswerKey, type Question, questions } from '../../policy/questions.ts'
import { exitCodes } from '../exit-code.ts'
import type { Program } from '../program.ts'
import { Refusal } from '../refusal.ts'

/** Asks whatever the flags left open. An answer is checked at once, so that a mistake is mended where it is made. */
export async function askQuestions(program: Program, given: AnswerTexts): Promise<AnswerTexts> {
  const answers: Partial<Record<AnswerKey, string>> = {}
  for (const question of questions) {
    const { key, after } = question
    const said = given[key] ?? (after !== undefined && !answers[after] ? undefined : await ask(program, question))
    if (said !== undefined && said !== '') answers[key] = said
  }
  return answers
}

async function ask(program: Program, question: Question): Promise<string> {
  const { isCancel, text } = await import('@clack/prompts')
  const { language } = program
  const answer = await text({
    message: question.question[language],
    placeholder: question.example,
    ...(question.fallback === undefined ? {} : { defaultValue: question.fallback }),
    output: program.process.stderr,
    validate: (typed) => mistake(question, typed ?? '')?.[language],
  })
  if (isCancel(answer))
    throw new Refusal(say('Abgebrochen; nichts wurde angelegt.', 'Stopped; nothing was written.'), exitCodes.usage)
  return answer.trim()
}

function mistake({ parse, optional, fallback, example }: Question, typed: string): ReturnType<typeof say> | undefined {
  if (typed.trim() === '') {
    return optional || fallback !== undefined
      ? undefined
      : say(`Bitte antworten Sie, zum Beispiel: ${example}`, `Please answer, for example: ${example}`)
  }
  const parsed = parse(typed.trim())
  return parsed.ok ? undefined : parsed.problem
}
