import type { Assessment, ControlResult } from '../../model/assessment.ts'
import { say, type Text } from '../../model/text.ts'

/** How many questions were answered, by which witnesses, and how many measures of the guidance are answered by that. */
export function answeredText({ measures, coverage }: Assessment): Text {
  const answered = measures.flatMap(({ controls }) => controls).filter(isAnswered)
  const by = answered.map(witnessesOf)
  const count = (way: Way): number => by.filter((each) => each === way).length
  const whole = measures.filter(({ controls }) => controls.some(isAnswered)).length
  const [inside, outside, both, paper] = [count('inside'), count('outside'), count('both'), count('paper')]
  return say(
    `Alle Zeugen: ${coverage.answered} von ${coverage.asked} Fragen sind beantwortet, ${inside} von innen, ${outside} von außen, ${both} von innen und außen, ${paper} auf Papier. ${whole} von ${measures.length} Maßnahmen sind beantwortet.`,
    `All witnesses: ${coverage.answered} of ${coverage.asked} questions are answered, ${inside} from within, ${outside} from outside, ${both} from within and outside, ${paper} on paper. ${whole} of ${measures.length} measures are answered.`,
  )
}

type Way = 'inside' | 'outside' | 'both' | 'paper'

function isAnswered({ outcome }: ControlResult): boolean {
  return outcome === 'pass' || outcome === 'fail'
}

/** Paper counts where it was needed; a look beside it did not settle the question. */
function witnessesOf({ evidence }: ControlResult): Way {
  const witnesses = new Set(evidence.map(({ witness }) => witness))
  if (witnesses.has('paper')) return 'paper'
  if (witnesses.has('inside') && witnesses.has('outside')) return 'both'
  return witnesses.has('inside') ? 'inside' : 'outside'
}
