import type { SetupWizardFact } from '../evidence/outside/facts.ts'
import { type Evidence, isSeen, type Seen } from '../model/evidence.ts'
import { joined, say, type Text } from '../model/text.ts'
import type { Judgement, Question } from './control.ts'
import { latestLook } from './latest-look.ts'
import { missingInSentence } from './missing-words.ts'
import { unknownBecause } from './open-question.ts'
import { recognitions, strangerJudgement } from './product-identity.ts'
import { quotation } from './quotation.ts'
import { seenOnly, vantageKey } from './vantage-evidence.ts'

/**
 * Whether the setup wizard is served to anyone. One way of writing its path that is open anywhere fails; a pass needs
 * every way closed where the product itself was recognised.
 */
export function setupWizardJudgement(question: Question): Judgement {
  const looked = latestLook(question.evidence.about(question.server.kind, 'outside.setup-wizard'))
  const seen = seenOnly(looked)
  const open = seen.filter(({ value }) => value.answer === 'open')
  if (open.length > 0) return opened(open, seen)
  const stranger = strangerJudgement(question)
  if (stranger) return { ...stranger, evidence: [...stranger.evidence, ...looked] }
  const asked = looked.filter((piece) => isSeen(piece) || !isShutOut(piece, seen))
  return seen.every(({ value }) => value.answer === 'closed') && seen.length === asked.length && seen.length > 0
    ? closed(question, seen)
    : undecided(looked)
}

/** A place that meets a closed port, such as one abroad behind geoblocking, reaches no wizard in any way of writing. */
function isShutOut(piece: Evidence<SetupWizardFact>, seen: readonly Seen<SetupWizardFact>[]): boolean {
  const place = vantageKey(piece)
  return !isSeen(piece) && piece.missing.reason === 'absent' && !seen.some((other) => vantageKey(other) === place)
}

function opened(open: readonly Seen<SetupWizardFact>[], seen: readonly Seen<SetupWizardFact>[]): Judgement {
  const variants = variantsOf(open)
  const contradicting = seen.filter(
    ({ value }) => value.answer === 'closed' && open.some((other) => other.value.variant === value.variant),
  )
  const elsewhere = say(
    'An anderer Stelle oder zu anderer Zeit war derselbe Pfad geschlossen; die Sperre gilt also nicht überall.',
    'From another place or at another moment the same path was closed; so the restriction does not hold everywhere.',
  )
  const detail = say(
    `Der Einrichtungsassistent antwortet: ${variants.de}.`,
    `The setup wizard answers: ${variants.en}.`,
  )
  return {
    outcome: 'fail',
    severity: 'critical',
    detail: joined([detail, meantForNobody, ...(contradicting.length > 0 ? [elsewhere] : [])]),
    evidence: [...open, ...contradicting],
  }
}

/** No policy can open it (`policy/lower.ts`). */
const meantForNobody = say('Die Richtlinie lässt dort niemanden hinein.', 'The policy lets nobody in there.')

/** A refusal counts only where the product itself was recognised: anything refuses a path that it does not have. */
function closed(question: Question, seen: readonly Seen<SetupWizardFact>[]): Judgement {
  const places = new Set(recognitions(question).map(vantageKey))
  const proven = seen.filter((piece) => places.has(vantageKey(piece)))
  const count = new Set(proven.map(({ value }) => value.variant)).size
  if (count === 0)
    return unknownBecause(
      say(
        'Der Pfad ist geschlossen, aber ScreenConnect war dort nicht zu erkennen; etwas Fremdes weist ihn ebenso ab.',
        'The path is closed, but ScreenConnect could not be recognised there; a stranger would refuse it too.',
      ),
      seen,
    )
  return {
    outcome: 'pass',
    detail: say(
      `Der Einrichtungsassistent ist in allen geprüften Schreibweisen des Pfads (${count}) geschlossen.`,
      `The setup wizard is closed in all ways of writing its path that were tried (${count}).`,
    ),
    evidence: [...proven, ...recognitions(question)],
  }
}

function undecided(looked: readonly Evidence<SetupWizardFact>[]): Judgement {
  const unclear = seenOnly(looked).filter(({ value }) => value.answer === 'unclear')
  const [miss] = looked.flatMap((piece) => (isSeen(piece) ? [] : [piece.missing]))
  if (unclear.length > 0) {
    const variants = variantsOf(unclear)
    const why = say(
      `Statt des Einrichtungsassistenten kam etwas, das sich nicht einordnen lässt: ${variants.de}.`,
      `Instead of the setup wizard something came that cannot be classified: ${variants.en}.`,
    )
    return unknownBecause(why, unclear)
  }
  if (!miss) return unknownBecause(say('Das wurde noch nicht nachgesehen.', 'Nobody has looked yet.'), looked)
  const reason = missingInSentence(miss)
  const why = say(
    `Nicht jede Schreibweise des Pfads wurde beantwortet: ${reason.de}.`,
    `Not every way of writing the path was answered: ${reason.en}.`,
  )
  return unknownBecause(why, looked)
}

const mostTold = 4

/** Paths as they were written, each once, the shortest first; of many only some, because the evidence holds them all. */
function variantsOf(seen: readonly Seen<SetupWizardFact>[]): Text {
  const paths = [...new Set(seen.map(({ value }) => quotation(value.path)))].sort((a, b) => a.length - b.length)
  const told = paths.slice(0, mostTold).join(', ')
  const rest = paths.length - mostTold
  if (rest < 1) return say(told, told)
  return say(`${told} und ${rest} weitere Schreibweisen`, `${told} and ${rest} more ways of writing it`)
}
