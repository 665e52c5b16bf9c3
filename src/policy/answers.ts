import { say, type Text } from '../model/text.ts'
import { type Answer, type AnswerKey, type PolicyAnswers, questionOf, questions } from './questions.ts'

/** Why an answer cannot be taken, or that one is missing. */
interface AnswerProblem {
  readonly key: AnswerKey
  readonly flag: string
  readonly message: Text
}

export type AnswersReading =
  | { readonly ok: true; readonly answers: PolicyAnswers }
  | { readonly ok: false; readonly problems: readonly AnswerProblem[] }

/** Answers as they were typed or given in flags; blank means not answered. */
export type AnswerTexts = Readonly<Partial<Record<AnswerKey, string | undefined>>>

/** Reads all answers, fills in what has a fallback, and checks that they fit together. */
export function readAnswers(texts: AnswerTexts): AnswersReading {
  const problems: AnswerProblem[] = []
  const answer = <Key extends AnswerKey>(key: Key): Answer<Key> | undefined => {
    const { parse, fallback } = questionOf(key)
    const text = isAnswered(texts, key) ? texts[key]?.trim() : fallback
    const parsed = text === undefined ? undefined : parse(text)
    if (parsed?.ok === false) problems.push(problem(key, parsed.problem))
    return parsed?.ok ? parsed.value : undefined
  }
  const answers = allOf(answer)
  problems.push(...unanswered(texts), ...unfitting(answers, texts))
  return problems.length === 0 ? { ok: true, answers } : { ok: false, problems }
}

/** Stand-ins for what is missing are never seen: each of them has its problem. */
function allOf(answer: <Key extends AnswerKey>(key: Key) => Answer<Key> | undefined): PolicyAnswers {
  return {
    site: answer('site') ?? '',
    language: answer('language') ?? 'de',
    technicians: answer('technicians') ?? [],
    countries: answer('countries') ?? [],
    ...given('automateHost', answer),
    ...given('automateOrigin', answer),
    ...given('screenconnectHost', answer),
    ...given('screenconnectOrigin', answer),
    ...given('screenconnectRelay', answer),
    ...given('supportName', answer),
    ...given('supportBooking', answer),
  }
}

function given<Key extends AnswerKey>(
  key: Key,
  answer: (key: Key) => Answer<Key> | undefined,
): { readonly [Given in Key]?: Answer<Key> } {
  const value = answer(key)
  // The computed key is Key itself, which TypeScript widens to string.
  return value === undefined ? {} : ({ [key]: value } as { readonly [Given in Key]?: Answer<Key> })
}

function unanswered(texts: AnswerTexts): AnswerProblem[] {
  const open = questions.filter(({ key, optional, fallback, after }) => {
    const asked = after === undefined || isAnswered(texts, after)
    return asked && !optional && fallback === undefined && !isAnswered(texts, key)
  })
  return open.map(({ key, question, example }) =>
    problem(
      key,
      say(
        `Diese Frage braucht eine Antwort, zum Beispiel ${example}: ${question.de}`,
        `This question needs an answer, for example ${example}: ${question.en}`,
      ),
    ),
  )
}

function unfitting({ automateHost, screenconnectHost }: PolicyAnswers, texts: AnswerTexts): AnswerProblem[] {
  const pointless = questions.filter(({ key, after }) => after && isAnswered(texts, key) && !isAnswered(texts, after))
  const problems = pointless.map(({ key, after }) => problem(key, needs(after ?? key)))
  if (!isAnswered(texts, 'automateHost') && !isAnswered(texts, 'screenconnectHost')) {
    problems.push(problem('automateHost', noServer))
  }
  if (automateHost !== undefined && automateHost === screenconnectHost) {
    problems.push(problem('screenconnectHost', sameHost))
  }
  return problems
}

const noServer = say(
  'Nennen Sie mindestens einen Server: Automate, ScreenConnect oder beide.',
  'Name at least one server: Automate, ScreenConnect or both.',
)

const sameHost = say(
  'Automate und ScreenConnect brauchen verschiedene öffentliche Namen; beide sind auf Port 443 und nur am Namen zu unterscheiden.',
  'Automate and ScreenConnect need different public names; both are on port 443 and only their names tell them apart.',
)

function needs(key: AnswerKey): Text {
  const { flag } = questionOf(key)
  return say(
    `Diese Angabe gilt nur zusammen mit --${flag}. Geben Sie beides an oder keines.`,
    `This only holds together with --${flag}. Give both or neither.`,
  )
}

function problem(key: AnswerKey, message: Text): AnswerProblem {
  return { key, flag: questionOf(key).flag, message }
}

function isAnswered(texts: AnswerTexts, key: AnswerKey): boolean {
  return (texts[key] ?? '').trim() !== ''
}
