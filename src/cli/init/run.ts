import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { say, type Text } from '../../model/text.ts'
import { type AnswerTexts, readAnswers } from '../../policy/answers.ts'
import { draftPolicy } from '../../policy/draft.ts'
import { codeOf, notWritable } from '../file-failure.ts'
import { canAsk, type Program, print } from '../program.ts'
import { Refusal } from '../refusal.ts'
import type { InitFlags } from './command.ts'
import { askQuestions } from './questions.ts'

/** Writes a new policy from flags, and from questions where a person can be asked. Never overwrites one. */
export async function run(this: Program, flags: InitFlags): Promise<void> {
  const { policy: path, lang: _, ...stated } = flags
  // Told before a person answers a handful of questions for nothing.
  if (existsSync(path)) throw thereAlready(path)
  const given: AnswerTexts = stated.language === undefined ? { ...stated, language: this.language } : stated
  const reading = readAnswers(canAsk(this) ? await askQuestions(this, given) : given)
  if (!reading.ok) {
    throw new Refusal(
      onLines(reading.problems.map(({ flag, message }) => say(`--${flag}: ${message.de}`, `--${flag}: ${message.en}`))),
    )
  }
  await writeOnce(path, draftPolicy(reading.answers))
  const next = say(
    `${path} ist angelegt. Weiter geht es mit: bollwerk assess --from internet --country DE`,
    `${path} is written. Go on with: bollwerk assess --from internet --country DE`,
  )
  print(this, next[this.language])
}

async function writeOnce(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text, { flag: 'wx' })
  } catch (cause) {
    throw codeOf(cause) === 'EEXIST' ? thereAlready(path) : notWritable(path, cause)
  }
}

function thereAlready(path: string): Refusal {
  return new Refusal(
    say(
      `${path} gibt es schon und bleibt, wie es ist. --policy nennt eine andere Datei.`,
      `${path} is there already and stays as it is. --policy names another file.`,
    ),
  )
}

function onLines(texts: readonly Text[]): Text {
  return { de: texts.map(({ de }) => de).join('\n'), en: texts.map(({ en }) => en).join('\n') }
}
