import type { Assessment } from '../../model/assessment.ts'
import { failingCounts, headlineOf, standingOf } from '../headline.ts'
import * as messages from '../messages.ts'
import { byWitness, type OpenQuestion, reasonOpen } from '../open-questions.ts'
import type { MeasureOutline } from '../outline.ts'
import { scoreSentences } from '../score-words.ts'
import { whoAnswers } from '../witness-words.ts'
import type { Page } from './page.ts'
import type { Tone } from './style.ts'

interface Reading {
  readonly outline: readonly MeasureOutline[]
  readonly questions: readonly OpenQuestion[]
  readonly verbose: boolean
}

const tones: Readonly<Record<ReturnType<typeof standingOf>, Tone>> = {
  critical: 'bad',
  failing: 'warning',
  unclear: 'warning',
  good: 'good',
}

/** Score, coverage, what they mean, and who could answer what is open. */
export function writeStanding(page: Page, assessment: Assessment, { outline, questions, verbose }: Reading): void {
  const { score, coverage } = assessment
  page.heading(page.say(messages.standingHeading))
  const failing = failingCounts(outline)
  const numbers = [
    messages.scoreSentence(score),
    messages.failingSentence(failing.all, outline.length),
    messages.coverageSentence(coverage.answered, coverage.asked),
  ]
  page.write({ text: page.say(headlineOf(assessment)), tone: tones[standingOf(assessment)] })
  page.write({ text: `${numbers.map((number) => page.say(number)).join('. ')}.` })
  const { scoreExplained, language } = assessment
  for (const text of scoreExplained ? scoreSentences(scoreExplained, language) : []) page.write({ text, tone: 'faint' })
  if (questions.length === 0) page.write({ text: page.say(messages.nothingOpen) })
  else writeOpen(page, questions, { verbose, language: assessment.language })
}

function writeOpen(
  page: Page,
  questions: readonly OpenQuestion[],
  { verbose, language }: { readonly verbose: boolean; readonly language: Assessment['language'] },
): void {
  page.blank()
  page.write({ text: page.say(messages.whoCouldAnswer(questions.length)) })
  for (const group of byWitness(questions)) {
    const lead = page.unicode ? '•' : '*'
    const who = `${whoAnswers(group.witnesses, language)} (${group.questions.length})`
    const titles = [...new Set(group.questions.map(({ measure }) => measure.title))]
    page.write({ lead, text: verbose ? `${who}:` : `${who}: ${titles.join('; ')}`, indent: 2 })
    if (verbose) for (const question of group.questions) writeQuestion(page, question)
  }
}

function writeQuestion(page: Page, question: OpenQuestion): void {
  const { control } = question
  page.write({ text: `${control.title} (${control.subject}). ${reasonOpen(question)}`, tone: 'faint', indent: 6 })
}
